// SPDX-License-Identifier: Apache-2.0
/** Asking for a correction, and where a request stands: plain forms, no account, nothing kept of whoever asks. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData } from 'react-router'
import type { NewCorrection } from '#supply/corrections/contract.ts'
import { Button } from '../kit/button/button.tsx'
import { ErrorSummary } from '../kit/error-summary/error-summary.tsx'
import { Choice } from '../kit/field/choice.tsx'
import { AreaField, TextField } from '../kit/field/field.tsx'
import { Code } from '../kit/layout/code.tsx'
import { Section, Stack } from '../kit/layout/layout.tsx'
import { Notice } from '../kit/notice/notice.tsx'
import { counterContext } from './contexts.ts'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { useWords } from './words.tsx'

const FIELDS = ['concerns', 'name', 'wrong', 'reach', 'reference'] as const
type Field = (typeof FIELDS)[number]

interface Answer {
  sent: { reference: string; answerOn: string } | null
  shown: { received: string; answerOn: string; state: 'being-examined' | 'examined' } | null
  problem: Field | 'nobody' | null
  typed: Partial<Record<Field, string>>
}
const nothing: Answer = { sent: null, shown: null, problem: null, typed: {} }

const counterOf = (context: ActionFunctionArgs['context']) => {
  const counter = context.get(counterContext)
  if (!counter) throw data(null, { status: 404 })
  return counter
}

export function loader({ context }: LoaderFunctionArgs) {
  counterOf(context)
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const counter = counterOf(context)
  const form = await request.formData()
  const typed = Object.fromEntries(
    FIELDS.map((name) => [name, String(form.get(name) ?? '').replaceAll('\r\n', '\n')]),
  ) as Record<Field, string>
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>({ ...nothing, ...parts }, { status, headers: { 'cache-control': 'no-store' } })
  if (form.get('intent') === 'look') {
    const shown = await counter.look(typed.reference)
    return shown.ok ? answer({ shown: shown.value }) : answer({ problem: 'reference', typed }, 422)
  }
  const { concerns, name, wrong, reach } = typed
  const sent = await counter.ask({ concerns: concerns as NewCorrection['concerns'], name, wrong, reach })
  if (sent.ok) return answer({ sent: sent.value })
  const where = FIELDS.find((each) => each === sent.refusal.where)
  return answer({ problem: sent.refusal.code === 'nobody-answers' ? 'nobody' : (where ?? 'wrong'), typed }, 422)
}

function Ask({
  problem,
  typed,
  told,
}: Pick<Answer, 'problem' | 'typed'> & { told: (field: Field) => string | undefined }) {
  const { t, language } = useWords()
  return (
    <form method="post" action={`/${language}/correction`} noValidate>
      <Stack>
        <fieldset className="field">
          <legend>{t('correction.concerns')}</legend>
          {problem === 'concerns' && <span className="error">{t('correction.problem.concerns')}</span>}
          {(['person', 'firm'] as const).map((each) => (
            <Choice
              key={each}
              type="radio"
              name="concerns"
              value={each}
              label={t(`correction.${each}`)}
              defaultChecked={typed.concerns === each}
            />
          ))}
        </fieldset>
        <TextField
          name="name"
          label={t('correction.name')}
          error={told('name')}
          defaultValue={typed.name}
          maxLength={200}
          autoComplete="off"
        />
        <AreaField
          name="wrong"
          label={t('correction.wrong')}
          hint={t('correction.wrongHint')}
          error={told('wrong')}
          defaultValue={typed.wrong}
          rows={6}
          maxLength={5000}
        />
        <TextField
          name="reach"
          label={t('correction.reach')}
          error={told('reach')}
          defaultValue={typed.reach}
          maxLength={200}
          autoComplete="off"
        />
        <div>
          <Button type="submit" name="intent" value="ask">
            {t('correction.send')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

export default function Correction() {
  const { t, date, language } = useWords()
  const { sent, shown, problem, typed } = useActionData<typeof action>() ?? nothing
  const told = (field: Field) => (problem === field ? t(`correction.problem.${field}`) : undefined)
  return (
    <Page>
      <Stack>
        <PageTitle>{t('correction.title')}</PageTitle>
        <p>{t('correction.lead')}</p>
      </Stack>
      {problem !== null && problem !== 'nobody' && (
        <ErrorSummary problems={[{ text: t(`correction.problem.${problem}`), field: problem }]} />
      )}
      {problem === 'nobody' && <Notice tone="caution">{t('correction.nobody')}</Notice>}
      {sent && (
        <Notice tone="good" title={t('correction.sentTitle')} live>
          <p>{t('correction.sent', { day: date(sent.answerOn) })}</p>
          <p>
            {t('correction.number')}: <Code fixed>{sent.reference}</Code>
          </p>
        </Notice>
      )}
      {shown && (
        <Notice title={t('correction.received', { day: date(shown.received.slice(0, 10)) })} live>
          <p>{t(`correction.${shown.state}`, { day: date(shown.answerOn) })}</p>
        </Notice>
      )}
      <Section title={t('correction.sameTitle')}>
        <p>{t('correction.same')}</p>
      </Section>
      {!sent && (
        <Section title={t('correction.askTitle')}>
          <Ask {...{ problem, typed, told }} />
        </Section>
      )}
      <Section title={t('correction.lookTitle')}>
        <form method="post" action={`/${language}/correction`} noValidate>
          <Stack>
            <TextField
              name="reference"
              label={t('correction.number')}
              error={told('reference')}
              defaultValue={typed.reference}
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
            />
            <div>
              <Button type="submit" look="quiet" name="intent" value="look">
                {t('correction.look')}
              </Button>
            </div>
          </Stack>
        </form>
      </Section>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
