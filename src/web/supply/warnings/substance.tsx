// SPDX-License-Identifier: Apache-2.0
/** One substance under watch: what it is, what points to it, what is thought of it, and what is done about it. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { LinkButton } from '../../kit/button/button.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { commandIn } from './acting.ts'
import { Acts } from './acts.tsx'
import { Assessed } from './assessed.tsx'
import { keyIn, warningsAt } from './door.ts'
import { IdentityPanel } from './identity.tsx'
import { NoveltyPanel } from './novelty.tsx'
import { seriesOf } from './series.ts'
import { Signals } from './signals.tsx'
import { AdvisoryTag, RecommendationTag, WatchedTag } from './status.tsx'
import { Trend } from './trend.tsx'
import { useWarnings } from './words.ts'
import './warnings.css'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, names, areas, messages } = await warningsAt({ context, url })
  const read = desk.may.includes('open') ? await desk.open(params.id ?? '') : null
  if (!read?.ok) throw nothingHere()
  const board = read.value.may.includes('join') ? await desk.board() : null
  const others = (board?.ok ? board.value.items : []).filter(
    ({ id, status }) => id !== read.value.id && status !== 'dismissed',
  )
  return {
    messages,
    record: read.value,
    others: others.map(({ id, identity }) => [id, identity.name] as const),
    series: seriesOf(read.value),
    mine: desk.may.includes('withdrawFind') ? me.organisation.id : null,
    areas,
    names: Object.fromEntries(await names()),
    key: crypto.randomUUID(),
    done: url.searchParams.get('done') ?? '',
  }
}
export type SubstanceData = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await warningsAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const command = commandIn(form)
  if (!command) throw nothingHere()
  const acted = await desk.act(id, command, Number(form.get('version')), keyIn(form))
  if (acted.ok) throw redirect(`/warnings/${id}?done=${command.do}`)
  const { code } = acted.refusal
  if (code === 'not-found') throw nothingHere()
  return data({ act: command.do, code }, { status: code === 'not-valid' || code === 'unreadable' ? 422 : 409 })
}

function Incidents({ record }: Pick<SubstanceData, 'record'>) {
  const { t, moment } = useWarnings()
  const { incidents } = record
  if (incidents.length === 0) return <p className="quiet">{t('one.noIncidents')}</p>
  return (
    <ul>
      {incidents.map(({ id, title, reported }) => (
        <li key={id}>
          <a href={`/incidents/${id}`}>
            <bdi>{title}</bdi>
          </a>{' '}
          <span className="quiet">{moment(reported)}</span>
        </li>
      ))}
    </ul>
  )
}

function Advisories({ record }: Pick<SubstanceData, 'record'>) {
  const { t } = useWarnings()
  const { id, advisories } = record
  return (
    <>
      {advisories.length === 0 ? (
        <p className="quiet">{t('one.noAdvisories')}</p>
      ) : (
        <ul>
          {advisories.map((each) => (
            <li key={each.id}>
              <a href={`/warnings/advisories/${each.id}`}>
                <bdi>{each.headline}</bdi>
              </a>{' '}
              <AdvisoryTag status={each.status} />
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        <LinkButton href={`/warnings/${id}/advisory`} look="quiet">
          {t('one.write')}
        </LinkButton>
      </div>
    </>
  )
}

function History({ record }: Pick<SubstanceData, 'record'>) {
  const { t, moment, maybe } = useWarnings()
  type Step = (typeof record.steps)[number]
  return (
    <Table
      caption={t('one.history')}
      captionHidden
      columns={[
        {
          title: t('step.when'),
          head: true,
          cell: ({ at }: Step) => <time dateTime={at}>{moment(at)}</time>,
        },
        { title: t('step.did'), cell: ({ did }: Step) => maybe(`did.${did}`, did) },
        { title: t('board.status'), cell: ({ status }: Step) => <WatchedTag status={status} /> },
        { title: t('step.note'), cell: ({ note }: Step) => (note === '' ? '–' : <bdi>{note}</bdi>) },
      ]}
      rows={record.steps}
      keyOf={({ version }) => version}
    />
  )
}

export default function SubstancePage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, maybe } = useWarnings()
  const { record, series, names, areas, done, mine } = loaded
  return (
    <WorkPage title={record.identity.name} help={t('one.help')}>
      {answer && (
        <Notice tone="caution" live>
          {maybe(`refused.${answer.code}`, t('refused.not-valid'))}
        </Notice>
      )}
      {!answer && done !== '' && <p role="status">{maybe(`done.${done}`, '')}</p>}
      <p className="row">
        <WatchedTag status={record.status} />
        {record.recommendation && <RecommendationTag recommendation={record.recommendation} />}
      </p>
      {record.reason !== null && record.reason !== 'same' && <Notice>{record.reason}</Notice>}
      {record.reason === 'same' && <Notice>{t('one.same')}</Notice>}
      <p className="quiet">{t('one.who')}</p>
      <IdentityPanel record={record} />
      <NoveltyPanel record={record} />
      <Panel title={t('one.trend')}>
        <Trend id={record.id} series={series} />
      </Panel>
      <Panel title={t('one.signals', { count: record.allSignals.length })}>
        <Signals signals={record.allSignals} names={names} areas={areas} empty={t('one.noSignals')} mine={mine} />
      </Panel>
      <Panel title={t('one.incidents')}>
        <p className="quiet">{t('one.incidentsHelp')}</p>
        <Incidents record={record} />
      </Panel>
      <Assessed record={record} />
      <Panel title={t('one.advisories')}>
        <Advisories record={record} />
      </Panel>
      <Acts loaded={loaded} />
      <Panel title={t('one.history')}>
        <History record={record} />
      </Panel>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
