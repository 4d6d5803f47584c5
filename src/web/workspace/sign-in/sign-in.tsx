// SPDX-License-Identifier: Apache-2.0
/** The way in: a passkey first, a password with a second step otherwise, a ministry's own sign-in where there is one. */
import { useState } from 'react'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { useAlive } from '../../kit/alive.ts'
import { Button, LinkButton } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { SecretField } from '../../kit/field/secret.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { callAuth, refusalOf } from '../auth.ts'
import type { Accounts } from '../contexts.ts'
import { withCookies } from '../cookies.ts'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { accountsOf, ownPath, personOf } from '../who.ts'
import { useWork } from '../words.tsx'
import { PasskeyButton } from './passkey-button.tsx'

/** To a provider, by a link: a form that leads elsewhere is stopped by our own policy of content. */
const leave = async (accounts: Accounts, request: Request, provider: string, next: string) => {
  const input = { provider, callbackURL: next, errorCallbackURL: '/sign-in' }
  const answer = await callAuth(accounts, request, '/sign-in/social', input)
  if (answer.ok && typeof answer.body.url === 'string')
    throw redirect(answer.body.url, { headers: withCookies(answer.cookies) })
}

export async function loader({ request, context, url }: LoaderFunctionArgs) {
  const accounts = accountsOf(context)
  const { providers } = accounts
  const next = ownPath(url.searchParams.get('next'), '/inbox')
  if (await personOf(context)) throw redirect(next)
  const provider = url.searchParams.get('provider')
  if (provider !== null) await leave(accounts, request, provider, next)
  const isRefused = provider !== null || url.searchParams.has('error')
  return { next, providers, isRefused, out: url.searchParams.has('out'), reset: url.searchParams.has('reset') }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const accounts = accountsOf(context)
  const form = await request.formData()
  const next = ownPath(form.get('next'), '/inbox')
  const query = new URLSearchParams({ next })
  const email = String(form.get('email') ?? '').trim()
  const answer = await callAuth(accounts, request, '/sign-in/email', {
    email,
    password: String(form.get('password') ?? ''),
  })
  if (!answer.ok) return data({ refused: refusalOf(answer), email }, { status: answer.status === 429 ? 429 : 422 })
  const step = answer.body.twoFactorRedirect === true ? 'code' : 'second'
  throw redirect(`/sign-in/${step}?${query}`, { headers: withCookies(answer.cookies) })
}

function PasswordForm({ next }: { next: string }) {
  const { t } = useWork()
  const alive = useAlive()
  const answer = useActionData<typeof action>()
  const error = answer && t(`signIn.refused.${answer.refused}`)
  return (
    <form method="post" action="/sign-in" className="stack">
      <input type="hidden" name="next" value={next} />
      {error && <ErrorSummary problems={[{ text: error, field: 'email' }]} />}
      <TextField
        name="email"
        type="email"
        label={t('signIn.email')}
        defaultValue={answer?.email}
        autoComplete="username"
        required
      />
      <SecretField
        name="password"
        label={t('signIn.password')}
        autoComplete="current-password"
        required
        show={t('signIn.show')}
        hide={t('signIn.hide')}
      />
      <div className="row">
        <Button type="submit" look={alive ? 'quiet' : 'strong'}>
          {t('signIn.continue')}
        </Button>
        <a href="/sign-in/recover">{t('signIn.forgot')}</a>
      </div>
    </form>
  )
}

export default function SignIn() {
  const { next, providers, isRefused, out, reset } = useLoaderData<typeof loader>()
  const { t } = useWork()
  const [failed, setFailed] = useState(false)
  return (
    <WorkPage title={t('signIn.title')} help={t('signIn.help')} narrow>
      {out && <Notice tone="good" title={t('signIn.out')} live />}
      {isRefused && <Notice tone="caution" title={t('signIn.providerRefused')} live />}
      {reset && <Notice tone="good" title={t('signIn.newPassword')} live />}
      <div className="with-script">
        <Panel title={t('signIn.passkeyTitle')}>
          <p>{t('signIn.passkeyWhat')}</p>
          {failed && <Notice tone="caution" title={t('signIn.passkeyFailed')} live />}
          <div className="row">
            <PasskeyButton next={next} onFail={() => setFailed(true)}>
              {t('signIn.passkey')}
            </PasskeyButton>
          </div>
        </Panel>
      </div>
      <Panel title={t('signIn.passwordTitle')}>
        <PasswordForm next={next} />
      </Panel>
      {providers.length > 0 && (
        <Panel title={t('signIn.providersTitle')}>
          <div className="row">
            {providers.map(({ id, name }) => (
              <LinkButton
                key={id}
                href={`/sign-in?${new URLSearchParams({ provider: id, next })}`}
                look="quiet"
                rel="nofollow"
              >
                {name}
              </LinkButton>
            ))}
          </div>
        </Panel>
      )}
      <p className="quiet">{t('signIn.noAccount')}</p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
