// SPDX-License-Identifier: Apache-2.0
/** Six questions to whoever was at a service, by a code that was given there: two plain forms, no account, no name. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData } from 'react-router'
import { QUESTIONS, type Question, REPLIES, type Reply } from '#health/experience/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { experienceCounterContext } from '../contexts.ts'
import { QuickExit } from '../help/parts.tsx'
import { isLanguage } from '../language.ts'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { experienceMessages } from './messages.ts'
import { useExperience } from './words.ts'

const UNKEPT = { headers: { 'cache-control': 'no-store' } }

/** Where this process asks nobody the page does not exist. */
const counterAt = ({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) => {
  const counter = context.get(experienceCounterContext)
  if (!counter || !isLanguage(params.lang)) throw data(null, { status: 404 })
  return { counter, messages: experienceMessages(params.lang) }
}

export async function loader(args: LoaderFunctionArgs) {
  return data({ messages: counterAt(args).messages }, UNKEPT)
}

interface Answer {
  code: string
  service: string | null
  done: boolean
  problem: 'code' | 'none' | null
}

export async function action({ request, ...args }: ActionFunctionArgs) {
  const { counter } = counterAt(args)
  const form = await request.formData()
  const code = String(form.get('code') ?? '').slice(0, 100)
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>({ code, service: null, done: false, problem: null, ...parts }, { status, ...UNKEPT })
  const service = await counter.serviceOf(code)
  if (!service) return answer({ problem: 'code' }, 422)
  if (!form.has('asked')) return answer({ service: service.name })
  const replies: Partial<Record<Question, Reply>> = {}
  for (const question of QUESTIONS) {
    const reply = REPLIES.find((each) => each === form.get(question))
    if (reply) replies[question] = reply
  }
  const done = await counter.answer(code, replies)
  if (done.ok) return answer({ code: '', done: true })
  if (done.refusal.code === 'not-found') return answer({ problem: 'code' }, 422)
  return answer({ service: service.name, problem: 'none' }, 422)
}

function Questions({ code, service }: { code: string; service: string }) {
  const { t, language } = useExperience()
  return (
    <form method="post" action={`/${language}/experience`} noValidate autoComplete="off">
      <Stack>
        <p>
          {t('experience.about')} <bdi>{service}</bdi>
        </p>
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="asked" value="yes" />
        {QUESTIONS.map((question) => (
          <fieldset key={question} className="field">
            <legend>{t(`experience.ask.${question}`)}</legend>
            {REPLIES.map((reply) => (
              <Choice key={reply} type="radio" name={question} value={reply} label={t(`experience.reply.${reply}`)} />
            ))}
          </fieldset>
        ))}
        <div>
          <Button type="submit">{t('experience.send')}</Button>
        </div>
      </Stack>
    </form>
  )
}

function CodeForm() {
  const { t, language } = useExperience()
  return (
    <form method="post" action={`/${language}/experience`} noValidate autoComplete="off">
      <Stack>
        <TextField
          name="code"
          label={t('experience.code')}
          hint={t('experience.codeHint')}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
        />
        <div>
          <Button type="submit">{t('experience.next')}</Button>
        </div>
      </Stack>
    </form>
  )
}

export default function Experience() {
  const answered = useActionData<typeof action>()
  const { t } = useExperience()
  const { code, service, done, problem } = answered ?? { code: '', service: null, done: false, problem: null }
  return (
    <Page>
      <Stack>
        <QuickExit />
        <PageTitle>{t('experience.title')}</PageTitle>
        <p className="lead">{t('experience.lead')}</p>
      </Stack>
      {problem && (
        <ErrorSummary
          problems={[{ text: t(`experience.problem.${problem}`), field: problem === 'code' ? 'code' : QUESTIONS[0] }]}
        />
      )}
      {done && <Notice tone="good" live title={t('experience.thanks')} />}
      {service !== null && <Questions {...{ code, service }} />}
      {service === null && !done && <CodeForm />}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
