// SPDX-License-Identifier: Apache-2.0
/** A compartment of suspicions with its own database, and people who sit there, for the tests of one file. */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { beforeAll } from 'vitest'
import { createTextMatcher } from '#matching/index.ts'
import { type Actor, accessMigrations, type Seat } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { loadReference } from '#reference/index.ts'
import { PURPOSE } from './access.ts'
import type { NewOrder } from './contract.ts'
import { openSuspicions, type SuspicionsPlan, type SuspicionTables, suspicionsMigrations } from './index.ts'
import { namingOf } from './items/naming.ts'
import { currencies } from './orders/rows.ts'
import { openRules } from './rulebooks/rules.ts'

export const [dealer, rival, authority] = [randomUUID(), randomUUID(), randomUUID()] as const
export const [bank, fiu] = [randomUUID(), randomUUID()] as const
export const [post, market] = [randomUUID(), randomUUID()] as const
const NAMES = {
  ...{ [dealer]: 'Orvane Chemicals', [rival]: 'Rival Chemicals', [authority]: 'The Authority' },
  ...{ [bank]: 'Orvane Bank', [fiu]: 'The Unit', [post]: 'Orvane Post', [market]: 'Orvane Market' },
}

/** Somebody at an organisation, in these roles of the room. */
export const somebody = (organisation: string, ...roles: string[]): Actor => ({
  ...{ account: randomUUID(), organisation, roles: roles.map((role) => `suspicions:${role}`), groups: [] },
  ...{ clearance: 'amber', purposes: [PURPOSE] },
})

/** A precursor and a press for a new customer who pays in crypto. */
export const oddOrder = (over: Partial<NewOrder> = {}): NewOrder => ({
  ...{ ref: 'A-1', at: '2026-04-01T09:00:00Z', channel: 'social-media', currency: 'EUR' },
  customer: {
    name: 'Global Fine Trade',
    country: 'ZZ',
    identity: 'refused',
    licence: 'none',
    phone: '+999 55 000 111',
  },
  items: [
    { text: 'P-2-P methyl glycidate, fibre drum', cas: '80532-66-7', quantity: { value: '25', unit: 'kg' } },
    { text: 'Rotary tablet press ZP9' },
  ],
  use: { stated: 'vague', text: 'industry' },
  delivery: { place: 'storage' },
  payment: { method: 'crypto' },
  ...over,
})

/** What nobody looks at. */
export const plainOrder = (over: Partial<NewOrder> = {}): NewOrder => ({
  ...{ ref: 'B-1', at: '2026-04-01T09:00:00Z', currency: 'EUR' },
  customer: { name: 'Couleurs du Nord', country: 'FR', identity: 'seen', licence: 'not-needed', sector: '2022' },
  items: [{ text: 'Acetone technical', cas: '67-64-1', quantity: { value: '160', unit: 'kg' } }],
  use: { stated: 'stated', text: 'Thinner for industrial paints' },
  delivery: { place: 'business' },
  payment: { method: 'transfer' },
  ...over,
})

export const value = <T>(
  outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string; where?: string } },
): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail} ${outcome.refusal.where ?? ''}`)
  return outcome.value
}
export const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

const HOUR = 3_600_000
const data = loadReference()
const matcher = createTextMatcher(data)
const categories = new Map(data.equipment.map(({ id, category }) => [id, category]))

export const planForTests = (people: readonly Actor[]): Omit<SuspicionsPlan, 'db' | 'actor'> => ({
  rules: openRules(),
  goods: {
    ...{ matcher, categoryOf: (id) => categories.get(id), jurisdictions: [] },
    ...{ ownUse: { mass: 5, volume: 20, count: 10 }, naming: namingOf(data, matcher) },
  },
  ...{ currencies: currencies(), currency: 'EUR' },
  payments: { limit: 10_000 },
  dueAfter: (_, found) => new Date(found.getTime() + 24 * HOUR),
  seats: async () =>
    people.map((actor) => ({
      actor,
      organisation: { id: actor.organisation, name: NAMES[actor.organisation] ?? '', kind: 'authority', country: 'ZZ' },
      name: 'Somebody',
    })) as unknown as Seat[],
  certificates: { key: generateKeyPairSync('ed25519').privateKey, issuer: 'https://node.example' },
})

export interface TestRoom {
  db: Kysely<SuspicionTables>
  /** As of now; a test may set it. */
  now: Date
  plan: Omit<SuspicionsPlan, 'db' | 'actor'>
  deskOf(actor: Actor): ReturnType<typeof openSuspicions>
}

export const roomForTests = (people: readonly Actor[]): TestRoom => {
  const database = databaseForTests()
  const plan = planForTests(people)
  const room = { now: new Date('2026-04-02T10:00:00Z'), plan } as TestRoom
  beforeAll(async () => {
    const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
    const migrations = {
      ...platform,
      events: eventsMigrations,
      search: searchMigrations,
      suspicions: suspicionsMigrations,
    }
    ;({ db: room.db } = await database.open<SuspicionTables>('supply_suspicions', migrations))
    room.deskOf = (actor) => openSuspicions({ ...plan, db: room.db, actor, now: () => room.now })
  })
  return room
}
