// SPDX-License-Identifier: Apache-2.0
/** The frame of pages for whoever is not signed in yet. */
import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { Frame } from './frame.tsx'
import { frameData } from './frame-data.ts'
import { Provide } from './provide.tsx'

export const handle = { script: true }

export async function loader({ request, context, url }: LoaderFunctionArgs) {
  const frame = await frameData({ request, context, url })
  return { ...frame, mirrored: url.pathname.startsWith('/kit') && url.searchParams.get('dir') === 'rtl' }
}

export default function Outside() {
  const { mirrored, ...frame } = useLoaderData<typeof loader>()
  return (
    <Provide frame={frame} mirrored={mirrored}>
      <Frame frame={frame}>
        <Outlet />
      </Frame>
    </Provide>
  )
}
