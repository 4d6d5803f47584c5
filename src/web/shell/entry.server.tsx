// SPDX-License-Identifier: Apache-2.0
import { Writable } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { type EntryContext, isRouteErrorResponse, type RouterContextProvider, ServerRouter } from 'react-router'
import { trace } from '#basis/trace.ts'
import { nonceContext } from '../public/contexts.ts'
import type { RootData } from './root.tsx'
import { asksForScript } from './script.ts'

export { custodyContext, nodesContext, settingsContext } from '../admin/contexts.ts'
export { noticesContext, practicesContext } from '../commons/contexts.ts'
export {
  adviceContext,
  assuranceContext,
  complaintsContext,
  continuityContext,
  directoryContext,
  experienceContext,
  inspectionsContext,
  legalAidContext,
  libertyContext,
  ownServicesContext,
  safeguardsContext,
  signalsContext,
  visitsContext,
} from '../health/contexts.ts'
export {
  advisoriesContext,
  closuresContext,
  complaintsCounterContext,
  counterContext,
  desksContext,
  equivalenceContext,
  experienceCounterContext,
  findingContext,
  libertySignContext,
  nonceContext,
  openApiContext,
  publicPracticesContext,
  publishedVisitsContext,
  qualityContext,
  registerContext,
  safeguardsCounterContext,
} from '../public/contexts.ts'
export { incidentsContext, warningsContext } from '../supply/contexts.ts'
export { exchangeContext } from '../supply/exchange/contexts.ts'
export { groupsContext } from '../supply/groups/contexts.ts'
export { licencesContext, oversightContext } from '../supply/oversight/contexts.ts'
export { assessmentsContext, partnershipsContext } from '../supply/partnerships/contexts.ts'
export { customersContext } from '../supply/partnerships/customers/door.ts'
export { certificatesContext, suspicionsContext } from '../supply/suspicions/contexts.ts'
export { accountsContext, inboxContext, nodeContext, placesContext, webhooksContext } from '../workspace/contexts.ts'
export { withoutSending } from './unsent.ts'

/**
 * A page without script shows its own routes alone and hands nothing over to a browser's router: with all of them, most of the
 * time of a small page went into routes that nobody asked for.
 */
const withoutScript = (context: EntryContext): EntryContext => {
  const { matches } = context.staticHandlerContext
  const own = matches.flatMap(({ route: { id } }) => {
    const route = context.manifest.routes[id]
    return route ? [[id, route] as const] : []
  })
  const { serverHandoffStream: _, ...rest } = context
  return { ...rest, manifest: { ...context.manifest, routes: Object.fromEntries(own) } }
}

/** As the page's frame decides it. */
const hasScript = ({ staticHandlerContext: { matches, loaderData }, routeModules }: EntryContext): boolean =>
  (loaderData.root as RootData | undefined)?.plain !== true &&
  matches.some(({ route: { id } }) => asksForScript(routeModules[id] ?? {}))

/** All that was written to it, once it ends. */
const collect = (done: (bytes: Buffer<ArrayBuffer>) => void): Writable => {
  const parts: Buffer[] = []
  return new Writable({
    write(part: Buffer, _encoding, next) {
      parts.push(part)
      next()
    },
    final(next) {
      done(Buffer.concat(parts))
      next()
    },
  })
}

/** Whole pages, never streamed in parts: they are small, and then nothing on them needs script. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> | Response {
  headers.set('content-type', 'text/html; charset=utf-8')
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const nonce = loadContext.get(nonceContext)
  const context = hasScript(routerContext) ? routerContext : withoutScript(routerContext)
  return new Promise((resolve, reject) => {
    let failed = false
    const page = <ServerRouter context={context} url={request.url} {...(nonce && { nonce })} />
    const { pipe } = renderToPipeableStream(page, {
      ...(nonce && { nonce }),
      onAllReady: () => {
        pipe(collect((bytes) => resolve(new Response(bytes, { status: failed ? 500 : status, headers }))))
      },
      onShellError: reject,
      onError(error) {
        failed = true
        console.error(trace(error))
      },
    })
  })
}

/**
 * What a failing loader writes to the log: where it failed and never the sentence, which can quote what somebody wrote.
 * The reader gets the problem page. A refused request is no failure.
 */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  console.error(trace(error))
}
