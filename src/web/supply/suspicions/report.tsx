// SPDX-License-Identifier: Apache-2.0
/** One report as it was sent, and what came back; for the firm that sent it and the officer who received it. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { FEEDBACKS, type ReportCommand, type Subject } from '#supply/suspicions/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { About } from './about.tsx'
import { aboutIn } from './about-of.ts'
import { countryOptions } from './countries.ts'
import { keyIn, suspicionsAt, typedIn } from './door.ts'
import { GoamlPanel } from './goaml-panel.tsx'
import { draftIn, HANDING_FIELDS, Handing, type HandingField } from './handing.tsx'
import { Reasons } from './reasons.tsx'
import { reasonsIn } from './reasons-of.ts'
import './suspicions.css'
import { useSuspicions } from './words.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, me, names, messages, ...words } = await suspicionsAt({ context, url })
  const found = await desk.readReport(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const { content, ...report } = found.value
  const { flags, about } = content
  const { language, organisation } = me
  const written = desk.may.includes('writeReport') ? await desk.writeReport(report.id) : undefined
  const said = written?.ok && written.value
  return {
    ...{ messages, report, content },
    to: (await names()).get(report.to) ?? '',
    isOwn: report.from === organisation.id,
    leg: report.leg,
    ref: refOf(about),
    about: aboutIn(about, { ...words, language, currency: words.currencyOf(organisation.country) }),
    goaml: written?.ok ? (said ? { faults: said.faults, more: said.more, left: said.left } : null) : undefined,
    reasons: reasonsIn(language, words, flags),
    goods: about.leg === 'payment' ? [] : [...new Map(about.found.map(({ id, name }) => [id, { id, name }])).values()],
    ...{ country: organisation.country, countries: countryOptions(language, organisation.country, words) },
    done: url.searchParams.get('done'),
    key: crypto.randomUUID(),
  }
}
const refOf = (about: Subject) =>
  about.leg === 'payment'
    ? about.account.number
    : (about.leg === 'order' ? about.order : about.leg === 'parcel' ? about.parcel : about.listing).ref

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key. */
export const shouldRevalidate = () => true

interface Answered {
  problem: 'feedback' | 'changed' | HandingField
  typed: Record<string, string>
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await suspicionsAt({ context, url })
  const form = await request.formData()
  const wanted = form.get('do')
  const feedback = FEEDBACKS.find((each) => each === form.get('feedback'))
  const answer = (problem: Answered['problem'], status: number) =>
    data<Answered>({ problem, typed: typedIn(form) }, { status })
  if (wanted === 'draft') {
    const handed = await desk.draftIncident(params.id ?? '', draftIn(form), keyIn(form))
    if (handed.ok) throw redirect(`/suspicions/reports/${params.id}?done=draft`)
    const { code, where } = handed.refusal
    if (code === 'not-found') throw nothingHere()
    return code === 'not-valid'
      ? answer(HANDING_FIELDS.find((each) => each === where) ?? 'title', 422)
      : answer('changed', 409)
  }
  if (wanted !== 'receive' && wanted !== 'answer') throw nothingHere()
  if (wanted === 'answer' && !feedback) return answer('feedback', 422)
  const command: ReportCommand = feedback && wanted === 'answer' ? { do: 'answer', feedback } : { do: 'receive' }
  const done = await desk.answer(params.id ?? '', command, Number(form.get('version')), keyIn(form))
  if (done.ok) throw redirect(`/suspicions/reports/${params.id}?done`)
  if (done.refusal.code === 'not-found') throw nothingHere()
  return answer('changed', 409)
}

function Stands({ loaded: { report, to, isOwn } }: { loaded: Loaded }) {
  const { t, moment } = useSuspicions()
  const { at, due, receivedAt, answeredAt, feedback } = report
  const when = (moment_: string | null) =>
    moment_ === null ? t('reportPage.notYet') : <time dateTime={moment_}>{moment(moment_)}</time>
  return (
    <Panel title={t('reportPage.stands')}>
      <Facts
        facts={[
          isOwn
            ? ([t('reports.to'), <bdi key="to">{to || '–'}</bdi>] as const)
            : ([t('reports.from'), <bdi key="from">{report.fromName}</bdi>] as const),
          [t('reportPage.sent'), when(at)],
          ...(due
            ? [
                [
                  t('reportPage.due'),
                  <span key="due">
                    {when(due)} ({t(at <= due ? 'reportPage.inTime' : 'reportPage.late')})
                  </span>,
                ] as const,
              ]
            : []),
          [t('reportPage.received'), when(receivedAt)],
          [
            t('reportPage.answered'),
            <span key="answered">
              {when(answeredAt)}
              {feedback && `: ${t(`feedback.${feedback}`)}`}
            </span>,
          ],
        ]}
      />
    </Panel>
  )
}

function Answer({ loaded: { report, key }, problem }: { loaded: Loaded; problem: Answered['problem'] | undefined }) {
  const { t } = useSuspicions()
  const action = `/suspicions/reports/${report.id}`
  const sent = (
    <>
      <input type="hidden" name="version" value={report.version} />
      <input type="hidden" name="key" value={key} />
    </>
  )
  return (
    <>
      {report.may.includes('receive') && (
        <Form method="post" action={action} className="stack" preventScrollReset noValidate>
          {sent}
          <p className="quiet">{t('reportPage.receiveHelp')}</p>
          <div className="row">
            <Button type="submit" name="do" value="receive">
              {t('reportPage.receive')}
            </Button>
          </div>
        </Form>
      )}
      {report.may.includes('answer') && (
        <Panel title={t('reportPage.answer')}>
          <Form method="post" action={action} className="stack" preventScrollReset noValidate>
            {sent}
            <SelectField
              name="feedback"
              label={t('report.feedback')}
              hint={t('reportPage.answerHelp')}
              defaultValue={report.feedback ?? ''}
              options={[['', t('act.choose')], ...FEEDBACKS.map((each) => [each, t(`feedback.${each}`)] as const)]}
              {...(problem === 'feedback' && { error: t('problem.feedback') })}
            />
            <div className="row">
              <Button type="submit" name="do" value="answer">
                {t('reportPage.answerDo')}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
    </>
  )
}

export default function ReportPage() {
  const loaded = useLoaderData<typeof loader>()
  const { problem, typed = {} } = useActionData<typeof action>() ?? {}
  const handing = HANDING_FIELDS.find((each) => each === problem) ?? null
  const { t, number, moment } = useSuspicions()
  const { content, report, about, ref, reasons, goaml, isOwn, done, goods, country, countries, key } = loaded
  const { circumstances, steps, necessity, orallyAt, before, decision } = content
  const told = (key: string, text: string) => (
    <span key={key} className="told" dir="auto">
      {text || t('reportPage.noneSaid')}
    </span>
  )
  return (
    <WorkPage title={t('reportPage.title', { ref })} help={t('reportPage.help')}>
      {problem === 'feedback' && <ErrorSummary problems={[{ text: t('problem.feedback'), field: 'feedback' }]} />}
      {handing && <ErrorSummary problems={[{ text: t(`handing.problem.${handing}`), field: handing }]} />}
      {problem === 'changed' && (
        <Notice tone="caution" live>
          {t('alert.changed')}
        </Notice>
      )}
      {done !== null && !problem && (
        <Notice tone="good" live>
          {t(done === 'draft' ? 'handing.done' : 'reportPage.done')}
        </Notice>
      )}
      {isOwn && <Notice tone="caution">{t('report.quiet')}</Notice>}
      <Stands loaded={loaded} />
      <Answer {...{ loaded, problem }} />
      <Panel title={t('reportPage.said')}>
        <Facts
          facts={[
            [t('reportPage.circumstances'), told('circumstances', circumstances)],
            [t('reportPage.steps'), told('steps', steps)],
            ...(necessity ? [[t('reportPage.necessity'), told('necessity', necessity)] as const] : []),
            [t('reportPage.orally'), orallyAt ? moment(orallyAt) : '–'],
            [t('reportPage.decision'), t(`status.${decision}`)],
            ...(before
              ? [
                  [
                    t('reportPage.before'),
                    t('reportPage.beforeText', { orders: number(before.orders), kilograms: number(before.kilograms) }),
                  ] as const,
                ]
              : []),
          ]}
        />
      </Panel>
      <Panel title={t('reasons.title')}>
        <Reasons reasons={reasons} />
      </Panel>
      <About about={about} />
      {report.may.includes('draft') && (
        <Handing
          {...{ goods, country, countries, typed }}
          {...{ id: report.id, sent: key, drafts: report.drafts, problem: handing }}
        />
      )}
      {goaml !== undefined && <GoamlPanel id={report.id} written={goaml} />}
      <p>
        <a href="/suspicions/reports">{t('reportPage.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
