// SPDX-License-Identifier: Apache-2.0
import type { ServerBuild } from 'react-router'

const isUnsent = ({ handle }: { handle?: unknown }): boolean =>
  (handle as { unsent?: boolean } | undefined)?.unsent === true

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The same for whoever reads it by its names, and nothing for whoever lists them. */
const hidden = <T>(data: T): T =>
  isPlain(data)
    ? Object.defineProperties(
        {} as T,
        Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value, enumerable: false }])),
      )
    : data

/**
 * The site for those who ask for whole pages. The router writes down all that a page was drawn with, for a browser's router that
 * a page without script does not have: one part in thirteen of a list of services went into that. A route says `handle = { unsent:
 * true }` where it has no script and reads each thing that it loaded by its name, never the rest of them.
 */
export const withoutSending = (build: ServerBuild): ServerBuild => {
  const routes = Object.entries(build.routes).map(([id, route]): [string, typeof route] => {
    const loader = route?.module.loader
    if (!route || !loader || !isUnsent(route.module)) return [id, route]
    const quiet: typeof loader = async (given) => hidden(await loader(given))
    return [id, { ...route, module: { ...route.module, loader: quiet } }]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}
