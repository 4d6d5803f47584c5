// SPDX-License-Identifier: Apache-2.0
/** One advisory: for its readers the versions meant for them, for its officers all of it and what may be done now. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { type AdvisoryCommand, READERS } from '#supply/warnings/contract.ts'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Away, Received } from './away.tsx'
import { areaOptions, keyIn, textIn, warningsAt } from './door.ts'
import { AdvisoryTag } from './status.tsx'
import { Versions } from './versions.tsx'
import { Viewers } from './viewers.tsx'
import { useWarnings } from './words.ts'
import './warnings.css'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, names, areas, messages } = await warningsAt({ context, url })
  const id = params.id ?? ''
  const read = await desk.advisory(id)
  if (!read.ok) throw nothingHere()
  const { own, versions, acknowledged, adopted, mayAdopt, withdrawnFinds } = read.value
  const [first] = versions
  const viewers = own ? await desk.preview(own.content) : null
  const receipts = own && own.published !== null ? await desk.receipts(id) : null
  const sent = own && own.published !== null ? await desk.deliveries(id) : null
  const known = await names()
  const area = (code: string) => areas.find((each) => each.code === code)?.name ?? code
  const regions = own ? own.content.regions.map(area) : (first?.areas ?? []).map(({ name }) => name[me.language])
  const texts = own
    ? READERS.flatMap((reader) =>
        own.content.versions[reader] ? [[reader, own.content.versions[reader]] as const] : [],
      )
    : versions.map(({ reader, texts: written }) => [reader, written] as const)
  const head = own ? { ...own.content, publisher: me.organisation.name } : first
  if (!head) throw nothingHere()
  return {
    ...{ messages, id, texts, regions, acknowledged, withdrawnFinds },
    title: (texts[0]?.[1][me.language] ?? texts[0]?.[1].en)?.headline ?? '',
    status: own?.status ?? first?.status ?? 'draft',
    head: { severity: head.severity, urgency: head.urgency, certainty: head.certainty, publisher: head.publisher },
    substance: own?.substance.name ?? first?.substance.name ?? '',
    times: {
      published: own?.published ?? first?.published ?? null,
      expires: own?.content.expires ?? first?.expires ?? '',
      ended: own?.ended ?? first?.ended ?? null,
    },
    reason: own?.reason ?? first?.reason ?? null,
    /** Of another node: where it came from, and what this desk may make of it. */
    received: first?.node ? { node: first.node.name, organisation: first.publisher, adopted, mayAdopt } : null,
    sent: sent?.ok ? sent.value : null,
    areas: mayAdopt ? areaOptions(areas) : [],
    own: own && { version: own.version, may: own.may, watched: own.watched, mine: own.proposedBy === me.account },
    viewers: viewers?.ok ? viewers.value : null,
    receipts: receipts?.ok
      ? {
          people: receipts.value.people,
          organisations: receipts.value.organisations.map(({ organisation, people }) => ({
            ...{ id: organisation, people, name: known.get(organisation) ?? '' },
          })),
        }
      : null,
    key: crypto.randomUUID(),
    done: url.searchParams.get('done') ?? '',
  }
}
export type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

export const shouldRevalidate = () => true

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await warningsAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const does = textIn(form, 'do')
  if (does === 'acknowledge') {
    const said = await desk.acknowledge(id)
    if (!said.ok) throw nothingHere()
    throw redirect(`/warnings/advisories/${id}?done=acknowledge`)
  }
  if (does === 'adopt') {
    const adopted = await desk.adopt(id, { regions: form.getAll('regions').map(String).filter(Boolean) }, keyIn(form))
    if (adopted.ok) throw redirect(`/warnings/advisories/${adopted.value.id}?done=adopt`)
    if (adopted.refusal.code === 'not-found') throw nothingHere()
    const isRegion = adopted.refusal.where === 'regions'
    return data({ code: isRegion ? 'regions' : adopted.refusal.code }, { status: isRegion ? 422 : 409 })
  }
  if (does === 'discard') {
    const discarded = await desk.discard(id, Number(form.get('version')))
    if (discarded.ok) throw redirect('/warnings/advisories?done=discard')
    if (discarded.refusal.code === 'not-found') throw nothingHere()
    return data({ code: discarded.refusal.code }, { status: 409 })
  }
  const reason = textIn(form, 'reason').trim()
  const command = (does === 'withdraw' ? { do: does, reason } : { do: does }) as AdvisoryCommand
  const decided = await desk.decide(id, command, Number(form.get('version')), keyIn(form))
  if (decided.ok) throw redirect(`/warnings/advisories/${id}?done=${does}`)
  const { code } = decided.refusal
  if (code === 'not-found') throw nothingHere()
  return data({ code }, { status: code === 'not-valid' ? 422 : 409 })
}

function Decide({ loaded: { id, own, key } }: { loaded: Loaded }) {
  const { t } = useWarnings()
  const may = (act: string) => own?.may.some((each) => each === act) ?? false
  if (!own || own.may.length === 0) return null
  const hidden = (
    <>
      <input type="hidden" name="version" value={own.version} />
      <input type="hidden" name="key" value={key} />
    </>
  )
  return (
    <Panel title={t('decide.title')}>
      {may('propose') && <p>{t('decide.proposeHelp')}</p>}
      {own.mine && may('decline') && <p>{t('decide.mine')}</p>}
      {may('agree') && <p>{t('decide.agreeHelp')}</p>}
      <Form method="post" action={`/warnings/advisories/${id}`} className="stack" preventScrollReset>
        {hidden}
        <div className="row">
          {(['propose', 'agree'] as const).filter(may).map((act) => (
            <Button key={act} type="submit" name="do" value={act}>
              {t(`decide.${act}`)}
            </Button>
          ))}
          {may('decline') && (
            <Button type="submit" name="do" value="decline" look="quiet">
              {t(own.mine ? 'decide.takeBack' : 'decide.decline')}
            </Button>
          )}
          {may('revise') && (
            <LinkButton href={`/warnings/advisories/${id}/edit`} look="quiet">
              {t('decide.revise')}
            </LinkButton>
          )}
        </div>
      </Form>
      {may('discard') && (
        <Form method="post" action={`/warnings/advisories/${id}`} className="stack" preventScrollReset>
          {hidden}
          <p className="quiet">{t('decide.discardHelp')}</p>
          <div className="row">
            <Button type="submit" name="do" value="discard" look="danger">
              {t('decide.discard')}
            </Button>
          </div>
        </Form>
      )}
      {may('withdraw') && (
        <Form method="post" action={`/warnings/advisories/${id}`} className="stack" preventScrollReset>
          {hidden}
          <AreaField
            name="reason"
            label={t('decide.reason')}
            hint={t('decide.reasonHint')}
            rows={2}
            maxLength={500}
            required
          />
          <div className="row">
            <Button type="submit" name="do" value="withdraw" look="danger">
              {t('decide.withdraw')}
            </Button>
          </div>
        </Form>
      )}
    </Panel>
  )
}

function Receipts({ loaded: { receipts } }: { loaded: Loaded }) {
  const { t } = useWarnings()
  if (!receipts) return null
  return (
    <Panel title={t('receipts.title')}>
      <p>{t('receipts.people', { count: receipts.people })}</p>
      {receipts.organisations.length > 0 && (
        <ul>
          {receipts.organisations.map(({ id, name, people }) => (
            <li key={id}>
              <bdi>{name === '' ? t('unknown') : name}</bdi>: {people}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Acknowledge({ loaded: { id, own, acknowledged, status } }: { loaded: Loaded }) {
  const { t } = useWarnings()
  if (own || status !== 'published') return null
  if (acknowledged) return <Notice tone="good">{t('receipts.said')}</Notice>
  return (
    <Form method="post" action={`/warnings/advisories/${id}`} className="row" preventScrollReset>
      <Button type="submit" name="do" value="acknowledge">
        {t('receipts.say')}
      </Button>
    </Form>
  )
}

export default function AdvisoryPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, language, moment, maybe } = useWarnings()
  const { id, title, status, head, substance, regions, times, reason, own, viewers, texts, done } = loaded
  const publisher = loaded.received ? `${head.publisher} (${loaded.received.node})` : head.publisher
  const at = (iso: string) => <time dateTime={iso}>{moment(iso)}</time>
  return (
    <WorkPage title={title} help={t('advisory.help', { organisation: publisher })}>
      {answer && (
        <Notice tone="caution" live>
          {maybe(`refused.${answer.code}`, t('refused.not-valid'))}
        </Notice>
      )}
      {!answer && done !== '' && <p role="status">{maybe(`done.${done}`, '')}</p>}
      {reason !== null && (
        <Notice tone="caution" title={t('advisory.withdrawn')}>
          <p dir="auto">{reason}</p>
        </Notice>
      )}
      {loaded.withdrawnFinds.length > 0 && (
        <Notice tone="caution" title={t('advisory.unfounded')}>
          <ul>
            {loaded.withdrawnFinds.map((find) => (
              <li key={find.signal}>
                <bdi>{find.name}</bdi>, {at(find.at)}: <bdi>{find.reason}</bdi>
              </li>
            ))}
          </ul>
          <p>{t('advisory.unfoundedHelp')}</p>
        </Notice>
      )}
      <Facts
        facts={[
          [t('board.status'), <AdvisoryTag key="status" status={status} />],
          [
            t('board.substance'),
            own ? (
              <a key="substance" href={`/warnings/${own.watched}`}>
                <bdi>{substance}</bdi>
              </a>
            ) : (
              <bdi key="substance">{substance}</bdi>
            ),
          ],
          [t('compose.severity'), t(`cap.${head.severity}`)],
          [t('compose.urgency'), t(`cap.${head.urgency}`)],
          [t('compose.certainty'), t(`cap.${head.certainty}`)],
          [t('compose.regions'), <bdi key="regions">{regions.join(', ')}</bdi>],
          [t('compose.expires'), at(times.expires)],
          ...(times.published ? [[t('advisories.published'), at(times.published)] as const] : []),
          ...(times.ended ? [[t('advisory.ended'), at(times.ended)] as const] : []),
        ]}
      />
      <Received loaded={loaded} />
      <Acknowledge loaded={loaded} />
      <Versions texts={texts} language={language} />
      {viewers && <Viewers viewers={viewers} when={times.published ? 'after' : 'before'} />}
      {times.published && own && (
        <p>
          <a href={`/${language}/advisories/${id}`}>{t('advisory.publicPage')}</a>
        </p>
      )}
      <Receipts loaded={loaded} />
      {loaded.sent && <Away sent={loaded.sent} />}
      <Decide loaded={loaded} />
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
