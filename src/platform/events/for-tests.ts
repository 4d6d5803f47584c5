// SPDX-License-Identifier: Apache-2.0
/** What the tests of events, mail and jobs share: a compartment of records that are announced, and those who ask. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { type Actor, accessMigrations, keyOf, sit } from '../access/index.ts'
import type { TestDatabase } from '../database/for-tests.ts'
import { openLogins } from '../database/index.ts'
import { type Announcement, announce, type EventTables, eventsMigrations } from './index.ts'

export const police = randomUUID()
export const bank = randomUUID()

export const actor = (over: Partial<Actor> = {}): Actor => ({
  account: randomUUID(),
  organisation: police,
  roles: [],
  groups: [],
  clearance: 'red',
  purposes: ['control'],
  ...over,
})

/** `seen`: what a consumer wrote in the dispatcher's transaction. No key, so that a repetition would show. */
export interface TestTables extends EventTables {
  seen: { consumer: string; event: string; place: string }
}

const SEEN = `create table seen (turn bigint generated always as identity, consumer text, event uuid, place bigint);
  grant select, insert on seen to {login};`

/** Opens a compartment with events and more; answers its address beside it. */
export const openForTests = async <T extends TestTables = TestTables>(
  database: TestDatabase,
  name: string,
  more: Record<string, string> = {},
) => {
  const seen = database.migrations(name, { '0001-create-seen.sql': SEEN })
  const compartment = await database.open<T>(name, {
    access: accessMigrations,
    events: eventsMigrations,
    ...more,
    seen,
  })
  const url = new URL(database.server.adminUrl)
  url.pathname = '/passerelle'
  url.username = `passerelle_${name}`
  url.password = openLogins(join(database.folder, 'logins.json'))(url.username)
  return { compartment, address: url.toString() }
}

export const tell = <T extends EventTables>(db: Kysely<T>, over: Partial<Announcement> = {}, who = actor()) =>
  sit(db, who, (trx) =>
    announce(trx, {
      kind: 'thing.made',
      record: randomUUID(),
      audience: [keyOf.organisation(police)],
      marking: 'amber',
      purposes: ['control'],
      ...over,
    }),
  )

/** Looks until `done` says so, for at most `milliseconds`. */
export const until = async (done: () => Promise<boolean> | boolean, milliseconds = 30_000): Promise<void> => {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    if (await done()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('It did not come about in time.')
}
