// SPDX-License-Identifier: Apache-2.0
/** A new password by mail. The answer is the same whether the address is known here or not. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData } from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { callAuth } from '../auth.ts'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { accountsOf } from '../who.ts'
import { useWork } from '../words.tsx'

export function loader({ context }: LoaderFunctionArgs) {
  accountsOf(context)
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const email = String(form.get('email') ?? '').trim()
  const input = { email, redirectTo: '/sign-in/reset' }
  const { status } = await callAuth(accountsOf(context), request, '/request-password-reset', input)
  return status === 429 ? data({ sent: false }, { status }) : data({ sent: true })
}

export default function Recover() {
  const answer = useActionData<typeof action>()
  const { t } = useWork()
  return (
    <WorkPage title={t('recover.title')} help={t('recover.help')} narrow>
      {answer?.sent && (
        <Notice tone="good" title={t('recover.sent')} live>
          <p>{t('recover.sentMore')}</p>
        </Notice>
      )}
      {answer?.sent === false && <Notice tone="caution" title={t('signIn.refused.tooMany')} live />}
      <form method="post" action="/sign-in/recover" className="stack">
        <TextField name="email" type="email" label={t('signIn.email')} autoComplete="username" required />
        <div className="row">
          <Button type="submit">{t('recover.send')}</Button>
          <a href="/sign-in">{t('recover.back')}</a>
        </div>
      </form>
      <Notice title={t('recover.otherTitle')}>
        <p>{t('recover.other')}</p>
      </Notice>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
