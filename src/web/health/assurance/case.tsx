// SPDX-License-Identifier: Apache-2.0
/** One application for accreditation, as the provider, the body and its two appraisers each may read it. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { Agreement, Decision, GivenCaseCommand, Reply, Way } from '#health/assurance/contract.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { inspectionsContext } from '../contexts.ts'
import { Appeal, Appoint, Decide, Declare, Rate, Settle } from './case-acts.tsx'
import {
  type Answer,
  assuranceAt,
  keyIn,
  NOTHING,
  refused,
  type Typed,
  typedIn,
  withoutReply,
  writtenIn,
} from './door.ts'
import { Answered, Scores, StateTag, Told, useShown } from './parts.tsx'
import { useAssurance } from './words.ts'

const ACTS = ['appoint', 'declare', 'rate', 'finish', 'settle', 'propose', 'sign', 'return', 'appeal'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await assuranceAt({ context, url })
  const found = await desk.openCase(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const who = found.value.may.includes('appoint') ? await desk.organisations() : undefined
  const known = await names()
  const visits = await context.get(inspectionsContext)?.desk.list()
  const done = url.searchParams.get('done')
  const { seats, organisation, body, left } = found.value
  const ids = [organisation, body, ...left, ...seats.map((seat) => seat.organisation)]
  return {
    ...{ messages, one: found.value, key: crypto.randomUUID() },
    visits: visits?.ok ? visits.value.items.filter(({ accreditation }) => accreditation === found.value.id) : [],
    appraisers: who?.ok ? who.value.appraisers.filter(({ id }) => id !== organisation) : [],
    names: Object.fromEntries(ids.map((id) => [id, known.get(id) ?? '–'])),
    done: ACTS.find((each) => each === done) ?? null,
  }
}
export type CaseData = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

const lines = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const commandOf = (form: FormData, typed: Typed): GivenCaseCommand | undefined => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const each = <T,>(make: (given: Typed[string]) => T) =>
    Object.fromEntries(Object.entries(typed).map(([id, given]) => [id, make(given)] as const))
  const until = text('until')
  const commands: Record<string, GivenCaseCommand> = {
    appoint: { do: 'appoint', seat: text('seat') === '2' ? 2 : 1, organisation: text('organisation') },
    declare: { do: 'declare', ties: text('has') === 'none' ? '' : text('ties') || '–' },
    rate: { do: 'rate', answers: each(({ reply, note, way }) => ({ reply: reply as Reply, note, way: way as Way })) },
    settle: { do: 'settle', answers: each(({ reply, note }) => ({ reply: reply as Reply, note })) },
    propose: {
      ...{ do: 'propose', decision: text('decision') as Decision, reason: text('reason') },
      ...{ conditions: lines(text('conditions')), until: until === '' ? null : until },
    },
    ...{ finish: { do: 'finish' }, sign: { do: 'sign' }, return: { do: 'return' } },
    appeal: { do: 'appeal', reason: text('reason') },
  }
  return commands[text('do')]
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await assuranceAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const typed = typedIn(form)
  const command = commandOf(form, typed)
  // Whether there is a tie is a question that only the appraiser can answer.
  if (!command || (command.do === 'declare' && !form.has('has'))) throw nothingHere()
  const without = withoutReply(typed)
  if (without.length > 0) return data<Answer>({ ...NOTHING, typed, without }, { status: 422 })
  const acted = await desk.actOnCase(id, command, Number(form.get('version')), keyIn(form))
  if (!acted.ok) return refused(acted.refusal, { typed, written: form.has('reason') ? writtenIn(form) : null })
  const hasLeft = command.do === 'declare' && command.ties !== ''
  throw redirect(hasLeft ? '/assurance' : `/accreditation/${id}?done=${command.do}`)
}

/** Visits of the body to this service: what it decides after one it decides here. */
function Visits({ loaded: { visits } }: { loaded: CaseData }) {
  const { t, date } = useAssurance()
  if (visits.length === 0) return null
  return (
    <Panel title={t('case.visits')}>
      <ul>
        {visits.map(({ id, on, visited, open }) => (
          <li key={id}>
            <a href={`/assurance/inspections/${id}`}>{date(visited ?? on)}</a>
            {open > 0 && ` · ${t('case.visitsOpen', { count: open })}`}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function History({ loaded: { one } }: { loaded: CaseData }) {
  const { t, date, moment } = useAssurance()
  if (one.decisions.length === 0 && one.appeal === null) return null
  return (
    <Panel title={t('case.history')}>
      <ol>
        {one.decisions.map(({ number, decision, reason, conditions, until, at }) => (
          <li key={number}>
            <time dateTime={at}>{moment(at)}</time>: <strong>{t(`state.${decision}`)}</strong>
            {until && ` · ${t('case.until', { date: date(until) })}`}
            <br />
            <span className="quiet">{reason}</span>
            {conditions.length > 0 && (
              <ul>
                {conditions.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {one.appeal !== null && (
        <p>
          {t('case.appeal')}: {one.appeal}
        </p>
      )}
    </Panel>
  )
}

/** Whether so many answers are one and the same that kappa says little. */
const isLopsided = ({ rated, kappa, most }: Agreement): boolean =>
  kappa !== null && most !== null && most.answers >= 0.8 * 2 * rated

export default function CasePage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date, number } = useAssurance()
  const said = useShown()
  const { one, names } = loaded
  const { questions, domains, files, shown, agreement, result, mine, seats } = one
  const problems = (answer?.without ?? []).map((field) => ({ text: `${field}: ${t('choose')}`, field }))
  const seatOf = (seat: (typeof seats)[number]) => {
    const state = seat.isDone ? 'done' : seat.isTaken ? 'taken' : 'asked'
    return `${names[seat.organisation]} (${t(`case.seat.${state}`)})`
  }
  return (
    <WorkPage title={t('case.title', { name: one.serviceName })} help={t('case.help')}>
      <ErrorSummary problems={problems} />
      <Told answer={answer} done={loaded.done && `done.${loaded.done}`} />
      <Facts
        facts={[
          [t('list.state'), <StateTag key="state" state={one.state} />],
          [t('list.provider'), <bdi key="provider">{names[one.organisation]}</bdi>],
          [t('act.body'), <bdi key="body">{names[one.body]}</bdi>],
          [t('list.setting'), t(`setting.${one.setting}`)],
          [t('list.applied'), date(one.applied.slice(0, 10))],
          [t('case.appraisers'), seats.length === 0 ? t('case.nobody') : seats.map(seatOf).join(', ')],
          ...(shown ? [[t('shown.title'), said(shown)] as const] : []),
          ...(one.left.length > 0
            ? [[t('case.left'), one.left.map((id) => names[id] ?? '–').join(', ')] as const]
            : []),
        ]}
      />
      <Visits loaded={loaded} />
      <Decide loaded={loaded} answer={answer} />
      <Appoint loaded={loaded} />
      <Declare loaded={loaded} />
      <Settle loaded={loaded} answer={answer} />
      {mine && !mine.isDone && <Rate loaded={loaded} answer={answer} />}
      {agreement && (
        <p>
          {t('case.agreement', { same: number(agreement.same), rated: number(agreement.rated) })}{' '}
          {agreement.kappa !== null && t('case.kappa', { kappa: number(agreement.kappa) })}{' '}
          {agreement.ac1 !== null && t('case.ac1', { ac1: number(agreement.ac1) })}{' '}
          {agreement.most &&
            t('case.most', {
              ...{ reply: t(`reply.${agreement.most.reply}`), answers: number(agreement.most.answers) },
              all: number(agreement.rated * 2),
            })}{' '}
          {isLopsided(agreement) && t('case.lopsided')}
        </p>
      )}
      {result && <Scores {...{ result, domains, questions }} />}
      <History loaded={loaded} />
      <Appeal loaded={loaded} answer={answer} />
      {questions.length > 0 && !(mine && !mine.isDone) && (
        <Panel title={t('case.self')} fold="closed">
          <Answered {...{ questions, domains, files, shown }} assessment={one.assessment} />
        </Panel>
      )}
      <p>
        <a href="/assurance">{t('one.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
