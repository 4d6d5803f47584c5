// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { createTextMatcher } from '#matching/index.ts'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { loadReference } from '#reference/index.ts'
import { openRestricted, type RestrictedTables, restrictedMigrations } from './index.ts'

const database = databaseForTests()
let db: Kysely<RestrictedTables>
const data = loadReference()
const { match } = createTextMatcher(data)
beforeAll(async () => {
  const migrations = { access: accessMigrations, ledger: ledgerMigrations, restricted: restrictedMigrations }
  ;({ db } = await database.open<RestrictedTables>('supply', migrations))
})

const MARKER = 'zelvoxamorine'
const LIST = `name,list,aliases\n${MARKER},ISSL,zelvox oil\n`
const [authority, customs, firm] = [randomUUID(), randomUUID(), randomUUID()]
const actor = (organisation: string, role: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [role], groups: [] },
  ...{ clearance: 'red', purposes: ['supply-control'], ...over },
})
const custodian = actor(authority, 'restricted:custodian')
const reader = actor(customs, 'restricted:reader')
const deskOf = (who: Actor) =>
  openRestricted({ db, actor: who, data, match, organisations: async () => [authority, customs, firm] })
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'
const given = { name: 'ISSL', text: LIST, marking: 'red' as const, reaches: [customs] }

test('a cleared reader matches by it, and what it finds is marked; for everybody else it is not there', async () => {
  const list = value(await deskOf(custodian).import(given))
  expect(list).toMatchObject({ name: 'ISSL', rows: 1, marking: 'red', version: 1 })
  const text = `5 kg ${MARKER} and 20 L acetic anhydride`
  const findings = value(await deskOf(reader).match(text))
  expect(findings.map(({ as, restricted, marking }) => [as, restricted, marking])).toContainEqual([
    MARKER,
    'ISSL',
    'red',
  ])
  expect(findings.some(({ name, restricted }) => /acetic anhydride/i.test(name) && restricted === null)).toBe(true)
  expect(JSON.stringify(value(await deskOf(reader).lists()))).not.toContain(MARKER)
  const others = [
    ...[actor(firm, 'restricted:reader'), actor(customs, 'restricted:reader', { clearance: 'amber+strict' })],
    ...[actor(customs, 'restricted:reader', { purposes: ['research'] }), actor(customs, 'incidents:officer')],
  ]
  for (const other of others) {
    const answer = await deskOf(other).match(text)
    expect(JSON.stringify(answer)).not.toMatch(/zelvox|ISSL/)
    expect(JSON.stringify(await deskOf(other).lists())).not.toMatch(/zelvox|ISSL/)
    expect(codeOf(await deskOf(other).looks(list.id))).toBe('not-found')
  }
  // After a reader who saw it, from the same process, another still does not.
  value(await deskOf(reader).match(text))
  expect(JSON.stringify(await deskOf(actor(firm, 'restricted:reader')).match(text))).not.toContain(MARKER)
})

test('its custodian reads who looked and when, and nobody else does', async () => {
  const [list] = value(await deskOf(custodian).lists())
  const before = value(await deskOf(custodian).looks(list?.id ?? '')).length
  value(await deskOf(reader).match('nothing of it'))
  const looks = value(await deskOf(custodian).looks(list?.id ?? ''))
  expect(looks.length).toBe(before + 1)
  expect(looks[0]).toMatchObject({ verb: 'match', organisation: customs, account: reader.account })
  expect(codeOf(await deskOf(reader).looks(list?.id ?? ''))).toBe('not-found')
  expect(codeOf(await deskOf(actor(firm, 'restricted:custodian')).looks(list?.id ?? ''))).toBe('not-found')
})

test('a list of the same name takes the place of the one before, and who is not named any more sees neither', async () => {
  const again = value(await deskOf(custodian).import({ ...given, text: 'name\nquorbelin\n', reaches: [authority] }))
  expect(again).toMatchObject({ rows: 1, version: 2 })
  expect(JSON.stringify(value(await deskOf(reader).match(`${MARKER} quorbelin`)))).not.toMatch(/zelvox|quorbelin/)
  const own = value(await deskOf(actor(authority, 'restricted:reader')).match(`${MARKER} quorbelin`))
  expect(own.map(({ as }) => as)).toEqual(['quorbelin'])
})

test('faults are told by line, and nothing wider than amber+strict, above the own clearance or of others is imported', async () => {
  const desk = deskOf(custodian)
  expect(await desk.import({ ...given, text: 'name,cas\nx,50-00-1\n' })).toMatchObject({
    refusal: { code: 'not-valid', where: 'text', values: { line: 2, column: 'cas' } },
  })
  expect(codeOf(await desk.import({ ...given, marking: 'amber' as 'red' }))).toBe('not-valid')
  expect(codeOf(await desk.import({ ...given, reaches: [randomUUID()] }))).toBe('not-valid')
  expect(codeOf(await desk.import({ ...given, name: '../x' }))).toBe('not-valid')
  expect(codeOf(await deskOf(reader).import(given))).toBe('not-found')
  const low = deskOf({ ...custodian, clearance: 'amber+strict' })
  expect(await low.import({ ...given, name: 'Other' })).toMatchObject({ refusal: { where: 'marking' } })
})

test('a list of one’s own never takes the place of another’s, nor of one that is not seen', async () => {
  const shared = { ...given, name: 'Shared', reaches: [customs] }
  value(await deskOf(custodian).import(shared))
  const both = actor(customs, 'restricted:custodian', { roles: ['restricted:custodian', 'restricted:reader'] })
  const own = value(await deskOf(both).import({ ...shared, text: 'name\nquorbelin\n' }))
  expect(own.version).toBe(1)
  const found = value(await deskOf(both).match(`${MARKER} quorbelin`))
  expect(found.map(({ as }) => as).sort()).toEqual(['quorbelin', MARKER])
  const low = deskOf({ ...custodian, clearance: 'amber+strict' })
  expect(await low.import({ ...shared, marking: 'amber+strict', text: 'name\nquorbelin\n' })).toMatchObject({
    refusal: { code: 'not-valid', where: 'name' },
  })
})
