// SPDX-License-Identifier: Apache-2.0
/** What the pages of these registers share. */
import { wallOf, zoneName } from '#basis/moments.ts'
import type { Restraint } from '#health/liberty/contract.ts'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import type { Refused } from './door.ts'
import { useLiberty } from './words.ts'

interface MomentProps {
  name: string
  label: string
  /** This moment, which stands there at first; `isEmpty`: nothing does. */
  now: string
  isEmpty?: boolean
}

/** A day and a time by the clock of the country, which every browser can fill without script. */
export function MomentFields({ name, label, now, isEmpty = false }: MomentProps) {
  const { t, timeZone } = useLiberty()
  const wall = isEmpty ? undefined : wallOf(new Date(now), timeZone)
  const zone = zoneName(new Date(now), timeZone)
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <input type="hidden" name="zone" value={timeZone} />
      <div className="row">
        <TextField name={`${name}-day`} label={t('field.day')} type="date" defaultValue={wall?.slice(0, 10)} />
        <TextField name={`${name}-time`} label={t('field.time', { zone })} type="time" defaultValue={wall?.slice(11)} />
      </div>
    </fieldset>
  )
}

export function State({ entry }: { entry: Restraint }) {
  const { t } = useLiberty()
  const { withdrawn, ended, reviewed, isEndingMissing, isLate, isReviewMissing } = entry
  return (
    <span className="row" data-gap="small">
      <Tag tone="plain">
        {t(withdrawn ? 'state.withdrawn' : !ended ? 'state.open' : reviewed ? 'state.reviewed' : 'state.ended')}
      </Tag>
      {isEndingMissing && <Tag tone="unsure">{t('late.ending')}</Tag>}
      {isLate && <Tag tone="unsure">{t('late.entered')}</Tag>}
      {isReviewMissing && <Tag tone="unsure">{t('late.review')}</Tag>}
    </span>
  )
}

export function Told({ answer, done }: { answer: Refused | undefined; done: boolean }) {
  const { t } = useLiberty()
  if (answer)
    return (
      <Notice tone="caution" live>
        {t(`problem.${answer.said}`)}
      </Notice>
    )
  return done ? (
    <Notice tone="good" live>
      {t('done')}
    </Notice>
  ) : null
}
