// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { type IncidentTables, incidentKinds, openIncidents } from '../index.ts'
import { actorOf, codeOf, migrations, release, told, value } from '../links/room.testing.ts'

const database = databaseForTests()
const [customs, authority, police, seller] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const open = async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const sits = (organisation: string, country: string, over = {}) => {
    const actor = actorOf(organisation, over)
    const desk = openIncidents({
      ...{ db, actor, prefixes: new Map(), seats: async () => [], country: async () => country },
      ...{ isAbroad: async () => false, readParagraph: () => ({ incident: {}, spans: [] }) },
    })
    return { actor, desk }
  }
  return { db, sits, own: sits(customs, 'ZZ'), ally: sits(authority, 'XV'), other: sits(police, 'XV') }
}
const seal = { part: 'identifiers' as const, value: 'ZX-99121' }
const firm = { part: 'parties' as const, value: 'Meridian Trading' }
const drums = told({
  identifiers: [{ type: 'seal', value: 'ZX-99121' }],
  parties: [{ role: 'consignee', name: 'Meridian Trading' }],
})

test('who reported it learns how many of which country saw it too, and in no way who', async () => {
  const { db, own, ally, other, sits } = await open()
  const id = await release(own.desk, drums, [authority, police, seller])
  value(await ally.desk.sight(id, seal))
  value(await ally.desk.sight(id, seal)) // said again, it counts once
  value(await other.desk.sight(id, seal))
  value(await sits(seller, 'ZZ', { roles: ['incidents:reader'] }).desk.sight(id, firm))
  const seen = value(await own.desk.sightings(id))
  expect(seen).toEqual({
    seen: [
      { ...seal, country: 'XV', count: 2 },
      { ...firm, country: 'ZZ', count: 1 },
    ],
    own: [],
  })
  expect(value(await ally.desk.sightings(id))).toEqual({ seen: [], own: [seal] })
  // Nothing that its organisation can read in the database names who said so; the rows of it tell no time.
  const { rows } = await sit(db, own.actor, (trx) =>
    sql<{ said: string }>`select to_jsonb(incident_sighting)::text as said from incident_sighting where incident = ${id}
      union all select to_jsonb(incident_sighted)::text from incident_sighted`.execute(trx),
  )
  expect(rows).toHaveLength(3)
  expect(rows.map(({ said }) => said).join()).not.toMatch(new RegExp(`${authority}|${police}|${seller}|\\d\\d:\\d\\d`))
  const events = await sit(db, own.actor, (trx) =>
    sql<{ said: string }>`select to_jsonb(event)::text as said from event where kind = 'incident.sighted'`.execute(trx),
  )
  expect(events.rows).toHaveLength(3)
  expect(events.rows.map(({ said }) => said).join()).not.toMatch(new RegExp(`${authority}|${police}|${seller}`))
})

test('one says so of what one reads, of an incident that one was told of, and not of one’s own', async () => {
  const { own, ally, other, sits } = await open()
  const id = await release(own.desk, drums, [authority], { partiesMarking: 'red' })
  expect(codeOf(await ally.desk.sight(id, firm))).toBe('not-valid')
  expect(codeOf(await ally.desk.sight(id, { ...seal, value: 'ZX-00000' }))).toBe('not-valid')
  const cleared = sits(authority, 'XV', { clearance: 'red' }).desk
  value(await cleared.sight(id, firm))
  expect(value(await cleared.sightings(id)).own).toEqual([firm])
  expect(value(await ally.desk.sightings(id)).own).toEqual([])
  expect(codeOf(await own.desk.sight(id, seal))).toBe('not-now')
  expect(await other.desk.sight(id, seal)).toEqual(await other.desk.sight(randomUUID(), seal))
  expect(await other.desk.sightings(id)).toEqual(await other.desk.sightings(randomUUID()))
  const { version } = value(await own.desk.open(id))
  value(await own.desk.act(id, { do: 'recall', reason: 'Wrong.' }, version))
  expect(codeOf(await ally.desk.sight(id, seal))).toBe('not-found')
  expect(value(await ally.desk.sightings(id))).toEqual({ seen: [], own: [] })
})

test('a node says so of what was told to it, and of nothing that stayed here', async () => {
  const { db, own } = await open()
  const id = await release(own.desk, { ...drums, identifiers: [{ type: 'seal', value: '\u2066ZX-99121\u2069' }] }, [
    authority,
  ])
  const [node, message] = [{ id: randomUUID(), name: 'lumen.example' }, randomUUID()]
  await sit(db, own.actor, (trx) =>
    trx
      .insertInto('peer_told')
      .values({ record: id, originator: customs, node: node.id, message, recall: null })
      .execute(),
  )
  const says = async (payload: object, from = node) => {
    const kind = incidentKinds().find((each) => each.kind === 'incidents.sighting')
    const shaped = kind?.shape.safeParse({ ...seal, to: customs, message, country: 'XV', ...payload })
    if (!kind || !shaped?.success) return 'shape'
    const given = { id: randomUUID(), kind: kind.kind, sent: new Date().toISOString(), payload: shaped.data }
    const answer = await db.transaction().execute((trx) => kind.receive(trx, given, from))
    return answer.ok ? answer.value : answer.refusal.code
  }
  expect(await says({})).toBe('accepted')
  expect(value(await own.desk.sightings(id)).seen).toEqual([{ ...seal, country: 'XV', count: 1 }])
  expect(await says({ value: 'ZX-00000' })).toBe('not-found')
  expect(await says({ country: 'Valmora' })).toBe('shape')
  expect(await says({ from: { id: authority } })).toBe('shape') // it has no place for an organisation
  expect(await says({ to: police })).toBe('not-found')
  expect(await says({}, { id: randomUUID(), name: 'elsewhere.example' })).toBe('not-found')
})
