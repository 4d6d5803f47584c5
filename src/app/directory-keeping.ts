// SPDX-License-Identifier: Apache-2.0
/** What a node does by itself so that the directory stays true. */
import { askContacts, type DirectoryTables, findDuplicates, linkKeyOf, lookAhead } from '#health/directory/index.ts'
import type { Mailer } from '#platform/mail/index.ts'
import type { Config } from './config.ts'
import type { Held } from './held.ts'
import { keepDoing } from './keeping.ts'
import { secretOf } from './secrets.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Keeping {
  held: Held
  mailer: Mailer
  config: Config
}

/**
 * Each day makes out ahead when services are open and looks for listings that may be one service, each hour asks those that are due whether their listing is still right; both
 * now too. Answers how to stop. Nothing where this process does not hold the health wing.
 */
export const keepDirectory = ({ held, mailer, config }: Keeping): (() => Promise<void>) => {
  if (!held.names.includes('health')) return () => Promise.resolve()
  const { db } = held.compartment<DirectoryTables>('health')
  const node = { name: config.node, origin: config.baseUrl }
  const letters = { db, mailer, key: linkKeyOf(secretOf(config)), node }
  const kept = { compartment: 'health', name: 'directory' }
  const stops = [
    keepDoing(held, { ...kept, pause: DAY, work: () => lookAhead(db) }),
    keepDoing(held, { ...kept, pause: DAY, work: () => findDuplicates(db) }),
    keepDoing(held, { ...kept, pause: HOUR, work: () => askContacts(letters) }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}
