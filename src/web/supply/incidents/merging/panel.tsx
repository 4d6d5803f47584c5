// SPDX-License-Identifier: Apache-2.0
/** Which other incident tells of the same event, how that came about, and what its author may do about it. */
import { Button } from '../../../kit/button/button.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { Tag, type Tone } from '../../../kit/tag/tag.tsx'
import type { LinkLine } from '../links/lines.ts'
import { useIncidents } from '../words.ts'
import type { MergesData } from './load.ts'

type One = MergesData['merges'][number]
const TONES: Record<One['state'], Tone> = { proposed: 'watch', merged: 'class', declined: 'plain', undone: 'plain' }

interface FormProps {
  here: string
  loadKey: string
}

function Known({ merge, here, loadKey }: FormProps & { merge: One }) {
  const { t, moment } = useIncidents()
  const isKept = merge.kept.id === here
  const other = isKept ? merge.duplicate : merge.kept
  return (
    <div className="stack" data-gap="small">
      <p>
        <Tag tone={TONES[merge.state]}>{t(`merge.state.${merge.state}`)}</Tag>{' '}
        {t(isKept ? 'merge.pointsHere' : 'merge.pointsThere')}{' '}
        <a href={`/incidents/${other.id}`}>
          <bdi>{other.title || t('recalledName')}</bdi>
        </a>
      </p>
      <ol>
        {merge.steps.map(({ step, organisation, at, reason }) => (
          <li key={at + step}>
            {t(`merge.step.${step}`, { organisation: organisation ?? t('unknown') })}{' '}
            <time dateTime={at}>{moment(at)}</time>: <bdi>{reason}</bdi>
          </li>
        ))}
      </ol>
      {merge.may.length > 0 && (
        <form method="post" action={`/incidents/${here}/merges`} className="stack" data-gap="small">
          <input type="hidden" name="key" value={loadKey} />
          <input type="hidden" name="other" value={other.id} />
          <input type="hidden" name="keep" value={isKept ? 'here' : 'there'} />
          <TextField name="reason" label={t('merge.reason')} maxLength={500} required />
          <div className="row">
            {merge.may.map((act) => (
              <Button key={act} type="submit" name="do" value={act} look={act === 'merge' ? 'strong' : 'quiet'}>
                {t(act === 'merge' ? 'merge.agree' : `merge.act.${act}`)}
              </Button>
            ))}
          </div>
        </form>
      )}
    </div>
  )
}

interface MergesProps {
  data: MergesData
  incident: { id: string; from: string; status: string }
  links: readonly LinkLine[]
  loadKey: string
}

export function MergesPanel({ data: { told, merges, mayMerge, own }, incident, links, loadKey }: MergesProps) {
  const { t } = useIncidents()
  const isTold = ['released', 'under-investigation', 'closed'].includes(incident.status)
  const mayAsk = mayMerge && isTold
  if (merges.length === 0 && !mayAsk && told === null) return null
  const known = new Set(
    merges
      .filter(({ state }) => state === 'merged' || state === 'proposed')
      .flatMap((each) => [each.kept.id, each.duplicate.id]),
  )
  const offered = links.filter(({ id }) => !known.has(id))
  return (
    <div id="same-event">
      <Panel title={t('merge.title')}>
        <p className="quiet">{t('merge.help')}</p>
        {told && (
          <Notice
            tone={
              told === 'proposed' || told === 'merged' || told === 'declined' || told === 'undone' ? 'good' : 'caution'
            }
            live
          >
            {t(`merge.told.${told}`)}
          </Notice>
        )}
        {merges.map((merge) => (
          <Known key={`${merge.duplicate.id} ${merge.kept.id}`} {...{ merge, loadKey }} here={incident.id} />
        ))}
        {mayAsk && (
          <details>
            <summary>{t(incident.from === own ? 'merge.open' : 'merge.openOther')}</summary>
            <form method="post" action={`/incidents/${incident.id}/merges`} className="stack" data-gap="small">
              <input type="hidden" name="key" value={loadKey} />
              {offered.length > 0 && (
                <SelectField
                  name="other"
                  label={t('merge.other')}
                  options={[['', t('merge.byAddress')], ...offered.map(({ id, title }) => [id, title] as const)]}
                />
              )}
              <TextField name="address" label={t('merge.address')} hint={t('merge.addressHint')} maxLength={200} />
              <SelectField
                name="keep"
                label={t('merge.keep')}
                options={[
                  ['here', t('merge.keepHere')],
                  ['there', t('merge.keepThere')],
                ]}
              />
              <TextField name="reason" label={t('merge.reason')} maxLength={500} required />
              <div className="row">
                <Button type="submit" name="do" value="merge">
                  {t('merge.act.merge')}
                </Button>
              </div>
            </form>
          </details>
        )}
      </Panel>
    </div>
  )
}
