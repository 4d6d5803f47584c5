// SPDX-License-Identifier: Apache-2.0
/** On a demonstration node: step into any of its invented users, in one click. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { Button } from '../kit/button/button.tsx'
import { EmptyState } from '../kit/empty/empty.tsx'
import { nodeContext } from './contexts.ts'
import { withCookies } from './cookies.ts'
import { languageOf } from './frame/frame-data.ts'
import { WorkPage } from './page.tsx'
import { WorkProblem } from './problem.tsx'
import { nothingHere } from './who.ts'
import { useWork } from './words.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { demonstration } = context.get(nodeContext)
  if (!demonstration) throw nothingHere()
  const language = await languageOf({ request, context })
  const users = await demonstration.users()
  return {
    mailbox: demonstration.mailbox !== null,
    users: users.map(({ job, ...user }) => ({ ...user, job: job[language] })),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { demonstration } = context.get(nodeContext)
  if (!demonstration) throw nothingHere()
  const form = await request.formData()
  const cookies = await demonstration.step(String(form.get('account') ?? ''), request.headers)
  if (!cookies) throw nothingHere()
  throw redirect('/inbox', { headers: withCookies(cookies) })
}

export default function Demonstration() {
  const { users, mailbox } = useLoaderData<typeof loader>()
  const { t } = useWork()
  return (
    <WorkPage title={t('demonstration.title')} help={t('demonstration.help')}>
      {mailbox && (
        <p>
          <a href="/demonstration/mailbox">{t('mailbox.open')}</a>
        </p>
      )}
      {users.length === 0 ? (
        <EmptyState title={t('demonstration.none')}>{t('demonstration.noneMore')}</EmptyState>
      ) : (
        <form method="post" action="/demonstration">
          <ul className="users">
            {users.map(({ account, name, organisation, job }) => (
              <li key={account} className="card">
                <h2>
                  <bdi>{name}</bdi>
                </h2>
                <p className="quiet">
                  <bdi>{organisation}</bdi>
                </p>
                <p>{job}</p>
                <div className="row">
                  <Button
                    type="submit"
                    look="quiet"
                    size="small"
                    name="account"
                    value={account}
                    aria-label={t('demonstration.stepAs', { name })}
                  >
                    {t('demonstration.step')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </form>
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
