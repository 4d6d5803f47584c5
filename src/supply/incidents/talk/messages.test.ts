// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { partnerKey } from '#platform/peers/index.ts'
import type { IncidentTables } from '../index.ts'
import { actorOf, codeOf, deskOf, migrations, release, told, value } from '../links/room.testing.ts'
import { audienceOf } from './concerned.ts'

const database = databaseForTests()
const [customs, authority, police, firm] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const all = [customs, authority, police, firm]
const open = async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const sits = (organisation: string, over = {}) => deskOf(db, actorOf(organisation, over), all)
  return {
    db,
    sits,
    own: sits(customs),
    ally: sits(authority),
    other: sits(police),
    seller: sits(firm, { roles: ['incidents:reader'] }),
  }
}
const textsOf = async (desk: ReturnType<typeof deskOf>, id: string) => {
  const found = await desk.messages(id)
  return found.ok ? found.value.map(({ text }) => text) : found.refusal.code
}

test('a message reaches the authorities that were told, and neither firms nor those who were not told', async () => {
  const { own, ally, other, seller, sits } = await open()
  const id = await release(own, told(), [authority, firm])
  const written = value(await ally.write(id, { text: 'We know this seal.' }))
  expect(written).toMatchObject({ from: authority, to: 'all', incident: id })
  value(await own.write(id, { text: 'For you alone.', to: [authority] }))
  expect(await textsOf(own, id)).toEqual(['We know this seal.', 'For you alone.'])
  expect(await textsOf(ally, id)).toEqual(['We know this seal.', 'For you alone.'])
  expect(await textsOf(seller, id)).toBe('not-found')
  expect(await textsOf(sits(authority, { roles: ['incidents:reader'] }), id)).toBe('not-found')
  expect(await textsOf(sits(authority, { clearance: 'green' }), id)).toBe('not-found')
  expect(await other.messages(id)).toEqual(await other.messages(randomUUID()))
  expect(await other.write(id, { text: 'x' })).toEqual(await other.write(randomUUID(), { text: 'x' }))
})

test('what is written to one of them is read by no other, and nobody finds out whom else the author told', async () => {
  const { own, ally, other } = await open()
  const id = await release(own, told(), [authority, police])
  value(await own.write(id, { text: 'Only police.', to: [police] }))
  value(await ally.write(id, { text: 'Only customs.', to: [customs] }))
  expect(await textsOf(own, id)).toEqual(['Only police.', 'Only customs.'])
  expect([await textsOf(ally, id), await textsOf(other, id)]).toEqual([['Only customs.'], ['Only police.']])
  // One that was told and one that was not are the same answer to a receiver.
  expect(await ally.write(id, { text: 'x', to: [police] })).toEqual(await ally.write(id, { text: 'x', to: [firm] }))
  expect(codeOf(await own.write(id, { text: 'x', to: [firm] }))).toBe('not-valid')
  expect(codeOf(await own.write(id, { text: ' ' }))).toBe('not-valid')
})

test('a receiver who writes to all learns nothing of another node that was told and is not reached', async () => {
  const { db, own, ally } = await open()
  const id = await release(own, told(), [authority])
  const [node, organisation] = [randomUUID(), randomUUID()]
  await sit(db, actorOf(customs), async (trx) => {
    await trx
      .insertInto('peer_told')
      .values({ record: id, originator: customs, node, message: randomUUID(), recall: null })
      .execute()
    await sql`update incident set audience = audience || ${[partnerKey(node, organisation)]}::text[] where id = ${id}`.execute(
      trx,
    )
  })
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    const named = { node_name: 'lumen.example', name: 'Customs of Lumen', kind: 'customs' }
    const partner = { ...named, id: randomUUID(), node, organisation, may_be_told: true }
    await trx.insertInto('peer_partner').values(partner).execute()
  })
  const elsewhere = await release(own, told(), [authority])
  expect([
    codeOf(await ally.write(id, { text: 'To all.' })),
    codeOf(await ally.write(elsewhere, { text: 'x' })),
  ]).toEqual(['ok', 'ok'])
  expect(await textsOf(own, id)).toEqual(['To all.'])
})

test('of a recalled incident nobody but who reported it keeps a message, and of a draft none is written', async () => {
  const { own, ally, db } = await open()
  const draft = value(await own.report(told()))
  expect(codeOf(await own.write(draft.id, { text: 'x' }))).toBe('not-now')
  const id = await release(own, told(), [authority])
  const key = randomUUID()
  const once = value(await ally.write(id, { text: 'Seen here.' }, key))
  expect(value(await ally.write(id, { text: 'Seen here.' }, key))).toEqual(once)
  const { version } = value(await own.open(id))
  value(await own.act(id, { do: 'recall', reason: 'Wrong.' }, version))
  expect([await textsOf(ally, id), await textsOf(own, id)]).toEqual([[], ['Seen here.']])
  expect(codeOf(await ally.write(id, { text: 'Still?' }))).toBe('not-found')
  expect(codeOf(await own.write(id, { text: 'Gone.' }))).toBe('not-now')
  const { lines } = value(await readLedger(db, { kind: 'incident-message', id: once.id }))
  expect(lines.map(({ verb }) => verb).sort()).toEqual(['list', 'write'])
})

test('an audience of a message names nobody whom the incident does not name, but its author', () => {
  const key = fc.oneof(
    fc.uuid().map((id) => `organisation:${id}`),
    fc.uuid().map((id) => `role:${id}:incidents:reader`),
    fc.uuid().map((id) => `agreement:${id}`),
    fc.uuid().map((id) => `node:${id}:organisation:${id}`),
  )
  fc.assert(
    fc.property(fc.array(key), fc.uuid(), (incident, author) => {
      const ids = (keys: readonly string[]) => keys.map((each) => each.split(':')[1])
      for (const each of audienceOf(incident, author)) {
        expect([...ids(incident), author]).toContain(ids([each])[0])
        expect(each).toMatch(/^(role:[^:]+:incidents:officer|node:.+)$/)
      }
    }),
  )
})
