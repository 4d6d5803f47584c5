// SPDX-License-Identifier: Apache-2.0
/** What a follow-up code opens: the clocks, the body's answers, more to say, and whether one suffered for having reported. */
import { type FormEvent, useEffect, useState } from 'react'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
  useSubmit,
} from 'react-router'
import {
  type Code,
  type CodeKeys,
  codeIn,
  type Followed,
  type Gone,
  keysOf,
  MOST_TEXT,
  sealLetter,
} from '#health/safeguards/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { QuickExit } from '../help/parts.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { bodyAt, counterAt, textIn, UNKEPT, useSealing } from './door.ts'
import { openAll, type Shown } from './followed.ts'
import { Kept } from './kept.tsx'
import { useReport } from './words.ts'

export const handle = { script: true }

type Problem = 'code' | 'text' | 'failed'
interface Answer {
  /** As the server opened it, for who has no script. */
  shown: Shown | null
  /** As it is kept, for a browser that opens it by itself. */
  sealed: Followed | Gone | null
  /** Said back, so that more can be written without script. */
  code: string
  sent: boolean
  problem: Problem | null
}
const nothing: Answer = { shown: null, sealed: null, code: '', sent: false, problem: null }
const answer = (parts: Partial<Answer>, status = 200) => data<Answer>({ ...nothing, ...parts }, { status, ...UNKEPT })

export async function loader(args: LoaderFunctionArgs) {
  return data(await bodyAt(args), UNKEPT)
}

type Counter = ReturnType<typeof counterAt>['counter']
const KINDS = ['more', 'reprisal'] as const
type Kind = (typeof KINDS)[number]

const toldIn = (form: FormData, kind: Kind) => {
  const text = textIn(form, 'text').slice(0, MOST_TEXT)
  const happened = form.get('happened')
  if (kind === 'more') return text.trim() === '' ? undefined : { text }
  return happened === 'yes' || happened === 'no' ? { text, happened: happened === 'yes' } : undefined
}

/** Everything in the server's memory, for one answer. */
const answerPlain = async (counter: Counter, form: FormData) => {
  const given = String(form.get('code') ?? '')
  const code = codeIn(given)
  if (!code) return answer({ problem: 'code' }, 422)
  const keys = await keysOf(code)
  const holder = { reference: code.reference, check: code.check, token: keys.token }
  const kind = KINDS.find((each) => each === form.get('intent'))
  const told = kind && toldIn(form, kind)
  const body = told && (await counter.body())
  const added =
    kind && told && body
      ? await counter.add(holder, {
          ...{ kind, bodyKey: body.id, sealed: await sealLetter(body.publicKey, kind, code.reference, told) },
        })
      : undefined
  const followed = added?.ok ? added : await counter.follow(holder)
  if (!followed.ok) return answer({ problem: 'code' }, 422)
  const shown = await openAll(followed.value, keys, code)
  if (kind && !added?.ok) return answer({ shown, code: given, problem: told ? 'failed' : 'text' }, 422)
  return answer({ shown, code: given, sent: kind !== undefined })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { counter } = counterAt({ params, context })
  const form = await request.formData()
  if (!form.has('token')) return answerPlain(counter, form)
  const field = (name: string) => String(form.get(name) ?? '')
  const holder = { reference: field('reference'), check: field('check'), token: field('token') }
  const kind = KINDS.find((each) => each === form.get('intent'))
  const followed = kind
    ? await counter.add(holder, { kind, bodyKey: field('bodyKey'), sealed: field('sealed') })
    : await counter.follow(holder)
  if (followed.ok) return answer({ sealed: followed.value, sent: kind !== undefined })
  return answer({ problem: followed.refusal.code === 'not-found' ? 'code' : 'failed' }, 422)
}

/** With script: keys are made here, the code stays here, and what comes is opened here. */
function useOpened(sealed: Answer['sealed']) {
  const submit = useSubmit()
  const { body } = useLoaderData<typeof loader>()
  const [held, setHeld] = useState<{ code: Code; keys: CodeKeys } | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    if (sealed && held) openAll(sealed, held.keys, held.code).then(setShown)
  }, [sealed, held])
  const send = async (form: FormData) => {
    const code = held?.code ?? codeIn(String(form.get('code') ?? ''))
    setProblem(code ? null : 'code')
    if (!code) return
    const keys = held?.keys ?? (await keysOf(code))
    const holder = { reference: code.reference, check: code.check, token: keys.token }
    const kind = KINDS.find((each) => each === form.get('intent'))
    const told = kind && toldIn(form, kind)
    if (kind && !(told && body)) return setProblem('text')
    const addition =
      kind && told && body
        ? { intent: kind, bodyKey: body.id, sealed: await sealLetter(body.publicKey, kind, code.reference, told) }
        : {}
    setHeld({ code, keys })
    await submit({ ...holder, ...addition }, { method: 'post' })
  }
  const forget = () => setHeld(null)
  return { send, shown: held && shown, problem, forget }
}

export default function Follow() {
  const answered = useActionData<typeof action>() ?? nothing
  const { t, language } = useReport()
  const seals = useSealing()
  const opened = useOpened(answered.sealed)
  const submitted = seals
    ? (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const { submitter } = event.nativeEvent as SubmitEvent
        void opened.send(new FormData(event.currentTarget, submitter))
      }
    : undefined
  const shown = opened.shown ?? answered.shown
  const problem = opened.problem ?? answered.problem
  useEffect(() => {
    if (answered.problem === 'code') opened.forget()
  }, [answered.problem])
  return (
    <Page>
      <Stack>
        <QuickExit />
        <PageTitle>{t('report.followTitle')}</PageTitle>
        <p className="lead">{t('report.followLead')}</p>
      </Stack>
      {problem && (
        <ErrorSummary
          problems={[{ text: t(`report.problem.${problem}`), field: problem === 'code' ? 'code' : 'text' }]}
        />
      )}
      {answered.sent && !problem && (
        <Notice tone="good" live>
          {t('report.thanks')}
        </Notice>
      )}
      {shown?.state === 'removed' && (
        <Notice tone="caution" title={t('report.removedTitle')} live>
          <p>{t('report.removed')}</p>
        </Notice>
      )}
      {shown?.state === 'kept' && <Kept {...{ shown, submitted }} code={answered.code} />}
      {!shown && (
        <form method="post" action={`/${language}/report/follow`} noValidate autoComplete="off" onSubmit={submitted}>
          <Stack>
            <TextField
              name="code"
              label={t('report.code')}
              hint={t('report.codeHint')}
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
            />
            <p className="quiet">{t(seals ? 'report.openedHere' : 'report.openedThere')}</p>
            <div>
              <Button type="submit">{t('report.look')}</Button>
            </div>
          </Stack>
        </form>
      )}
      <p>
        <a href={`/${language}/report`}>{t('report.title')}</a>
      </p>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
