// SPDX-License-Identifier: Apache-2.0
/** Everything that answers over HTTP, in the order in which it is asked: files, the API, pages. */
import { compress } from 'hono/compress'
import { lookupRoutes } from '#commons/lookup/index.ts'
import {
  answerError,
  answerProblem,
  createApi,
  logged,
  logTo,
  refuseOtherMethods,
  strictHeaders,
} from '#platform/http/index.ts'
import { serveAssets } from './assets.ts'
import type { Config } from './config.ts'
import { healthRoute } from './health.ts'
import type { House } from './house.ts'
import { clientFolder, openPages } from './pages.ts'
import { wellKnown } from './well-known.ts'

const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Passerelle',
    version: '0.1.0',
    description: 'Says whether a text or a molecule is controlled or watched, where, since when, and why.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
}

export const createSite = async (house: House, { security, log }: Pick<Config, 'security' | 'log'>) => {
  const site = createApi()
  if (log !== undefined) site.use(logged(logTo(log)))
  site.use(strictHeaders)
  site.use(serveAssets(clientFolder))
  site.use(compress())
  site.route('/', await lookupRoutes(() => house.openDesks().public))
  site.route(
    '/',
    healthRoute(() => house.reach()),
  )
  site.route('/', wellKnown(security))
  const openApi = site.getOpenAPI31Document(DESCRIPTION)
  site.get('/api/openapi.json', (c) => c.json(openApi))
  refuseOtherMethods(site, { ...openApi.paths, '/api/openapi.json': { get: {} } })
  const noRoute = { code: 'not-found', detail: 'No such address in this API; see /api/openapi.json.' }
  site.all('/api/*', (c) => answerProblem(c, noRoute))
  const page = await openPages(() => house.openDesks(), openApi)
  site.all('*', (c) => page(c.req.raw, c.get('nonce')))
  site.onError(answerError)
  return site
}
