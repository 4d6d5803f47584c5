// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'

/**
 * A connection whose loss ends the query that it serves and nothing else. A pool listens only to those that are idle: one
 * in use, or between two queries, would end the process with the database. Given to a pool as its `Client`.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', () => undefined)
  }
}
