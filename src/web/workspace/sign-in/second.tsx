// SPDX-License-Identifier: Apache-2.0
/** Half signed in: a passkey, or an app's codes beside the password, and then the desk opens. */
import { useState } from 'react'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { SecretField } from '../../kit/field/secret.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { callAuth, refusalOf } from '../auth.ts'
import { withCookies } from '../cookies.ts'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { accountsOf, ownPath, personOf } from '../who.ts'
import { useWork } from '../words.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { AppForm, type AppSecret, secretOf } from './totp.tsx'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { half } = accountsOf(context)
  const next = ownPath(url.searchParams.get('next'), '/inbox')
  if (await personOf(context)) throw redirect(next)
  if (!half || half.whole) throw redirect(half ? '/sign-in/nowhere' : '/sign-in')
  return { next, byPassword: url.searchParams.get('way') !== 'passkey' }
}

type Refused = ReturnType<typeof refusalOf>

interface Answer {
  secret: AppSecret | null
  refused: Refused | null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const accounts = accountsOf(context)
  const form = await request.formData()
  const said = (answer: Answer, status = 200, cookies: string[] = []) =>
    data(answer, { status, headers: withCookies(cookies) })
  if (form.get('intent') === 'enable') {
    const answer = await callAuth(accounts, request, '/two-factor/enable', {
      password: String(form.get('password') ?? ''),
    })
    if (!answer.ok) return said({ secret: null, refused: refusalOf(answer) }, 422)
    return said({ secret: secretOf(answer.body), refused: null }, 200, answer.cookies)
  }
  const code = String(form.get('code') ?? '').replace(/\D/g, '')
  const answer = await callAuth(accounts, request, '/two-factor/verify-totp', { code })
  if (answer.ok) throw redirect(ownPath(form.get('next'), '/inbox'), { headers: withCookies(answer.cookies) })
  const secret = { uri: String(form.get('uri') ?? ''), spare: form.getAll('spare').map(String) }
  return said({ secret, refused: refusalOf(answer) }, 422)
}

export default function Second() {
  const { next, byPassword } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWork()
  const [failed, setFailed] = useState(false)
  const path = `/sign-in/second?${new URLSearchParams({ next })}`
  const refused = answer?.refused && t(answer.secret ? 'code.wrong' : `signIn.refused.${answer.refused}`)
  if (answer?.secret)
    return (
      <WorkPage title={t('second.appTitle')} help={t('second.help')} narrow>
        {refused && <ErrorSummary problems={[{ text: refused, field: 'code' }]} />}
        <AppForm path={path} next={next} secret={answer.secret} />
      </WorkPage>
    )
  return (
    <WorkPage title={t('second.title')} help={t('second.help')} narrow>
      <Panel title={t('signIn.passkeyTitle')}>
        <p>{t('signIn.passkeyWhat')}</p>
        {failed && <Notice tone="caution" title={t('second.passkeyFailed')} live />}
        <div className="row with-script">
          <PasskeyButton next={next} begin add={t('second.thisDevice')} onFail={() => setFailed(true)}>
            {t('second.addPasskey')}
          </PasskeyButton>
        </div>
        <p className="quiet without-script">{t('second.needsScript')}</p>
      </Panel>
      {byPassword && (
        <Panel title={t('second.appTitle')}>
          <p>{t('second.appWhat')}</p>
          {refused && <ErrorSummary problems={[{ text: refused, field: 'password' }]} />}
          <form method="post" action={path} className="stack">
            <SecretField
              name="password"
              label={t('second.password')}
              autoComplete="current-password"
              required
              show={t('signIn.show')}
              hide={t('signIn.hide')}
            />
            <div className="row">
              <Button type="submit" look="quiet" name="intent" value="enable">
                {t('second.useApp')}
              </Button>
            </div>
          </form>
        </Panel>
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
