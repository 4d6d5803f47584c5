// SPDX-License-Identifier: Apache-2.0
/** Administration's own words and the way from one of its pages to the next. */
import { type LoaderFunctionArgs, Outlet, useLoaderData, useLocation } from 'react-router'
import { Menu } from '../kit/layout/layout.tsx'
import { WorkProblem } from '../workspace/problem.tsx'
import { signedIn } from '../workspace/who.ts'
import './admin.css'
import { custodyContext, nodesContext, settingsContext } from './contexts.ts'
import { pages } from './desk.ts'
import { adminMessages } from './messages.ts'
import { AdminWordsProvider, useAdmin } from './words.tsx'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { me, accounts } = await signedIn(context, url)
  const may = accounts.administration?.may ?? []
  const own = pages.filter(({ verb }) => may.includes(verb)).map(({ id, href }) => ({ id, href }))
  const keeps = (context.get(custodyContext)?.compartments.length ?? 0) > 0
  const places = [
    ...own,
    ...(keeps ? [{ id: 'compartments' as const, href: '/administration/compartments' }] : []),
    ...(context.get(nodesContext) ? [{ id: 'nodes' as const, href: '/administration/nodes' }] : []),
    ...(context.get(settingsContext) ? [{ id: 'settings' as const, href: '/administration/settings' }] : []),
  ]
  return { messages: adminMessages(me.language), places }
}

type Places = ReturnType<typeof useLoaderData<typeof loader>>['places']

function Ways({ places }: { places: Places }) {
  const { t } = useAdmin()
  const { pathname } = useLocation()
  const items = places.map(({ id, href }) => ({ label: t(`nav.${id}`), href, here: pathname === href }))
  return (
    <div className="wrap ways">
      <Menu label={t('nav.label')} items={items} />
    </div>
  )
}

export default function AdministrationFrame() {
  const { messages, places } = useLoaderData<typeof loader>()
  return (
    <AdminWordsProvider messages={messages}>
      <Ways places={places} />
      <Outlet />
    </AdminWordsProvider>
  )
}

/** For every page inside too: an address that does not exist and one that is not for this person look the same. */
export const ErrorBoundary = WorkProblem
