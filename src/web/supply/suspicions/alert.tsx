// SPDX-License-Identifier: Apache-2.0
/** One order or account that somebody looks at: why, what it is, what was done with it, and what this person may do now. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { MOST_REFUSED_MONTHS, type Subject } from '#supply/suspicions/contract.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { About } from './about.tsx'
import { aboutIn } from './about-of.ts'
import { askedIn, FIELDS, nameOf } from './acting.ts'
import { Acts, type Unsent } from './acts.tsx'
import { keyIn, suspicionsAt, typedIn } from './door.ts'
import { Reasons, Unless } from './reasons.tsx'
import { reasonsIn, unlessIn, wordsWith } from './reasons-of.ts'
import { RefusalPanel } from './refusal.tsx'
import { StatusTag } from './status-tag.tsx'
import './suspicions.css'
import { useSuspicions } from './words.ts'

const dayAfter = (months: number, days = 0) => {
  const day = new Date()
  day.setUTCMonth(day.getUTCMonth() + months, day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, colleagues, typology, messages, ...words } = await suspicionsAt({ context, url })
  const found = await desk.alert(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const { reasons, unless, steps, refusal, typologies, due, assigned, about, ...alert } = found.value
  const [who, authorities] = await Promise.all([
    colleagues(),
    alert.may.includes('report') ? desk.receivers(alert.leg) : undefined,
  ])
  const { language } = me
  const flags = wordsWith(words.flags, reasons)
  const said = (flag: string) => flags.get(flag)?.text[language] ?? flag
  return {
    messages,
    leg: alert.leg,
    alert: {
      ...alert,
      isPerson: isOfPerson(about),
    },
    about: aboutIn(about, { ...words, language, currency: words.currencyOf(me.organisation.country) }),
    typologies: typologies.map(typology),
    due: due === null ? null : { at: due, isLate: due < new Date().toISOString() },
    taken: assigned === null ? null : { name: who.get(assigned) ?? null },
    reasons: reasonsIn(language, words, reasons),
    unless: unlessIn(language, { flags }, unless),
    steps: steps.map(({ by, ...step }) => ({ ...step, who: who.get(by) ?? null })),
    refusal: refusal && {
      ...refusal,
      flags: refusal.flags.map(said),
      decidedBy: refusal.decidedBy.map((by) => who.get(by) ?? null),
    },
    authorities: authorities?.ok ? authorities.value : [],
    until: { least: dayAfter(0, 1), most: dayAfter(MOST_REFUSED_MONTHS), usual: dayAfter(MOST_REFUSED_MONTHS / 2) },
    done: url.searchParams.get('done'),
    key: crypto.randomUUID(),
  }
}
/** On parcels stand names, and behind most accounts of a marketplace is a person. */
const isOfPerson = (about: Subject) =>
  about.leg === 'order' ? about.order.customer.isPerson : about.leg !== 'payment' || about.account.holder === 'person'

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the alert as it is by now. */
export const shouldRevalidate = () => true

const TOLD: Readonly<Record<string, Unsent['told']>> = {
  ...{ changed: 'changed', 'key-reused': 'changed', 'second-person': 'secondPerson', 'not-valid': 'ownUse' },
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await suspicionsAt({ context, url })
  const form = await request.formData()
  const asked = askedIn(form)
  if (!asked) throw nothingHere()
  const { act, problems } = asked
  const unsent = (parts: Partial<Unsent>, status: number) =>
    data<Unsent>({ act, problems: [], typed: typedIn(form), told: null, ...parts }, { status })
  if (problems.length > 0) return unsent({ problems }, 422)
  const [id, version] = [params.id ?? '', Number(form.get('version'))]
  const done =
    'report' in asked
      ? await desk.report(id, asked.report, version, keyIn(form))
      : await desk.act(id, asked.command, version, keyIn(form))
  if (done.ok) throw redirect(`/suspicions/${id}?done${act === 'report' ? '=report' : ''}`)
  const { code, where = '' } = done.refusal
  if (code === 'not-found') throw nothingHere()
  const field = FIELDS.find((each) => each === where)
  return code === 'not-valid' && field
    ? unsent({ problems: [field] }, 422)
    : unsent({ told: TOLD[code] ?? 'notNow' }, 409)
}

function Stands({ loaded }: { loaded: Loaded }) {
  const { t, number, moment } = useSuspicions()
  const { alert, typologies, due, taken } = loaded
  return (
    <Panel title={t('alert.summary')}>
      <Facts
        facts={[
          [t('alert.status'), <StatusTag key="status" status={alert.status} />],
          [t('alert.score'), number(alert.score)],
          [t('alert.typologies'), typologies.join(', ') || '–'],
          [t('alert.found'), <time key="at" dateTime={alert.at}>{`${moment(alert.at)}`}</time>],
          ...(alert.may.includes('report')
            ? [
                [
                  t('alert.due'),
                  due ? (
                    <span key="due">
                      <time dateTime={due.at}>{moment(due.at)}</time>
                      {due.isLate && ` – ${t('alert.late')}`}
                    </span>
                  ) : (
                    t('alert.noDue')
                  ),
                ] as const,
              ]
            : []),
          ...(alert.awaited
            ? [
                [
                  t('alert.awaited'),
                  <time key="awaited" dateTime={alert.awaited}>
                    {alert.awaited}
                  </time>,
                ] as const,
              ]
            : []),
          ...(alert.finding ? [[t('alert.finding'), t(`finding.${alert.finding}`)] as const] : []),
          [t('alert.taken'), <bdi key="taken">{taken ? (taken.name ?? t('alert.somebody')) : t('alert.nobody')}</bdi>],
        ]}
      />
    </Panel>
  )
}

function Before({ before }: { before: Loaded['alert']['before'] }) {
  const { t, maybe, number, moment } = useSuspicions()
  return (
    <Panel title={t('before.title')}>
      {before.length === 0 ? (
        <p>{t('before.none')}</p>
      ) : (
        <Table
          caption={t('before.title')}
          captionHidden
          rows={before}
          keyOf={({ id }) => id}
          columns={[
            { title: t('order.ref'), head: true, cell: ({ ref }) => <bdi>{ref}</bdi> },
            { title: t('order.at'), cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
            {
              title: t('before.kinds'),
              cell: ({ kinds }) => kinds.map((each) => maybe(`goods.${each}`, each)).join(', ') || '–',
            },
            { title: t('before.kilograms'), figures: true, cell: ({ kilograms }) => number(kilograms) },
            { title: t('before.outcome'), cell: ({ outcome }) => maybe(`before.${outcome}`, outcome) },
          ]}
        />
      )}
    </Panel>
  )
}

function Reported({ reports }: { reports: Loaded['alert']['reports'] }) {
  const { t, moment } = useSuspicions()
  if (reports.length === 0) return null
  return (
    <Panel title={t('report.made')}>
      <Table
        caption={t('report.made')}
        captionHidden
        rows={reports}
        keyOf={({ id }) => id}
        columns={[
          {
            title: t('report.at'),
            head: true,
            cell: ({ id, at }) => <a href={`/suspicions/reports/${id}`}>{moment(at)}</a>,
          },
          { title: t('report.status'), cell: ({ status }) => t(`reportStatus.${status}`) },
          {
            title: t('report.feedback'),
            cell: ({ feedback }) =>
              feedback ? t(`feedback.${feedback}` as 'feedback.useful') : t('reports.unanswered'),
          },
        ]}
      />
    </Panel>
  )
}

function Steps({ steps }: Pick<Loaded, 'steps'>) {
  const { t, moment } = useSuspicions()
  return (
    <Panel title={t('steps.title')}>
      {steps.length === 0 ? (
        <p>{t('steps.none')}</p>
      ) : (
        <Table
          caption={t('steps.title')}
          captionHidden
          rows={steps}
          keyOf={(_, index) => index}
          columns={[
            { title: t('steps.did'), head: true, cell: ({ did }) => t(`did.${did}`) },
            { title: t('steps.when'), cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
            { title: t('steps.who'), cell: ({ who }) => <bdi>{who ?? t('alert.somebody')}</bdi> },
            {
              title: t('steps.text'),
              cell: ({ text, until, customerText, finding }) => (
                <span className="told" dir="auto">
                  {[
                    ...(finding ? [t(`finding.${finding}`)] : []),
                    ...(text === '' ? [] : [text]),
                    ...(until ? [t('steps.until', { day: until })] : []),
                    ...(customerText ? [t('steps.told', { what: t(`customerText.${customerText}.name`) })] : []),
                  ].join(' – ') || '–'}
                </span>
              ),
            },
          ]}
        />
      )}
    </Panel>
  )
}

export default function AlertPage() {
  const loaded = useLoaderData<typeof loader>()
  const unsent = useActionData<typeof action>() ?? null
  const { t } = useSuspicions()
  const { alert, about, reasons, unless, refusal, done } = loaded
  const problems = (unsent?.problems ?? []).map((field) => ({
    text: t(`problem.${field}`),
    field: nameOf(unsent?.act ?? '', field),
  }))
  return (
    <WorkPage title={t('alert.title', { ref: alert.ref })} help={t('alert.help')}>
      <ErrorSummary problems={problems} />
      {unsent?.told && (
        <Notice tone="caution" live>
          {t(`alert.${unsent.told}`)}
        </Notice>
      )}
      {done !== null && !unsent && (
        <Notice tone="good" live>
          {t(done === 'report' ? 'alert.reported' : 'alert.done')}
        </Notice>
      )}
      <Stands loaded={loaded} />
      <Panel title={t('reasons.title')}>
        <Reasons reasons={reasons} record={alert.record} />
        <Unless unless={unless} />
      </Panel>
      <About about={about} />
      {alert.leg === 'order' && <Before before={alert.before} />}
      {refusal && <RefusalPanel refusal={refusal} />}
      <Reported reports={alert.reports} />
      <Steps steps={loaded.steps} />
      <Acts
        key={loaded.alert.version}
        {...{ alert, unsent, sent: loaded.key, authorities: loaded.authorities, until: loaded.until }}
      />
      <p>
        <a href="/suspicions">{t('alert.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
