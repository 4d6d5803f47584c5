// SPDX-License-Identifier: Apache-2.0
/** Something on the page of a service is wrong: whoever found out says so. A plain form, no account, nothing kept of who said it. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { CONCERNS } from '#health/directory/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Page } from '../page.tsx'
import { PageTitle } from '../page-title.tsx'
import { PageProblem } from '../problem.tsx'
import { QuickExit } from './parts.tsx'
import { helpAt } from './shown.ts'
import { useHelp } from './words.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { finding, messages, nonce } = helpAt({ params, context })
  const listing = await finding.desk.open(params.id ?? '')
  if (!listing || listing.ended) throw data(null, { status: 404 })
  return { messages, nonce, id: listing.id, name: listing.name, concerns: CONCERNS }
}

type Answer = 'sent' | 'missing' | 'enough'

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { finding } = helpAt({ params, context })
  const form = await request.formData()
  const concerns = CONCERNS.find((each) => each === form.get('concerns'))
  const note = String(form.get('note') ?? '').replaceAll('\r\n', '\n')
  const answer = (told: Answer, status: number) =>
    data({ told, concerns: concerns ?? null, note }, { status, headers: { 'cache-control': 'no-store' } })
  if (!concerns) return answer('missing', 422)
  const sent = await finding.desk.correct(params.id ?? '', { concerns, note })
  if (sent.ok) return answer('sent', 200)
  if (sent.refusal.code === 'not-found') throw data(null, { status: 404 })
  return sent.refusal.code === 'not-now' ? answer('enough', 409) : answer('missing', 422)
}

export default function Correct() {
  const { id, name, concerns } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, language } = useHelp()
  const isMissing = answer?.told === 'missing'
  return (
    <Page>
      <Stack>
        <QuickExit />
        <p>
          <a href={`/${language}/help/services/${id}`}>
            <bdi>{name}</bdi>
          </a>
        </p>
        <PageTitle>{t('help.wrong.title')}</PageTitle>
        {answer?.told === 'sent' && <Notice tone="good" live title={t('help.wrong.sent')} />}
        {answer?.told === 'enough' && <Notice live title={t('help.wrong.enough')} />}
        {isMissing && <ErrorSummary problems={[{ text: t('help.wrong.missing'), field: 'concerns' }]} />}
        {(!answer || isMissing) && (
          <form method="post" action={`/${language}/help/services/${id}/correct`} className="stack" noValidate>
            <fieldset className="field">
              <legend>{t('help.wrong.what')}</legend>
              {concerns.map((each) => (
                <Choice
                  key={each}
                  type="radio"
                  name="concerns"
                  value={each}
                  label={t(`help.wrong.${each}`)}
                  defaultChecked={answer?.concerns === each}
                />
              ))}
            </fieldset>
            <AreaField
              name="note"
              label={t('help.wrong.note')}
              hint={t('help.wrong.noteHint')}
              defaultValue={answer?.note}
              rows={3}
              maxLength={1000}
              autoComplete="off"
            />
            <div>
              <Button type="submit">{t('help.wrong.send')}</Button>
            </div>
          </form>
        )}
      </Stack>
    </Page>
  )
}

export const ErrorBoundary = PageProblem
