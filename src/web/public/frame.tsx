// SPDX-License-Identifier: Apache-2.0
import { data, type LoaderFunctionArgs, Outlet, useLoaderData, useRouteLoaderData } from 'react-router'
import { advisoriesContext, findingContext } from './contexts.ts'
import { Frame } from './frame-parts.tsx'
import { isLanguage } from './language.ts'

export function loader({ params, url, context }: LoaderFunctionArgs) {
  if (!isLanguage(params.lang)) throw data(null, { status: 404 })
  const path = url.pathname.slice(params.lang.length + 1).replace(/\/$/, '')
  const without = [
    ...(context.get(advisoriesContext) ? [] : ['advisories']),
    ...(context.get(findingContext) ? [] : ['help']),
  ]
  return { path, query: url.search, without }
}

export default function PublicFrame() {
  const { path, query, without } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<{ reference: string }>('root')
  return (
    <Frame {...{ path, query, without }} reference={root?.reference ?? ''}>
      <Outlet />
    </Frame>
  )
}
