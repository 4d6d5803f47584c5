// SPDX-License-Identifier: Apache-2.0
/** One's own account: who you are here, how you sign in, where you are signed in, what programs do in your name. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import type { Outcome } from '#basis/outcome.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { withCookies } from '../cookies.ts'
import { WorkPage } from '../page.tsx'
import { WorkProblem } from '../problem.tsx'
import { nothingHere, signedIn } from '../who.ts'
import { useWork } from '../words.tsx'
import { act, type Intent } from './act.ts'
import { Keys } from './keys.tsx'
import { Profile } from './profile.tsx'
import { Sessions } from './sessions.tsx'
import { WaysIn } from './ways-in.tsx'

/** A list, or none where it is not for this person. */
const listOf = async <T,>(answer: Promise<Outcome<T[]>> | undefined): Promise<T[] | null> => {
  const found = await answer
  return found?.ok ? found.value : null
}

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { accounts, profile, me } = await signedIn(context, url)
  const { administration } = accounts
  const mayKeep = administration?.may.includes('createKey') === true
  const [sessions, passkeys, keys] = await Promise.all([
    listOf(profile.sessions()),
    listOf(profile.passkeys()),
    listOf(mayKeep ? administration?.keys() : undefined),
  ])
  return { me, sessions: sessions ?? [], passkeys: passkeys ?? [], keys }
}

export type AccountData = Awaited<ReturnType<typeof loader>>

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { accounts, profile } = await signedIn(context, url)
  const form = await request.formData()
  const answer = await act({ accounts, profile, administration: accounts.administration, request, form })
  if (!answer) throw nothingHere()
  const { done, cookies } = answer
  if (done.intent === 'end-all' && !done.refused) throw redirect('/sign-in?out', { headers: withCookies(cookies) })
  return data(done, { status: done.refused ? 422 : 200, headers: withCookies(cookies) })
}

const places: Partial<Record<Intent, string>> = { name: 'name', password: 'current', 'create-key': 'key-name' }

export default function Account() {
  const account = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  const { t, maybe } = useWork()
  const problem = done?.refused && {
    text: maybe(`account.refused.${done.refused}`, t('account.refused.other')),
    ...(places[done.intent] && { field: places[done.intent] }),
  }
  return (
    <WorkPage title={t('account.title')} help={t('account.help')}>
      {problem && <ErrorSummary problems={[problem]} />}
      {done && !done.refused && !done.key && <Notice tone="good" title={t('account.done')} live />}
      <Profile me={account.me} />
      <WaysIn me={account.me} passkeys={account.passkeys} />
      <Sessions sessions={account.sessions} />
      {account.keys && <Keys keys={account.keys} roles={account.me.roles} made={done?.key} />}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
