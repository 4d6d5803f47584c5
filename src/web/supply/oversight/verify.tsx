// SPDX-License-Identifier: Apache-2.0
/** Whether a licence is in force on a day, for everybody: a plain form, no account, nothing kept of whoever asks. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { DateField } from '../../kit/date/date.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Facts, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Page } from '../../public/page.tsx'
import { PageTitle } from '../../public/page-title.tsx'
import { PageProblem } from '../../public/problem.tsx'
import { licencesContext } from './contexts.ts'
import { textIn } from './door.ts'
import { oversightMessages } from './messages.ts'
import { amountOf, speechOf } from './words.ts'

const counterOf = (context: LoaderFunctionArgs['context']) => {
  const counter = context.get(licencesContext)
  if (!counter) throw data(null, { status: 404 })
  return counter
}

/** Written in two languages; readers of the others are shown English. */
export function loader({ params, context }: LoaderFunctionArgs) {
  counterOf(context)
  const language: 'en' | 'fr' = params.lang === 'fr' ? 'fr' : 'en'
  const today = new Date().toISOString().slice(0, 10)
  return { lang: params.lang ?? 'en', language, messages: oversightMessages(language), today }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const counter = counterOf(context)
  const form = await request.formData()
  const [number, day] = [textIn(form, 'number'), textIn(form, 'day')]
  const found = await counter.verify({ number, ...(day !== '' && { day }) })
  const answer = found.ok
    ? { number, day, found: found.value, problem: null }
    : { number, day, found: null, problem: found.refusal.where === 'day' ? ('day' as const) : ('number' as const) }
  return data(answer, { status: found.ok ? 200 : 422, headers: { 'cache-control': 'no-store' } })
}

export default function Verify() {
  const { lang, language, messages, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, date } = speechOf(language, messages)
  const { found = null, problem = null } = answer ?? {}
  const told = (field: 'number' | 'day') => (problem === field ? t(`verify.problem.${field}`) : undefined)
  const shown = found?.shown
  return (
    <Page>
      <div className="stack" data-gap="large" lang={language} dir="ltr">
        <Stack>
          <PageTitle>{t('verify.title')}</PageTitle>
          <p>{t('verify.lead')}</p>
        </Stack>
        {problem && <ErrorSummary problems={[{ text: t(`verify.problem.${problem}`), field: problem }]} />}
        {found && (
          <Notice
            tone={found.valid ? 'good' : 'caution'}
            title={t(found.valid ? 'verify.valid' : 'verify.notValid', { number: found.number, day: date(found.day) })}
            live
          >
            {!found.valid && <p>{t('verify.notValidMore')}</p>}
            {shown && (
              <Facts
                facts={[
                  [t('licence.holder'), <bdi key="holder">{`${shown.holder.name} (${shown.holder.country})`}</bdi>],
                  [t('licence.activities'), shown.activities.map((each) => t(`activity.${each}`)).join(', ')],
                  [
                    t('licence.scope'),
                    shown.scope
                      .map(({ name, yearly }) => `${name[language]}: ${amountOf(language, yearly)}`)
                      .join('; '),
                  ],
                  [t('licence.until'), date(shown.until)],
                ]}
              />
            )}
          </Notice>
        )}
        <form method="post" action={`/${lang}/licences/verify`} noValidate>
          <Stack>
            <TextField
              name="number"
              label={t('licence.number')}
              hint={t('verify.numberHint')}
              error={told('number')}
              defaultValue={answer?.number}
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
            />
            <DateField name="day" label={t('verify.day')} error={told('day')} defaultValue={answer?.day || today} />
            <div>
              <Button type="submit">{t('verify.do')}</Button>
            </div>
          </Stack>
        </form>
        <p className="quiet">{t('verify.privacy')}</p>
      </div>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
