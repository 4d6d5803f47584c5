// SPDX-License-Identifier: Apache-2.0
/** A compartment of safeguards with a body that has a key, and people who report to it. */
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { beforeAll, expect } from 'vitest'
import { type KeyPair, newKeyPair } from '#basis/hpke.ts'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, verifyLedger } from '#platform/ledger/index.ts'
import { keysOf, newReference, newSecret, sayCode, sealLetter } from './code.ts'
import { openSafeguards, openSafeguardsCounter, type SafeguardsTables, safeguardsMigrations } from './index.ts'

export const NAME = 'health_safeguards'
export const TEXT = 'They tied my brother to a bed for two days: Ödön, 14.'
export const { privateKey } = generateKeyPairSync('ed25519')
const body = randomUUID()
export const officer = (over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation: body, roles: ['safeguards:officer'], groups: [] },
  ...{ clearance: 'amber', purposes: ['safeguards'], ...over },
})
export const value = <T>(
  outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } },
): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
export const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

/** Made before the first test of a file. */
export const roomForTests = () => {
  const database = databaseForTests()
  let db: Kysely<SafeguardsTables>
  let pair: KeyPair
  let today = new Date('2026-03-02T10:00:00Z')
  const now = () => today
  const counter = () => openSafeguardsCounter({ db, checkOf: (reference) => reference.slice(0, 4), now })
  const judged = async () => {
    const verdict = await verifyLedger(db, createPublicKey(privateKey))
    return verdict.broken ? ('broken' as const) : ('holds' as const)
  }
  const deskOf = (actor: Actor) =>
    openSafeguards({ db, actor, ledger: judged, codes: 'CODES', isHandingOpen: true, now })
  const [first, second] = [officer(), officer()]

  beforeAll(async () => {
    const migrations = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
    const rooms = { events: eventsMigrations, safeguards: safeguardsMigrations }
    ;({ db } = await database.open<SafeguardsTables>(NAME, { ...migrations, ...rooms }))
    pair = await newKeyPair()
    expect(await counter().body()).toBeUndefined()
    const proposed = value(await deskOf(first).settleKey({ do: 'propose', publicKey: pair.publicKey }))
    expect(codeOf(await deskOf(first).settleKey({ do: 'agree', id: proposed.id }))).toBe('second-person')
    expect(await counter().body()).toBeUndefined()
    value(await deskOf(second).settleKey({ do: 'agree', id: proposed.id }))
  })

  return {
    ...{ now, counter, deskOf, first, second },
    get db() {
      return db
    },
    get pair() {
      return pair
    },
    /** It is this moment from now on. */
    at: (moment: string) => {
      today = new Date(moment)
    },
    /** As the browser does, or the server for who has no script. */
    report: async (text = TEXT) => {
      const { id: bodyKey, publicKey } = (await counter().body()) ?? { id: '', publicKey: '' }
      const [reference, secret] = [newReference(), newSecret()]
      const keys = await keysOf({ reference, secret })
      const sealed = await sealLetter(publicKey, 'report', reference, { text })
      const input = { reference, token: keys.token, personKey: keys.pair.publicKey, bodyKey, sealed }
      const { check } = value(await counter().report(input))
      return {
        code: sayCode({ reference, secret, check }),
        holder: { reference, check, token: keys.token },
        keys,
        input,
      }
    },
    idOf: async (reference: string) =>
      value(await deskOf(first).list()).find((each) => each.reference === reference)?.id ?? '',
    /** As the owner of the cluster, past every policy, trigger and key; the rows of each statement. */
    asSuperuser: async (...statements: string[]) => {
      const address = Object.assign(new URL(database.server.adminUrl), { pathname: '/passerelle' })
      const client = new pg.Client(address.toString())
      await client.connect()
      await client.query(`set search_path = ${NAME}; set session_replication_role = replica`)
      const rows: Record<string, string>[][] = []
      for (const statement of statements) rows.push((await client.query(statement)).rows)
      await client.end()
      return rows
    },
  }
}
