// SPDX-License-Identifier: Apache-2.0
/** The server of `taxii.ts`, as a process of its own: what programs and the other side of the race do is no work of it. */
import type { Actor } from '#platform/access/index.ts'
import { openCompartment } from '#platform/database/index.ts'
import { listen } from '#platform/http/index.ts'
import { type IncidentTables, openTaxii, taxiiRoutes } from '#supply/incidents/index.ts'

export interface Plan {
  /** Of the compartment. */
  address: string
  /** By what a request names in `x-person`. */
  actors: Record<string, Actor>
  names: [id: string, name: string][]
}

process.once('message', async ({ address, actors, names }: Plan) => {
  const { db } = openCompartment<IncidentTables>('supply', address)
  const named = new Map(names)
  const report = () => Promise.reject(new Error('Nothing is reported here.'))
  const desks = new Map(
    Object.entries(actors).map(([who, actor]) => [
      who,
      openTaxii({
        ...{ db, actor, desk: { may: [], report }, node: 'http://localhost' },
        ...{ names: () => Promise.resolve(named), now: () => new Date('2027-12-01') },
      }),
    ]),
  )
  const routes = taxiiRoutes(async (headers) => desks.get(headers.get('x-person') ?? ''), 'http://localhost')
  const { port } = await listen(routes.fetch, '127.0.0.1', 0)
  /** Each question is answered with the milliseconds of processor time so far. */
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.((user + system) / 1000)
  })
  process.send?.(port)
})
process.on('disconnect', () => process.exit())
