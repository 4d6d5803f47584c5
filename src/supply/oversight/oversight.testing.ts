// SPDX-License-Identifier: Apache-2.0
/** A compartment of supervision with its own database, and people who sit there, for the tests of one file. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { beforeAll } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { attachmentMigrations, openAttachments } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { PURPOSE } from './access.ts'
import type { NewLicence } from './contract.ts'
import { type OversightTables, openOversight, oversightMigrations } from './index.ts'

const KNOWN: Record<string, { en: string; fr: string }> = {
  'substance acetone': { en: 'Acetone', fr: 'Acétone' },
  'table 1988/Table I': { en: 'Table I, 1988 Convention', fr: 'Tableau I, Convention de 1988' },
}
export const nameOf = ({ of, id }: { of: string; id: string }) => KNOWN[`${of} ${id}`]

export const authority = randomUUID()
export const dealer = randomUUID()

/** Somebody at an organisation, in these roles of the room. */
export const somebody = (organisation: string, roles: string[], over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: roles.map((role) => `oversight:${role}`), groups: [] },
  ...{ clearance: 'amber', purposes: [PURPOSE], ...over },
})

export const newLicence = (over: Partial<NewLicence> = {}): NewLicence => ({
  holder: { organisation: dealer, name: 'Dealer', registration: 'R-77', country: 'ZZ' },
  activities: ['import', 'storage'],
  scope: [{ of: 'substance', id: 'acetone', yearly: { value: '1200.5', unit: 'kg' } }],
  ...{ from: '2026-01-01', until: '2026-12-31', conditions: 'Two locks.', ...over },
})

export const value = <T>(
  outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string; where?: string } },
): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail} ${outcome.refusal.where ?? ''}`)
  return outcome.value
}
export const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

export interface TestRoom {
  db: Kysely<OversightTables>
  /** As of now; a test may set it. */
  now: Date
  deskOf(actor: Actor): ReturnType<typeof openOversight>
}

export const roomForTests = (): TestRoom => {
  const database = databaseForTests()
  const room = { now: new Date('2026-03-02T10:00:00Z') } as TestRoom
  beforeAll(async () => {
    const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
    const more = { events: eventsMigrations, search: searchMigrations, attachments: attachmentMigrations }
    const migrations = { ...platform, ...more, oversight: oversightMigrations }
    ;({ db: room.db } = await database.open<OversightTables>('supply_oversight', migrations))
    const attachments = openAttachments({
      ...{ db: room.db as never, folder: join(database.folder, 'files'), nodeKey: Buffer.alloc(32, 7) },
    })
    room.deskOf = (actor) =>
      openOversight({
        ...{ db: room.db, actor, nameOf, attachments, now: () => room.now },
        firm: async (id) => (id === dealer ? { name: 'Dealer of Orvane' } : undefined),
      })
  })
  return room
}
