// SPDX-License-Identifier: Apache-2.0
/** What becomes here of a message of another node, where that is right, lies, or speaks of what was not told to it. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { idOf } from '#platform/peers/index.ts'
import { type IncidentTables, incidentKinds } from '../index.ts'
import { actorOf, deskOf, migrations, value } from '../links/room.testing.ts'

const database = databaseForTests()
const [police, customs] = [randomUUID(), randomUUID()]
const friend = { id: randomUUID(), name: 'lumen.example' }
const liar = { id: randomUUID(), name: 'elsewhere.example' }
const author = { id: randomUUID(), name: 'Customs of Lumen', kind: 'customs' }
const colleague = { id: randomUUID(), name: 'Police of Lumen', kind: 'police' }

let db: Kysely<IncidentTables>
beforeAll(async () => {
  db = (await database.open<IncidentTables>('supply', migrations)).db
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    const rows = [friend, liar].map(({ id: node }) => ({ node, organisation: police, is_open: true }))
    await trx.insertInto('peer_offer').values(rows).execute()
  })
})
const at = (organisation: string) => deskOf(db, actorOf(organisation), [police, customs])

const says = async (from: typeof friend, kind: string, payload: unknown, id = randomUUID()): Promise<string> => {
  const known = incidentKinds().find((each) => each.kind === kind)
  const shaped = known?.shape.safeParse(payload)
  if (!known || !shaped?.success) return 'shape'
  const message = { id, kind, sent: new Date().toISOString(), payload: shaped.data }
  const answer = await db.transaction().execute((trx) => known.receive(trx, message, from))
  return answer.ok ? answer.value : answer.refusal.code
}
/** Told by the friend; answers the message. */
const told = async () => {
  const message = randomUUID()
  const content = { kind: 'seizure', title: 'Drums', place: { country: 'ZZ' }, parties: [], identifiers: [] }
  const how = { marking: 'amber', purposes: ['supply-control'], fields: {}, keptUntil: null }
  const payload = {
    from: author,
    to: [police],
    content,
    countries: ['ZZ'],
    reported: '2026-03-02T10:00:00.000Z',
    ...how,
  }
  expect(await says(friend, 'incidents.incident', payload, message)).toBe('accepted')
  return message
}
const written = (message: string, over: object = {}) => ({
  ...{
    from: author,
    to: [police],
    incident: { message, by: 'sender' },
    text: 'Look at the seal.',
    wide: true,
    ...over,
  },
})

test('a message about what its node told is read by the officers who were told, whoever there wrote it', async () => {
  const message = await told()
  const id = idOf(friend.id, message)
  expect(await says(friend, 'incidents.message', written(message))).toBe('accepted')
  const second = written(message, { from: colleague, text: 'We look too.', wide: false })
  expect(await says(friend, 'incidents.message', second)).toBe('accepted')
  const read = value(await at(police).messages(id))
  expect(read.map(({ text, from, to }) => [text, from, to])).toEqual([
    ['Look at the seal.', idOf(friend.id, author.id), 'all'],
    ['We look too.', idOf(friend.id, colleague.id), 'chosen'],
  ])
  expect(await at(customs).messages(id)).toEqual(await at(customs).messages(randomUUID()))
})

test('a node writes about nothing that another node told, nor to whom it was not told, nor of what it took back', async () => {
  const message = await told()
  const id = idOf(friend.id, message)
  expect(await says(liar, 'incidents.message', written(message))).toBe('not-found')
  expect(await says(friend, 'incidents.message', written(message, { to: [customs], wide: false }))).toBe('not-found')
  expect(await says(friend, 'incidents.message', written(message, { text: ' ' }))).toBe('shape')
  // Of ours that was never told to it.
  const own = value(await at(police).report({ kind: 'seizure', title: 'Ours', place: { country: 'ZZ' } }))
  const back = written(own.id, { incident: { message: own.id, by: 'receiver' } })
  expect(await says(friend, 'incidents.message', back)).toBe('not-found')
  expect(value(await at(police).messages(id))).toEqual([])

  expect(await says(friend, 'incidents.message', written(message))).toBe('accepted')
  const kind = incidentKinds().find((each) => each.kind === 'incidents.incident')
  await db.transaction().execute((trx) => kind?.recalled(trx, message, friend, 'Wrong.') ?? Promise.reject())
  expect(value(await at(police).messages(id))).toEqual([])
  expect(await says(friend, 'incidents.message', written(message))).toBe('not-now')
})
