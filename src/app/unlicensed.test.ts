// SPDX-License-Identifier: Apache-2.0
/** A place without a licence goes from the body to those who license places: name and address, and a line in both ledgers. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type LibertyTables, openLiberty } from '#health/liberty/index.ts'
import { openSafeguards, PLACE_HANDED, placeToCarry, type SafeguardsTables } from '#health/safeguards/index.ts'
import { type Actor, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { PLACE_TO_LICENSING, placesIn, placesOut } from '../crossings/index.ts'
import { receive, send } from '../crossings/post.ts'
import { COMPARTMENTS } from './compartments.ts'

const database = databaseForTests()
const open = async <T>(name: string) =>
  (await database.open<T>(name, COMPARTMENTS.find((each) => each.name === name)?.migrations ?? {})).db
let body: Kysely<SafeguardsTables>
let health: Kysely<LibertyTables>
let post: Kysely<object>
const trouble: string[] = []

const actor = (role: string, purpose: string): Actor => ({
  ...{ account: randomUUID(), organisation: randomUUID(), roles: [role], groups: [], clearance: 'amber' },
  purposes: [purpose],
})
const officer = actor('safeguards:officer', 'safeguards')
const deskOf = (who: Actor, isHandingOpen = true) =>
  openSafeguards({ db: body, actor: who, ledger: async () => 'holds', codes: '', isHandingOpen })
const directory = { find: async () => [], open: async () => undefined }
const licensing = (who: Actor, now = () => new Date()) => openLiberty({ db: health, actor: who, directory, now })
const licenser = actor('liberty:licensing', 'liberty')
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'ok' : outcome.refusal?.code)
const linesOf = async (db: Kysely<never>, kind: string) => {
  const { rows } = await sql<{ verb: string; account: string | null }>`select verb, account from ledger_line
    where kind = ${kind} and verb <> 'list' order by id`.execute(db)
  return rows.map(({ verb, account }) => `${verb} ${account === null ? 'node' : 'person'}`)
}
const carry = (id: string, isOpen = true) => {
  const out = placesOut({ post, isOpen, kind: PLACE_HANDED, placeOf: (each) => placeToCarry(body, each) })
  return body.transaction().execute((trx) => out.take(trx as never, { kind: PLACE_HANDED, record: id } as never))
}
const taken = async () => {
  const seen: unknown[] = []
  const take = placesIn({
    health,
    licensers: async () => [licenser.organisation],
    isOpen: true,
    onTrouble: (code) => trouble.push(code),
  })
  while (
    await receive(post, PLACE_TO_LICENSING, async (message) => {
      seen.push(message.content)
      await take(message)
    })
  );
  return seen
}

beforeAll(async () => {
  body = await open('health_safeguards')
  health = await open('health')
  post = await open('commons')
}, 60_000)

test('name and address cross, once, with a line in both ledgers, and nothing says from whom', async () => {
  const place = { name: 'House on the hill road', address: 'Hill road 4' }
  expect(codeOf(await deskOf(actor('signals:reporter', 'safeguards')).handOver(place))).toBe('not-found')
  expect(codeOf(await deskOf(officer, false).handOver(place))).toBe('not-now')
  expect(codeOf(await deskOf(officer).handOver({ ...place, address: ' ' }))).toBe('not-valid')
  const { id } = value(await deskOf(officer).handOver(place))
  await carry(id, false)
  expect(await taken()).toEqual([])
  await carry(id)
  await carry(id)
  expect(await taken()).toEqual([place])
  await carry(id)
  expect(await taken()).toEqual([place])
  const [waiting, ...others] = value(await licensing(licenser).unlicensed())
  expect(others).toEqual([])
  expect(waiting).toMatchObject({ ...place, state: 'waiting', isLate: false })
  const all = JSON.stringify(waiting)
  for (const hidden of [officer.account, officer.organisation]) expect(all).not.toContain(hidden)
  expect(await linesOf(health as never, 'unlicensed-place')).toEqual(['cross node'])
  const { rows: told } = await sit(health, licenser, (trx) =>
    sql<{ audience: string[]; notify: { to: string[]; message: string }[] }>`
    select audience, notify from event where kind = 'unlicensed.cross'`.execute(trx),
  )
  const key = `role:${licenser.organisation}:liberty:licensing`
  expect(told).toMatchObject([{ notify: [{ to: [key], message: 'unlicensed-crossed' }] }])
  expect(told[0]?.audience).toContain(key)
  expect(JSON.stringify(told)).not.toContain('ill road')
  expect(await linesOf(body as never, 'handed-place')).toEqual([
    'hand-over person',
    'tell node',
    'tell node',
    'tell node',
  ])
})

test('only those who license places see one and say what they found; late ones show', async () => {
  const later = new Date(Date.now() + 31 * 86_400_000)
  const [place] = value(await licensing(licenser, () => later).unlicensed())
  expect(place?.isLate).toBe(true)
  const id = place?.id ?? ''
  for (const role of ['liberty:keeper', 'liberty:overseer', 'assurance:officer']) {
    const other = licensing(actor(role, 'liberty'))
    expect(codeOf(await other.unlicensed())).toBe('not-found')
    expect(codeOf(await other.settle(id, { state: 'confirmed' }, 1))).toBe('not-found')
  }
  expect(codeOf(await licensing(licenser).settle(id, { state: 'waiting' as never }, 1))).toBe('not-valid')
  const settled = value(await licensing(licenser).settle(id, { state: 'confirmed' }, 1))
  expect(settled).toMatchObject({ state: 'confirmed', isLate: false, version: 2 })
  expect(codeOf(await licensing(licenser).settle(id, { state: 'licensed' }, 1))).toBe('changed')
})

test('what else lies on the way is let in by nobody', async () => {
  for (const content of [{ name: 'x' }, { name: 'x', address: 'y', report: randomUUID() }, null])
    await send(post, PLACE_TO_LICENSING, { id: randomUUID(), verb: content ? 'tell' : 'take-back', content })
  await taken()
  expect(trouble).toEqual(['not-in-shape', 'not-in-shape', 'not-in-shape'])
  expect(value(await licensing(licenser).unlicensed())).toHaveLength(1)
})
