// SPDX-License-Identifier: Apache-2.0
/** A complaint about a service: a plain form, no account. Who reads it is said before anything is written. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { MOST_NAME, MOST_REACH, MOST_TEXT, THEMES } from '#health/complaints/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField, TextField } from '../../kit/field/field.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Section, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { QuickExit } from '../help/parts.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { counterAt, textIn, UNKEPT } from './door.ts'
import { useComplaint } from './words.ts'

const ILL_TREATMENT = 'ill-treatment' as const

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { counter, nameOf, hasReport, messages } = counterAt({ params, context })
  const readers = await counter.readers(params.id ?? '')
  if (!readers) throw data(null, { status: 404 })
  const [first, authority] = [await nameOf(readers.first), await nameOf(readers.authority)]
  const counts = await counter.counts(readers.service.id)
  const who = { first: first ?? '', authority: authority ?? '', isAuthority: readers.first === readers.authority }
  const { service, answerDays: days, keptDays: kept } = readers
  return data({ messages, service, days, kept, who, hasReport, counts }, UNKEPT)
}

type Problem = 'theme' | 'text' | 'enough'
interface Typed {
  theme: string
  text: string
  name: string
  reach: string
}
interface Answer {
  code: string | null
  /** It tells of ill-treatment: nothing was sent. */
  isElsewhere: boolean
  problem: Problem | null
  typed: Typed | null
}
const answer = (parts: Partial<Answer>, status = 200) =>
  data<Answer>({ code: null, isElsewhere: false, problem: null, typed: null, ...parts }, { status, ...UNKEPT })

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { counter, language } = counterAt({ params, context })
  const form = await request.formData()
  const typed = {
    ...{ theme: String(form.get('theme') ?? ''), text: textIn(form, 'text', MOST_TEXT) },
    ...{ name: textIn(form, 'name', MOST_NAME), reach: textIn(form, 'reach', MOST_REACH) },
  }
  if (typed.theme === ILL_TREATMENT) return answer({ isElsewhere: true, typed })
  const theme = THEMES.find((each) => each === typed.theme)
  if (!theme) return answer({ problem: 'theme', typed }, 422)
  if (typed.text.trim() === '') return answer({ problem: 'text', typed }, 422)
  const sent = await counter.complain(params.id ?? '', { ...typed, theme, language })
  if (sent.ok) return answer({ code: sent.value.code })
  if (sent.refusal.code === 'not-found') throw data(null, { status: 404 })
  return answer({ problem: sent.refusal.code === 'not-now' ? 'enough' : 'text', typed }, 422)
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** Who reads what, before it is written. */
function Who({ who, days, kept }: Pick<Loaded, 'who' | 'days' | 'kept'>) {
  const { t } = useComplaint()
  return (
    <Section title={t('complaint.who')}>
      <ul>
        <li>
          <Answers {...{ who, days }} />
        </li>
        <li>{t(who.isAuthority ? 'complaint.appealSame' : 'complaint.appealTo', { authority: who.authority })}</li>
        <li>{t('complaint.nobodyElse')}</li>
        <li>{t('complaint.notSealed')}</li>
        <li>{t('complaint.erased', { days: String(kept) })}</li>
      </ul>
    </Section>
  )
}

/** Who answers, and within how many days. */
function Answers({ who, days }: Pick<Loaded, 'who' | 'days'>) {
  const { t } = useComplaint()
  return t(who.isAuthority ? 'complaint.firstAuthority' : 'complaint.first', {
    ...{ first: who.first, days: String(days) },
  })
}

function Sent({ code, who, days }: { code: string } & Pick<Loaded, 'who' | 'days'>) {
  const { t, language } = useComplaint()
  return (
    <Notice tone="good" title={t('complaint.sent')} live>
      <p>
        {t('complaint.code')}: <Code fixed>{code}</Code>
      </p>
      <p>{t('complaint.keep')}</p>
      <p>
        <Answers {...{ who, days }} />
      </p>
      <p>
        <a href={`/${language}/complaint`}>{t('complaint.followLink')}</a>
      </p>
    </Notice>
  )
}

/** What was written goes along by a form, so that nobody has to tell it twice; it stands in no address. */
function Elsewhere({ hasReport, typed, place }: Pick<Loaded, 'hasReport'> & Pick<Answer, 'typed'> & { place: string }) {
  const { t, language } = useComplaint()
  return (
    <Notice tone="caution" title={t('complaint.elsewhereTitle')} live>
      <p>{t(hasReport ? 'complaint.elsewhere' : 'complaint.elsewhereNone')}</p>
      {hasReport && (
        <form method="post" action={`/${language}/report`}>
          <input type="hidden" name="brought" value="yes" />
          <input type="hidden" name="text" value={typed?.text ?? ''} />
          <input type="hidden" name="reach" value={typed?.reach ?? ''} />
          <input type="hidden" name="placeName" value={place} />
          <Button type="submit">{t('complaint.report')}</Button>
        </form>
      )}
    </Notice>
  )
}

function Form({ service, typed, problem }: Pick<Loaded, 'service'> & Pick<Answer, 'typed' | 'problem'>) {
  const { t, language } = useComplaint()
  return (
    <form method="post" action={`/${language}/help/services/${service.id}/complain`} noValidate autoComplete="off">
      <Stack>
        <fieldset className="field">
          <legend>{t('complaint.about')}</legend>
          {([...THEMES, ILL_TREATMENT] as const).map((each) => (
            <Choice
              key={each}
              type="radio"
              name="theme"
              value={each}
              label={t(`complaint.theme.${each}`)}
              defaultChecked={typed?.theme === each}
            />
          ))}
        </fieldset>
        <AreaField
          name="text"
          label={t('complaint.text')}
          hint={t('complaint.textHint')}
          error={problem === 'text' ? t('complaint.problem.text') : undefined}
          defaultValue={typed?.text}
          rows={8}
          maxLength={MOST_TEXT}
          autoComplete="off"
        />
        <TextField
          name="name"
          label={t('complaint.name')}
          hint={t('complaint.nameHint')}
          defaultValue={typed?.name}
          maxLength={MOST_NAME}
          autoComplete="off"
        />
        <TextField
          name="reach"
          label={t('complaint.reach')}
          hint={t('complaint.reachHint')}
          defaultValue={typed?.reach}
          maxLength={MOST_REACH}
          autoComplete="off"
        />
        <div>
          <Button type="submit">{t('complaint.send')}</Button>
        </div>
      </Stack>
    </form>
  )
}

export default function Complain() {
  const { service, who, days, kept, hasReport, counts } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, language, number } = useComplaint()
  const { code, isElsewhere, problem, typed } = answered ?? {
    ...{ code: null, problem: null },
    isElsewhere: false,
    typed: null,
  }
  return (
    <Page>
      <Stack>
        <QuickExit />
        <p>
          <a href={`/${language}/help/services/${service.id}`}>
            <bdi>{service.name}</bdi>
          </a>
        </p>
        <PageTitle>{t('complaint.title')}</PageTitle>
        <p className="lead">{t('complaint.lead')}</p>
      </Stack>
      {problem && (
        <ErrorSummary
          problems={[{ text: t(`complaint.problem.${problem}`), field: problem === 'theme' ? 'theme' : 'text' }]}
        />
      )}
      {code && <Sent {...{ code, who, days }} />}
      {isElsewhere && <Elsewhere {...{ hasReport, typed }} place={service.name} />}
      {!code && (
        <>
          {!isElsewhere && hasReport && (
            <p>
              <a href={`/${language}/report`}>{t('complaint.report')}</a>
            </p>
          )}
          <Who {...{ who, days, kept }} />
          <Form {...{ service, typed, problem }} />
          <p>
            <a href={`/${language}/complaint`}>{t('complaint.followLink')}</a>
          </p>
        </>
      )}
      <p className="quiet">
        {counts.received === null
          ? t('complaint.few', { year: String(counts.year) })
          : t('complaint.counts', {
              ...{ year: String(counts.year), received: number(counts.received) },
              share: counts.inTime === null ? '…' : number(counts.inTime),
            })}
      </p>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
