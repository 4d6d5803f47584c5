// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'

type Query = pg.Client['query']

/**
 * As pg's own, but that pg is told by a callback where a promise is asked for. One that it makes itself (pg 8.23, Node 24)
 * leaves answers reachable from queries that are over: a fifth of all that is read outlives each minor collection, which then
 * takes some 10 ms in place of 0.5, in the middle of somebody's page.
 */
const lettingGo = (query: Query): Query => {
  const ask = query as unknown as (...given: unknown[]) => unknown
  return ((config: unknown, values: unknown, callback: unknown) => {
    const isTold = typeof values === 'function' || typeof callback === 'function'
    if (isTold || typeof (config as { submit?: unknown } | null)?.submit === 'function')
      return ask(config, values, callback)
    return new Promise((resolve, reject) =>
      ask(config, values, (error: unknown, result: unknown) => (error ? reject(error) : resolve(result))),
    )
  }) as Query
}

/**
 * A connection whose loss ends the query that it serves and nothing else. A pool listens only to those that are idle: one
 * in use, or between two queries, would end the process with the database. Given to a pool as its `Client`.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', () => undefined)
    this.query = lettingGo(this.query.bind(this))
  }
}
