// SPDX-License-Identifier: Apache-2.0
/** What the pages of these registers share. */
import type { Restraint } from '#health/liberty/contract.ts'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import type { Refused } from './door.ts'
import { useLiberty } from './words.ts'

/** A day and a time, which every browser can fill without script. */
export function MomentFields({ name, label, now }: { name: string; label: string; now?: string }) {
  const { t } = useLiberty()
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <div className="row">
        <TextField name={`${name}-day`} label={t('field.day')} type="date" defaultValue={now?.slice(0, 10)} />
        <TextField name={`${name}-time`} label={t('field.time')} type="time" defaultValue={now?.slice(11, 16)} />
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
