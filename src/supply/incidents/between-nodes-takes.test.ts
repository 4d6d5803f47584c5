// SPDX-License-Identifier: Apache-2.0
/** What this node does with what another node says, when the other lies, is wrong or speaks for somebody else. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { idOf, peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { type IncidentTables, incidentKinds, incidentsMigrations, openIncidents } from './index.ts'
import { incidentById } from './store.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, peers: peersMigrations, incidents: incidentsMigrations },
}
const [police, customs, bank] = [randomUUID(), randomUUID(), randomUUID()]
const [friend, liar] = [
  { id: randomUUID(), name: 'lumen.example' },
  { id: randomUUID(), name: 'elsewhere.example' },
]
const author = { id: randomUUID(), name: 'Customs of Lumen', kind: 'customs' }
const officer = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['incidents:officer'], groups: [] },
  ...{ clearance: 'red', purposes: ['supply-control'] },
})

let db: Kysely<IncidentTables>
beforeAll(async () => {
  db = (await database.open<IncidentTables>('supply', migrations)).db
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    const rows = [friend, liar].map(({ id: node }) => ({ node, organisation: police, is_open: true }))
    await trx.insertInto('peer_offer').values(rows).execute()
  })
})
const deskOf = (organisation: string) =>
  openIncidents({
    ...{ db, actor: officer(organisation), prefixes: new Map(), seats: () => Promise.resolve([]) },
    isAbroad: () => Promise.resolve(false),
    readParagraph: () => ({ incident: {}, spans: [] }),
  })

/** What becomes of a message: a code of a refusal, or that it was accepted. */
const says = async (from: typeof friend, kind: string, payload: unknown, id = randomUUID()): Promise<string> => {
  const known = incidentKinds({ mass: 5, count: 10 }).find((each) => each.kind === kind)
  const shaped = known?.shape.safeParse(payload)
  if (!known || !shaped) throw new Error(`No such kind: ${kind}`)
  if (!shaped.success) return `shape: ${shaped.error.issues[0]?.path.join('.')}`
  const message = { id, kind, sent: new Date().toISOString(), payload: shaped.data }
  const answer = await db.transaction().execute((trx) => known.receive(trx, message, from))
  return answer.ok ? answer.value : answer.refusal.code
}
const told = (over: object = {}, content: object = {}) => ({
  ...{ from: author, to: [police], countries: ['ZZ'], reported: '2026-03-02T10:00:00.000Z', marking: 'amber' },
  content: { kind: 'seizure', title: 'Drums', place: { country: 'ZZ' }, parties: [], identifiers: [], ...content },
  ...{ purposes: ['supply-control'], fields: {}, keptUntil: null },
  ...over,
})
const tells = async (from: typeof friend) => {
  const message = randomUUID()
  expect(await says(from, 'incidents.incident', told(), message)).toBe('accepted')
  return { message, id: idOf(from.id, message) }
}
const rowOf = (id: string) => sit(db, officer(police), (trx) => incidentById(trx, id))

test('what is not for one of ours, for no purpose of ours, or not an incident is refused', async () => {
  expect(await says(friend, 'incidents.incident', told({ to: [police, customs] }))).toBe('not-found')
  expect(await says(friend, 'incidents.incident', told({ purposes: ['statistics'] }))).toBe('no-purpose')
  const wrong = { identifiers: [{ type: 'container', value: 'CSQU3054384' }] }
  expect(await says(friend, 'incidents.incident', told({}, wrong))).toBe('shape: content.identifiers.0.value')
  const person = { parties: [{ role: 'driver', name: 'A. Person', person: true }] }
  expect(await says(friend, 'incidents.incident', told({}, person))).toBe('shape: content.parties.0.necessity')
  expect(await says(friend, 'incidents.incident', told({ audience: ['everyone'] }))).toMatch('shape')
  expect(await says(friend, 'incidents.incident', told({}, { kind: 'gossip' }))).toBe('shape: content.kind')
  for (const hidden of ['\u202emurD', 'a\u0000b', '\u2066x'])
    expect(await says(friend, 'incidents.incident', told({}, { title: hidden }))).toBe('shape: ')
  expect(await says(friend, 'incidents.incident', told({}, { title: 'Drums\r\nof it' }))).toBe('accepted')
})

test('nobody is named beside what one person may use by the limits of this country, whoever tells it', async () => {
  const driver = { role: 'driver', name: 'A. Person', person: true, necessity: 'Signed for the goods at both ends.' }
  const tellsOf = (over: object) => says(friend, 'incidents.incident', told({}, { parties: [driver], ...over }))
  const goods = (value: string) => [{ name: 'cocaine', amount: { value, unit: 'g' } }]
  expect(await tellsOf({ goods: goods('5') })).toBe('not-valid')
  expect(await tellsOf({ goods: [{ name: 'cocaine' }] })).toBe('not-valid') // nor where nobody says how much
  expect(await tellsOf({ goods: goods('5000') })).toBe('accepted')
  expect(await tellsOf({ goods: goods('5'), parties: [{ role: 'carrier', name: 'Meridian Parcels' }] })).toBe(
    'accepted',
  )
})

test('a clock that is ahead puts nothing on top of the board, and sets no clock here', async () => {
  const message = randomUUID()
  await says(friend, 'incidents.incident', told({ reported: '2999-01-01T00:00:00.000Z' }), message)
  const row = await rowOf(idOf(friend.id, message))
  expect(row?.reported_at.getTime()).toBeLessThanOrEqual(Date.now())
  expect(row?.originator).toBe(idOf(friend.id, author.id))
  expect(row?.is_originator_controlled).toBe(true)
})

test('one node neither ends nor takes back what another told, even by its message', async () => {
  const { message, id } = await tells(friend)
  const closed = { message, status: 'closed', reason: 'Done.' }
  expect(await says(liar, 'incidents.standing', closed)).toBe('not-found')
  const kind = incidentKinds().find((each) => each.kind === 'incidents.incident')
  await db.transaction().execute((trx) => kind!.recalled(trx, message, liar, 'mine'))
  expect((await rowOf(id))?.status).toBe('released')
  expect(await says(friend, 'incidents.standing', closed)).toBe('accepted')
  expect((await rowOf(id))?.status).toBe('closed')
  await db.transaction().execute((trx) => kind!.recalled(trx, message, friend, 'Wrong firm.'))
  expect((await rowOf(id))?.reason).toBe('Wrong firm.')
  expect(await says(friend, 'incidents.standing', closed)).toBe('accepted') // too late: a recall is the last word
  expect((await rowOf(id))?.status).toBe('recalled')
})

test('a request is asked by who told, or by who was told, of the other, and by nobody else', async () => {
  const { message, id } = await tells(friend)
  const question = { kind: 'hold', question: 'Keep the goods.', due: '2026-04-01' }
  const asked = { ...question, from: author, to: police, incident: { message, by: 'sender' } }
  const stranger = { id: randomUUID(), name: 'Police of Lumen', kind: 'police' }
  expect(await says(friend, 'incidents.request', { ...asked, from: stranger })).toBe('not-found')
  expect(await says(friend, 'incidents.request', { ...asked, to: bank })).toBe('not-found')
  expect(await says(liar, 'incidents.request', asked)).toBe('not-found')
  const back = { ...asked, incident: { message, by: 'receiver' } } // we told them nothing
  expect(await says(friend, 'incidents.request', back)).toBe('not-found')
  expect(await says(friend, 'incidents.answer', { request: message, of: police, did: { do: 'accept' } })).toBe(
    'not-found',
  )
  expect(await says(friend, 'incidents.request', { ...asked, due: 'soon' })).toBe('shape: due')
  expect(await says(friend, 'incidents.request', asked)).toBe('accepted')
  const found = await deskOf(police).requests(id)
  expect(found).toMatchObject({ ok: true, value: [{ ...question, from: idOf(friend.id, author.id), to: police }] })
  expect(await deskOf(bank).requests(id)).toMatchObject({ ok: false })
  await says(friend, 'incidents.standing', { message, status: 'closed', reason: 'Done.' })
  expect(await says(friend, 'incidents.request', asked)).toBe('not-now')
})
