// SPDX-License-Identifier: Apache-2.0
/** One self-assessment: answered in sittings, signed off, shown to whom the firm chooses, named if the firm agrees. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { GivenAssessmentCommand, Reply } from '#supply/partnerships/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { AssessmentActs } from './assessment-acts.tsx'
import { Discard, Evidence } from './assessment-evidence.tsx'
import { Answered, AssessmentTag, Question, ResultByTheme, type Typed, themesOf } from './assessment-parts.tsx'
import { assessmentsAt, keyIn } from './door.ts'
import { changeEvidence, type FileProblem, type Filing } from './evidence.ts'
import './partnerships.css'
import { usePartnerships } from './words.ts'

const dones = ['attach', 'detach', 'answer', 'complete', 'show', 'name', 'unname'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await assessmentsAt({ context, url })
  const found = await desk.open(params.id ?? '')
  if (!found.ok) throw nothingHere()
  const authorities = found.value.may.includes('show') ? await desk.authorities() : undefined
  const done = url.searchParams.get('done')
  return {
    messages,
    assessment: found.value,
    name: (await names()).get(found.value.organisation) ?? '',
    authorities: authorities?.ok ? authorities.value : [],
    key: crypto.randomUUID(),
    done: dones.find((each) => each === done) ?? null,
  }
}
export type AssessmentData = ReturnType<typeof useLoaderData<typeof loader>>

/** Also after a refusal: it brings another key, and the record as it is by now. */
export const shouldRevalidate = () => true

/** By id of the question; nothing of those of which nothing was chosen or written. */
const typedIn = (form: FormData): Typed => {
  const ids = [...form.keys()].filter((name) => name.startsWith('note-')).map((name) => name.slice('note-'.length))
  const of = (id: string) => ({
    reply: String(form.get(`reply-${id}`) ?? ''),
    note: String(form.get(`note-${id}`) ?? '')
      .replaceAll('\r\n', '\n')
      .trim(),
  })
  return Object.fromEntries(
    ids.map((id) => [id, of(id)] as const).filter(([, { reply, note }]) => reply !== '' || note !== ''),
  )
}

const commandOf = (form: FormData, typed: Typed): GivenAssessmentCommand | undefined => {
  const act = form.get('do')
  if (act === 'answer') {
    const answers = Object.entries(typed).map(([id, { reply, note }]) => [id, { reply: reply as Reply, note }] as const)
    return { do: act, answers: Object.fromEntries(answers) }
  }
  if (act === 'show') return { do: act, to: form.getAll('to').map(String) }
  if (act === 'name' || act === 'unname') return { do: 'name', agreed: act === 'name' }
  return act === 'complete' ? { do: act } : undefined
}

interface Answer {
  typed: Typed | null
  /** Questions with something written and no answer chosen. */
  without: string[]
  told: 'changed' | 'not-now' | 'key-reused' | null
  /** What is wrong with a file that was sent, and for which question. */
  file: { said: FileProblem; question: string } | null
}

const NOTHING: Answer = { typed: null, without: [], told: null, file: null }

/** Where the page goes on after a file was added or taken out, or what it says of one that was not. */
const afterFiling = (id: string, form: FormData, filed: Filing) => {
  if (filed.ok) throw redirect(filed.done === 'discard' ? '/assessments' : `/assessments/${id}?done=${filed.done}`)
  const { said } = filed
  if (said === null) throw nothingHere()
  if (said === 'practice.refused.changed') return data<Answer>({ ...NOTHING, told: 'changed' }, { status: 409 })
  if (said === 'practice.refused.not-now') return data<Answer>({ ...NOTHING, told: 'not-now' }, { status: 409 })
  const question = String(form.get('question') ?? '')
  return data<Answer>({ ...NOTHING, file: { said, question } }, { status: 422 })
}

export async function action({ params, request, context, url }: ActionFunctionArgs) {
  const { desk } = await assessmentsAt({ context, url })
  const id = params.id ?? ''
  const form = await request.formData()
  const filed = await changeEvidence(desk, id, form)
  if (filed) return afterFiling(id, form, filed)
  const typed = typedIn(form)
  const command = commandOf(form, typed)
  if (!command) throw nothingHere()
  const without = Object.keys(typed).filter((each) => typed[each]?.reply === '')
  if (without.length > 0) return data<Answer>({ ...NOTHING, typed, without }, { status: 422 })
  const acted = await desk.act(id, command, Number(form.get('version')), keyIn(form))
  if (acted.ok) throw redirect(`/assessments/${id}?done=${form.get('do')}`)
  const { code } = acted.refusal
  if (code === 'not-found' || code === 'not-valid') throw nothingHere()
  return data<Answer>({ ...NOTHING, typed: command.do === 'answer' ? typed : null, told: code }, { status: 409 })
}

function Told({ loaded, answer }: { loaded: AssessmentData; answer: Answer | undefined }) {
  const { t } = usePartnerships()
  return (
    <>
      {answer?.told && (
        <Notice tone="caution" live>
          {t(`practice.refused.${answer.told}`)}
        </Notice>
      )}
      {loaded.done && !answer && (
        <Notice tone="good" live>
          {t(`practice.done.${loaded.done}`)}
        </Notice>
      )}
      {loaded.assessment.isDue && <Notice tone="caution">{t('practice.dueMore')}</Notice>}
    </>
  )
}

/** All questions in one form: whoever stops in the middle saves what is there and goes on another day. */
function Sitting({ loaded: { assessment, key }, answer }: { loaded: AssessmentData; answer: Answer | undefined }) {
  const { t } = usePartnerships()
  return (
    <Form method="post" className="stack" data-gap="large" preventScrollReset noValidate>
      <input type="hidden" name="version" value={assessment.version} />
      <input type="hidden" name="key" value={key} />
      {themesOf(assessment.questions).map(([theme, questions]) => (
        <Panel key={theme} title={t(`practice.themes.${theme}`)}>
          {questions.map((asked) => (
            <Question
              key={asked.id}
              asked={asked}
              typed={answer?.typed?.[asked.id]}
              error={answer?.without.includes(asked.id) ? t('practice.choose') : undefined}
            />
          ))}
        </Panel>
      ))}
      <div className="row">
        <Button type="submit" name="do" value="answer">
          {t('practice.save')}
        </Button>
      </div>
    </Form>
  )
}

export default function AssessmentPage() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date, language } = usePartnerships()
  const { assessment, name } = loaded
  const { questions, missing, status, from, until, isDue } = assessment
  const isOpen = assessment.may.includes('answer')
  const problems = (answer?.without ?? []).map((id) => ({ text: t('practice.choose'), field: `reply-${id}` }))
  if (answer?.file) problems.push({ text: t(answer.file.said), field: 'file' })
  return (
    <WorkPage
      title={t(`practice.one.${assessment.kind}`, { number: String(assessment.number) })}
      help={t('practice.oneHelp')}
    >
      <ErrorSummary problems={problems} />
      <Told {...{ loaded, answer }} />
      <Facts
        facts={[
          [t('practice.firm'), <bdi key="firm">{name}</bdi>],
          [t('practice.where'), <AssessmentTag key="where" {...{ status, isDue }} />],
          ...(from && until ? [[t('one.days'), t('one.span', { from: date(from), until: date(until) })] as const] : []),
        ]}
      />
      {isOpen && missing.length > 0 && (
        <Panel title={t('practice.missing', { count: missing.length })} fold="closed">
          <ul>
            {questions
              .filter(({ id }) => missing.includes(id))
              .map(({ id, question }) => (
                <li key={id}>
                  <a href={`#${id}`}>{question[language]}</a>
                </li>
              ))}
          </ul>
        </Panel>
      )}
      <ResultByTheme assessment={assessment} />
      <AssessmentActs loaded={loaded} />
      {isOpen ? (
        <>
          <Sitting {...{ loaded, answer }} />
          <Evidence loaded={loaded} problem={answer?.file?.said} chosen={answer?.file?.question} />
          <Discard loaded={loaded} />
        </>
      ) : (
        themesOf(questions).map(([theme, own]) => (
          <Panel key={theme} title={t(`practice.themes.${theme}`)}>
            {own.map((asked) => (
              <Answered key={asked.id} asked={asked} assessment={assessment} />
            ))}
          </Panel>
        ))
      )}
      <p>
        <a href="/assessments">{t('practice.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
