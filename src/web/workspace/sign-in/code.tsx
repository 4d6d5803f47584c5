// SPDX-License-Identifier: Apache-2.0
/** The second step after a password: a code from the person's app, or one of their spare codes. */
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
import { TextField } from '../../kit/field/field.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { callAuth, refusalOf } from '../auth.ts'
import { withCookies } from '../cookies.ts'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { accountsOf, ownPath } from '../who.ts'
import { useWork } from '../words.tsx'

export function loader({ context, url }: LoaderFunctionArgs) {
  accountsOf(context)
  return { next: ownPath(url.searchParams.get('next'), '/inbox') }
}

const ways = { app: '/two-factor/verify-totp', spare: '/two-factor/verify-backup-code' } as const

export async function action({ request, context }: ActionFunctionArgs) {
  const accounts = accountsOf(context)
  const form = await request.formData()
  const way = form.get('way') === 'spare' ? 'spare' : 'app'
  const code = String(form.get('code') ?? '').replace(way === 'app' ? /\D/g : /\s/g, '')
  const answer = await callAuth(accounts, request, ways[way], { code })
  if (!answer.ok) return data({ way, refused: refusalOf(answer) }, { status: answer.status === 429 ? 429 : 422 })
  throw redirect(ownPath(form.get('next'), '/inbox'), { headers: withCookies(answer.cookies) })
}

export default function Code() {
  const { next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWork()
  const refused = answer && t(answer.refused === 'wrong' ? 'code.wrong' : `signIn.refused.${answer.refused}`)
  const path = `/sign-in/code?${new URLSearchParams({ next })}`
  return (
    <WorkPage title={t('code.title')} help={t('code.help')} narrow>
      {refused && <ErrorSummary problems={[{ text: refused, field: 'code' }]} />}
      <form method="post" action={path} className="stack">
        <input type="hidden" name="next" value={next} />
        <TextField
          name="code"
          size="small"
          label={t('code.app')}
          hint={t('code.appHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
        />
        <div className="row">
          <Button type="submit">{t('signIn.title')}</Button>
          <a href="/sign-in">{t('code.again')}</a>
        </div>
      </form>
      <Panel title={t('code.spareTitle')} fold={answer?.way === 'spare' ? 'open' : 'closed'}>
        <form method="post" action={path} className="stack">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="way" value="spare" />
          <TextField
            name="code"
            size="small"
            label={t('code.spare')}
            hint={t('code.spareHint')}
            autoComplete="off"
            required
          />
          <div className="row">
            <Button type="submit" look="quiet">
              {t('signIn.title')}
            </Button>
          </div>
        </form>
      </Panel>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
