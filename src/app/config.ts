// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path'

/** The project's folder: paths in settings are relative to where one stands, files of ours to here. */
export const root = join(import.meta.dirname, '../..')

export interface Config {
  /** TCP port of the site; 0 takes a free one. */
  port: number
  /** Interface to listen on. Loopback unless said otherwise: opening a node to a network is a decision. */
  host: string
  /** Where the node keeps its data. */
  data: string
  /** An external PostgreSQL's owner, in place of the embedded one. */
  databaseUrl: string | undefined
}

export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const port = Number(environment.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT is "${environment.PORT}"; it must be a number from 0 to 65535.`)
  return {
    port,
    host: environment.HOST ?? '127.0.0.1',
    data: resolve(environment.DATA ?? join(root, 'data')),
    databaseUrl: environment.DATABASE_URL,
  }
}

/** Lists that an authority imported for this computer's command line; see `reference import`. */
export const restrictedFolder = (config: Config) => join(config.data, 'restricted')
