// SPDX-License-Identifier: Apache-2.0
/** What became of a complaint, for whoever has its code: the answer, more to say, an appeal, and that it is over. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData } from 'react-router'
import { type Followed, MOST_TEXT } from '#health/complaints/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Facts, Section, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { QuickExit } from '../help/parts.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { useWords } from '../words.tsx'
import { counterAt, textIn, UNKEPT } from './door.ts'
import { useComplaint } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  return data({ messages: counterAt({ params, context }).messages }, UNKEPT)
}

type Problem = 'code' | 'text' | 'late'
interface Answer {
  shown: (Followed & { names: { first: string; authority: string } }) | null
  /** Said back, so that more can be written without another look. */
  code: string
  sent: boolean
  problem: Problem | null
}
const ACTS = ['more', 'appeal', 'close'] as const

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { counter, nameOf } = counterAt({ params, context })
  const form = await request.formData()
  const code = textIn(form, 'code', 100)
  const intent = ACTS.find((each) => each === form.get('intent'))
  const text = textIn(form, 'text', MOST_TEXT)
  const isEmpty = intent !== undefined && intent !== 'close' && text.trim() === ''
  const added =
    intent && !isEmpty ? await counter.add(code, intent === 'close' ? { do: intent } : { do: intent, text }) : undefined
  const followed = added?.ok ? added : await counter.follow(code)
  const answer = (parts: Partial<Answer>, status = 200) =>
    data<Answer>({ shown: null, code: '', sent: false, problem: null, ...parts }, { status, ...UNKEPT })
  if (!followed.ok) return answer({ problem: 'code' }, 422)
  const one = followed.value
  const names = { first: (await nameOf(one.first)) ?? '', authority: (await nameOf(one.authority)) ?? '' }
  const shown = { ...one, names }
  if (isEmpty) return answer({ shown, code, problem: 'text' }, 422)
  if (added && !added.ok) return answer({ shown, code, problem: 'late' }, 409)
  return answer({ shown, code, sent: intent !== undefined })
}

type Shown = NonNullable<Answer['shown']>

function Letters({ shown }: { shown: Shown }) {
  const { t } = useComplaint()
  const { date } = useWords()
  const by = { person: t('complaint.you'), first: shown.names.first, authority: shown.names.authority }
  return (
    <Section title={t('complaint.letters')}>
      <ol className="plain-list">
        {shown.letters.map(({ number, writer, text, at }) => (
          <li key={number} className="stack" data-gap="small">
            <span className="quiet">
              <bdi>{by[writer]}</bdi> · <time dateTime={at}>{date(at.slice(0, 10))}</time>
            </span>
            <p className="told" dir="auto">
              {text}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Acts({ shown, code, problem }: { shown: Shown; code: string; problem: Problem | null }) {
  const { t, language } = useComplaint()
  const { date } = useWords()
  if (shown.may.length === 0) return null
  return (
    <form method="post" action={`/${language}/complaint`} noValidate autoComplete="off">
      <Stack>
        <input type="hidden" name="code" value={code} />
        <AreaField
          name="text"
          label={t('complaint.more')}
          error={problem === 'text' ? t('complaint.problem.text') : undefined}
          rows={5}
          maxLength={MOST_TEXT}
          autoComplete="off"
        />
        {shown.may.includes('appeal') && (
          <p className="quiet">
            {t('complaint.appealHelp', { authority: shown.names.authority })}{' '}
            {shown.appealUntil && t('complaint.appealUntil', { date: date(shown.appealUntil) })}
          </p>
        )}
        <div className="row">
          {shown.may.map((each) => (
            <Button key={each} type="submit" name="intent" value={each} {...(each !== 'more' && { look: 'quiet' })}>
              {t(`complaint.do.${each}`)}
            </Button>
          ))}
        </div>
      </Stack>
    </form>
  )
}

function Kept({ shown, code, problem }: { shown: Shown; code: string; problem: Problem | null }) {
  const { t } = useComplaint()
  const { date } = useWords()
  const day = (moment: string | null, by: string | null) =>
    moment ? date(moment.slice(0, 10)) : by ? t('complaint.by', { date: date(by) }) : t('complaint.none')
  return (
    <>
      {shown.isLate && <Notice tone="caution">{t('complaint.late')}</Notice>}
      <Facts
        facts={[
          [t('complaint.service'), <bdi key="service">{shown.service.name}</bdi>],
          [t('complaint.about'), t(`complaint.theme.${shown.theme}`)],
          [t('complaint.stands'), t(`complaint.state.${shown.state}`)],
          [t('complaint.acknowledged'), day(shown.acknowledged, shown.acknowledgeBy)],
          [t('complaint.answered'), day(shown.answered, shown.answerBy)],
          ...(shown.appealed ? [[t('complaint.decided'), day(shown.decided, shown.decideBy)] as const] : []),
          ...(shown.outcome ? [[t('complaint.found'), t(`complaint.outcome.${shown.outcome}`)] as const] : []),
        ]}
      />
      <Letters shown={shown} />
      <Acts {...{ shown, code, problem }} />
    </>
  )
}

export default function Follow() {
  const answered = useActionData<typeof action>()
  const { t, language } = useComplaint()
  const { shown, code, sent, problem } = answered ?? { shown: null, code: '', sent: false, problem: null }
  return (
    <Page>
      <Stack>
        <QuickExit />
        <PageTitle>{t('complaint.followTitle')}</PageTitle>
      </Stack>
      {problem && (
        <ErrorSummary
          problems={[{ text: t(`complaint.problem.${problem}`), field: problem === 'code' ? 'code' : 'text' }]}
        />
      )}
      {sent && (
        <Notice tone="good" live>
          {t('complaint.thanks')}
        </Notice>
      )}
      {shown && <Kept {...{ shown, code, problem }} />}
      {!shown && (
        <form method="post" action={`/${language}/complaint`} noValidate autoComplete="off">
          <Stack>
            <TextField
              name="code"
              label={t('complaint.code')}
              hint={t('complaint.codeHint')}
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
            />
            <div>
              <Button type="submit">{t('complaint.look')}</Button>
            </div>
          </Stack>
        </form>
      )}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
