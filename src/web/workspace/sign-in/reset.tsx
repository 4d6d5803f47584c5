// SPDX-License-Identifier: Apache-2.0
/** Where the mail's link leads: a new password. All sessions end, and the second step is still asked for. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { SecretField } from '../../kit/field/secret.tsx'
import { callAuth, refusalOf } from '../auth.ts'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { accountsOf } from '../who.ts'
import { useWork } from '../words.tsx'

export function loader({ context, url }: LoaderFunctionArgs) {
  accountsOf(context)
  return { token: url.searchParams.get('token') ?? '' }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const input = { newPassword: String(form.get('password') ?? ''), token: String(form.get('token') ?? '') }
  const answer = await callAuth(accountsOf(context), request, '/reset-password', input)
  if (answer.ok) throw redirect('/sign-in?reset')
  const refused = refusalOf(answer)
  return data({ refused: refused === 'wrong' ? 'expired' : refused } as const, { status: 422 })
}

export default function Reset() {
  const { token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWork()
  if (token === '')
    return (
      <WorkPage title={t('reset.expiredTitle')} help={t('signIn.refused.expired')} narrow>
        <div className="row">
          <LinkButton href="/sign-in/recover">{t('recover.title')}</LinkButton>
        </div>
      </WorkPage>
    )
  const refused = answer && t(`signIn.refused.${answer.refused}`)
  return (
    <WorkPage title={t('reset.title')} help={t('reset.help')} narrow>
      {refused && <ErrorSummary problems={[{ text: refused, field: 'password' }]} />}
      <form method="post" action={`/sign-in/reset?${new URLSearchParams({ token })}`} className="stack">
        <input type="hidden" name="token" value={token} />
        <SecretField
          name="password"
          label={t('reset.password')}
          hint={t('reset.passwordHint')}
          autoComplete="new-password"
          minLength={12}
          maxLength={128}
          required
          show={t('signIn.show')}
          hide={t('signIn.hide')}
        />
        <div className="row">
          <Button type="submit">{t('reset.save')}</Button>
        </div>
      </form>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
