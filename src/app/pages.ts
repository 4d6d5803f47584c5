// SPDX-License-Identifier: Apache-2.0
/** The bridge to the built site: each request gets its actor's desks through the router's context, nothing else. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import { root } from './config.ts'
import type { Desks } from './house.ts'

type Entry = typeof import('../web/shell/entry.server.tsx')

export const clientFolder = join(root, 'build/client')

/** A function that answers a page's request. Needs `build/`, which the set-up script makes. */
export const openPages = async (openDesks: () => Desks, openApi: unknown) => {
  const build: ServerBuild = await import(pathToFileURL(join(root, 'build/server/index.js')).href)
  const { desksContext, nonceContext, openApiContext } = build.entry.module as unknown as Entry
  const handle = createRequestHandler(build, 'production')
  return (request: Request, nonce: string): Promise<Response> => {
    const context = new RouterContextProvider()
    context.set(desksContext, openDesks().public)
    context.set(nonceContext, nonce)
    context.set(openApiContext, openApi)
    return handle(request, context)
  }
}
