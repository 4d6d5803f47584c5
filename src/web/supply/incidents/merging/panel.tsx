// SPDX-License-Identifier: Apache-2.0
/** Which other incident tells of the same event, how that came about, and what its author may do about it. */
import { Button } from '../../../kit/button/button.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { SelectField } from '../../../kit/select/select.tsx'
import { Tag, type Tone } from '../../../kit/tag/tag.tsx'
import { type KeptForm, keptOf } from '../kept.ts'
import type { LinkLine } from '../links/lines.ts'
import { useIncidents } from '../words.ts'
import type { MergesData } from './load.ts'

type One = MergesData['merges'][number]
const TONES: Record<One['state'], Tone> = { proposed: 'watch', merged: 'class', declined: 'plain', undone: 'plain' }

interface FormProps {
  here: string
  loadKey: string
  refused: KeptForm | undefined
}

function Known({ merge, here, loadKey, refused }: FormProps & { merge: One }) {
  const { t, moment } = useIncidents()
  const isKept = merge.kept.id === here
  const other = isKept ? merge.duplicate : merge.kept
  const isOurProposal = merge.state === 'proposed' && !merge.may.includes('merge')
  const { said } = keptOf(refused, `merge-${other.id}`, refused && t(`merge.told.${refused.code}`))
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
        <form method="post" action={`/incidents/${here}`} className="stack" data-gap="small">
          <input type="hidden" name="form" value="merge" />
          <input type="hidden" name="key" value={loadKey} />
          <input type="hidden" name="other" value={other.id} />
          <input type="hidden" name="keep" value={isKept ? 'here' : 'there'} />
          <TextField name="reason" label={t('merge.reason')} maxLength={500} required {...said('reason')} />
          <div className="row">
            {merge.may.map((act) => (
              <Button key={act} type="submit" name="do" value={act} look={act === 'merge' ? 'strong' : 'quiet'}>
                {t(act === 'merge' ? 'merge.agree' : isOurProposal ? 'merge.act.withdraw' : `merge.act.${act}`)}
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
  refused: KeptForm | undefined
}

export function MergesPanel({ data, incident, links, loadKey, refused }: MergesProps) {
  const { told, merges, mayMerge, own } = data
  const { t } = useIncidents()
  const isTold = ['released', 'under-investigation', 'closed'].includes(incident.status)
  const mayAsk = mayMerge && isTold
  if (merges.length === 0 && !mayAsk && told === null) return null
  const known = new Set(
    merges
      .filter(({ state }) => state === 'merged' || state === 'proposed')
      .flatMap((each) => [each.kept.id, each.duplicate.id]),
  )
  const { said, isRefused } = keptOf(refused, 'merge', refused && t(`merge.told.${refused.code}`))
  const isOurs = refused?.of.startsWith('merge') === true
  const offered = links.filter(({ id }) => !known.has(id))
  return (
    <div id="same-event">
      <Panel title={t('merge.title')}>
        <p className="quiet">{t('merge.help')}</p>
        {told && !isOurs && (
          <Notice
            tone={
              told === 'proposed' || told === 'merged' || told === 'declined' || told === 'undone' ? 'good' : 'caution'
            }
            live
          >
            {t(`merge.told.${told}`)}
          </Notice>
        )}
        {isOurs && refused && (
          <Notice tone="caution" live>
            {t(`merge.told.${refused.code}`)}
          </Notice>
        )}
        {merges.map((merge) => (
          <Known key={`${merge.duplicate.id} ${merge.kept.id}`} {...{ merge, loadKey, refused }} here={incident.id} />
        ))}
        {mayAsk && (
          <details open={isRefused}>
            <summary>{t(incident.from === own ? 'merge.open' : 'merge.openOther')}</summary>
            <form method="post" action={`/incidents/${incident.id}`} className="stack" data-gap="small">
              <input type="hidden" name="form" value="merge" />
              <input type="hidden" name="key" value={loadKey} />
              {offered.length > 0 && (
                <SelectField
                  name="other"
                  label={t('merge.other')}
                  {...said('other')}
                  options={[['', t('merge.byAddress')], ...offered.map(({ id, title }) => [id, title] as const)]}
                />
              )}
              <TextField
                name="address"
                label={t('merge.address')}
                hint={t('merge.addressHint')}
                maxLength={200}
                {...said('address')}
              />
              <SelectField
                name="keep"
                label={t('merge.keep')}
                {...said('keep', 'here')}
                options={[
                  ['here', t('merge.keepHere')],
                  ['there', t('merge.keepThere')],
                ]}
              />
              <TextField name="reason" label={t('merge.reason')} maxLength={500} required {...said('reason')} />
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
