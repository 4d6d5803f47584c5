// SPDX-License-Identifier: Apache-2.0
/** The frame of pages for whoever is signed in: their desk, their inbox, their pages. */
import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { inboxContext } from '../contexts.ts'
import { signedIn } from '../who.ts'
import { Bar } from './bar.tsx'
import { Frame } from './frame.tsx'
import { frameData } from './frame-data.ts'
import { Provide } from './provide.tsx'

export const handle = { script: true }

export async function loader({ request, context, url }: LoaderFunctionArgs) {
  const { me } = await signedIn(context, url)
  const door = context.get(inboxContext)
  const frame = await frameData({ request, context, url })
  return {
    ...frame,
    name: me.name,
    desk: { id: me.organisation.id, name: me.organisation.name },
    desks: me.memberships.map(({ organisation: { id, name } }) => ({ id, name })),
    unread: door ? await door.inbox.unread() : 0,
    stream: door?.stream ?? null,
  }
}

export type InsideData = Awaited<ReturnType<typeof loader>>

export default function Inside() {
  const inside = useLoaderData<typeof loader>()
  return (
    <Provide frame={inside}>
      <Frame frame={inside} bar={<Bar inside={inside} />}>
        <Outlet />
      </Frame>
    </Provide>
  )
}
