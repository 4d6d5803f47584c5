// SPDX-License-Identifier: Apache-2.0
/** Changes that readers of an incident propose: for the two organisations to read, and for each to do its part. */
import type { Incident } from '#supply/incidents/contract.ts'
import { Button } from '../../../kit/button/button.tsx'
import { TextField } from '../../../kit/field/field.tsx'
import { Facts } from '../../../kit/layout/layout.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/panel/panel.tsx'
import { Tag, type Tone } from '../../../kit/tag/tag.tsx'
import { type KeptForm, keptOf } from '../kept.ts'
import { useIncidents } from '../words.ts'
import { ProposeForms } from './forms.tsx'
import type { ProposalsData } from './load.ts'

type One = ProposalsData['proposals'][number]
const TONES: Record<One['status'], Tone> = { open: 'watch', accepted: 'sure', declined: 'plain', withdrawn: 'plain' }

export interface ProposalsProps {
  data: ProposalsData
  incident: Incident
  loadKey: string
  refused: KeptForm | undefined
}

/** A value of the field that a change is about, in words. */
function useSaid(incident: Incident) {
  const { t, amount } = useIncidents()
  return ({ change }: One, value: One['was']): string => {
    if (value === null) return '–'
    if (typeof value === 'string') return value || '–'
    if ('certainty' in value)
      return [value.name, ...(value.amount ? [amount(value.amount)] : []), t(`certainty.${value.certainty}`)].join(', ')
    if ('knowledge' in value) {
      const name = ('at' in change && incident.parties?.[change.at]?.name) || '–'
      return t('proposals.party', {
        name,
        role: t(`party.${value.role}`),
        knowledge: t(`knowledge.${value.knowledge}`),
      })
    }
    return `${t(`identifier.${value.type}`)}: ${value.value}`
  }
}

function Known({ one, incident, loadKey, refused }: Omit<ProposalsProps, 'data'> & { one: One }) {
  const { t, moment } = useIncidents()
  const said = useSaid(incident)
  const { id, change, was, reason, answer, status, made, may, from } = one
  const hidden = (
    <>
      <input type="hidden" name="form" value="proposal" />
      <input type="hidden" name="key" value={`${loadKey}`} />
      <input type="hidden" name="proposal" value={id} />
      <input type="hidden" name="version" value={incident.version} />
    </>
  )
  const { said: kept } = keptOf(refused, `settle-${id}`, refused && t(`proposals.told.${refused.code}`))
  const field = change.field === 'identifiers' ? t('proposals.added') : t(`field.${change.field}`)
  const facts = [
    was === null ? null : ([t('proposals.was'), <bdi key="was">{said(one, was)}</bdi>] as const),
    [t('proposals.to'), <bdi key="to">{said(one, change.to)}</bdi>] as const,
    [t('proposals.why'), <bdi key="why">{reason}</bdi>] as const,
    answer === null ? null : ([t('proposals.answer'), <bdi key="answer">{answer}</bdi>] as const),
  ]
  const direct = may.filter((each) => each !== 'decline')
  return (
    <li className="said-line stack" data-gap="small">
      <h3>{t('proposals.who', { organisation: from ?? t('unknown'), field })}</h3>
      <p>
        <Tag tone={TONES[status]}>{t(`proposals.status.${status}`)}</Tag> <time dateTime={made}>{moment(made)}</time>
      </p>
      <Facts facts={facts.filter((fact) => fact !== null)} />
      {direct.length > 0 && (
        <form method="post" action={`/incidents/${incident.id}`} className="row">
          {hidden}
          {direct.map((act) => (
            <Button key={act} type="submit" name="do" value={act} look={act === 'accept' ? 'strong' : 'quiet'}>
              {t(`proposals.act.${act}`)}
            </Button>
          ))}
        </form>
      )}
      {may.includes('decline') && (
        <form method="post" action={`/incidents/${incident.id}`} className="stack" data-gap="small">
          {hidden}
          <TextField name="reason" label={t('proposals.declineWhy')} maxLength={500} required {...kept('reason')} />
          <div className="row">
            <Button type="submit" name="do" value="decline" look="quiet">
              {t('proposals.act.decline')}
            </Button>
          </div>
        </form>
      )}
    </li>
  )
}

const GOOD = ['made', 'accepted', 'declined', 'withdrawn']

/** Absent where there is none and none may be made. */
export function ProposalsPanel({ data, incident, loadKey, refused: any }: ProposalsProps) {
  const { t } = useIncidents()
  const refused = any && /^(?:propose|settle)-/.test(any.of) ? any : undefined
  const { told, proposals, mayPropose } = data
  if (proposals.length === 0 && !mayPropose && told === null) return null
  return (
    <div id="proposed-changes">
      <Panel title={t('proposals.title')}>
        <p className="quiet">{t('proposals.help')}</p>
        {refused && (
          <Notice tone="caution" live>
            {t(`proposals.told.${refused.code}`)}
          </Notice>
        )}
        {told && !refused && (
          <Notice tone={GOOD.includes(told) ? 'good' : 'caution'} live>
            {t(`proposals.told.${told}`)}
          </Notice>
        )}
        {proposals.length > 0 && (
          <ul className="said-lines">
            {proposals.map((one) => (
              <Known key={one.id} {...{ one, incident, loadKey, refused }} />
            ))}
          </ul>
        )}
        {mayPropose && <ProposeForms {...{ data, incident, loadKey, refused }} />}
      </Panel>
    </div>
  )
}
