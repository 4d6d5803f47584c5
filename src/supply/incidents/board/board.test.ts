// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Actor, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import { type IncidentTables, incidentsRoutes, tellDue } from '../index.ts'
import { actorOf, codeOf, deskOf, migrations, release, told, value } from '../links/room.testing.ts'
import { dueAfter } from './board-store.ts'

const database = databaseForTests()
const [customs, authority, firm] = [randomUUID(), randomUUID(), randomUUID()]
const organisations = [customs, authority, firm]
const reader = { roles: ['incidents:reader'] }

test('marks are of the account, taking on is of the organisation, and both only of what is seen', async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const own = deskOf(db, actorOf(customs), organisations)
  const [me, colleague] = [deskOf(db, actorOf(authority), organisations), deskOf(db, actorOf(authority), organisations)]
  const seal = { identifiers: [{ type: 'seal' as const, value: 'BOARD 7' }] }
  const one = await release(own, told(seal), [authority])
  const two = await release(own, told(seal), [authority])
  const hidden = await release(own, told(seal), [firm])
  value(await me.mark(one, true))
  value(await me.take(one, 'me'))
  expect(codeOf(await me.mark(hidden, true))).toBe('not-found')
  expect(codeOf(await me.take(hidden, 'me'))).toBe('not-found')
  const marks = value(await me.marks([one, two, hidden]))
  const byId = (all: typeof marks, id: string) => all.find((each) => each.id === id)
  expect(marks).toHaveLength(2)
  expect(byId(marks, one)).toEqual({ id: one, links: 1, read: true, taken: 'me', sameAs: null })
  expect(byId(value(await colleague.marks([one])), one)).toMatchObject({ read: false, taken: 'colleague' })
  expect(byId(value(await own.marks([one])), one)).toMatchObject({ links: 2, read: false, taken: null })
  value(await own.merge({ duplicate: one, kept: two, do: 'merge', reason: 'Twice.' }))
  expect(byId(value(await me.marks([one])), one)?.sameAs).toBe(two)
  value(await colleague.take(one, 'nobody'))
  expect(byId(value(await me.marks([one])), one)?.taken).toBeNull()
})

test('a filter is its owner’s; it tells a count and a link once, of what that person sees, and nothing else', async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const own = deskOf(db, actorOf(customs), organisations)
  const person = actorOf(authority, reader)
  const [me, colleague] = [deskOf(db, person, organisations), deskOf(db, actorOf(authority, reader), organisations)]
  const goods = [{ name: 'Acetone', id: 'acetone' }]
  const query = { substance: 'acetone', country: 'ZZ' }
  await release(own, told({ goods }), [authority])
  const filter = value(await me.saveFilter({ name: 'My secret suspicion', query, tell: 'hourly' }))
  expect(value(await me.filters())).toEqual([filter])
  expect(value(await colleague.filters())).toEqual([])
  expect(codeOf(await colleague.removeFilter(filter.id))).toBe('not-found')
  expect(value(await me.substances())).toEqual(['acetone'])
  expect(value(await me.list(query)).items).toHaveLength(1)

  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  const known = new Map([[person.account, person]])
  const tell = (hours: number, actors = known) => tellDue(db, async (account) => actors.get(account), at(hours))
  await release(own, told({ goods, title: 'Seven barrels' }), [authority])
  await release(own, told({ goods }), [authority])
  await release(own, told({ goods }), [firm])
  await release(own, told(), [authority])
  expect(await tell(0.5)).toBe(0)
  expect(await tell(2)).toBe(1)
  expect(await tell(2.1)).toBe(0)
  const events = await sit(
    db,
    person,
    async (trx) => (await sql<object>`select * from event where kind = 'incidents.digest'`.execute(trx)).rows,
  )
  expect(events).toMatchObject([
    {
      audience: [`account:${person.account}`],
      notify: [{ values: { count: 2 }, link: `/incidents?saved=${filter.id}` }],
    },
  ])
  expect(JSON.stringify(events)).not.toMatch(/Seven|acetone|secret|Drums/i)
  const without = new Map<string, Actor>([[person.account, { ...person, roles: [] }]])
  expect(await tell(4, without)).toBe(0)
  expect(value(await me.removeFilter(filter.id))).toBe(filter.id)
  expect(await tell(9)).toBe(0)
})

test('a digest of the day is due at six in the morning, UTC', () => {
  expect(dueAfter('daily', new Date('2026-03-01T05:00:00Z'))?.toISOString()).toBe('2026-03-01T06:00:00.000Z')
  expect(dueAfter('daily', new Date('2026-03-01T06:00:00Z'))?.toISOString()).toBe('2026-03-02T06:00:00.000Z')
  expect(dueAfter('no', new Date())).toBeNull()
})

test('over HTTP a filter that is sent twice with one key is kept once; marks and taking on are those of the key’s account', async () => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const one = await release(deskOf(db, actorOf(customs), organisations), told({}), [authority])
  const api = createApi()
  api.onError(answerError)
  const me = deskOf(db, actorOf(authority), organisations)
  api.route(
    '/',
    incidentsRoutes(() => Promise.resolve(me)),
  )
  const send = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const sent = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } } : {}
    const answer = await api.request(path, { method, ...sent })
    return { status: answer.status, body: await answer.json() }
  }
  const filter = { name: 'Acetone', query: { substance: 'acetone' }, tell: 'daily' }
  const key = { 'idempotency-key': randomUUID() }
  const [saved, again] = [
    await send('POST', '/api/incident-filters', filter, key),
    await send('POST', '/api/incident-filters', filter, key),
  ]
  expect([saved.status, again.body]).toEqual([201, saved.body])
  expect((await send('GET', '/api/incident-filters')).body.items).toEqual([saved.body])
  expect((await send('DELETE', `/api/incident-filters/${saved.body.id}`)).status).toBe(200)
  expect((await send('DELETE', `/api/incident-filters/${saved.body.id}`)).status).toBe(404)
  expect((await send('PUT', `/api/incidents/${one}/read`, { read: true })).body).toEqual({ read: true })
  expect((await send('PUT', `/api/incidents/${one}/taken`, { by: 'me' })).body).toEqual({ by: 'me' })
  expect((await send('PUT', `/api/incidents/${randomUUID()}/taken`, { by: 'me' })).status).toBe(404)
  const marks = await send('GET', `/api/incident-marks?ids=${one},${randomUUID()}`)
  expect(marks.body.items).toEqual([{ id: one, links: expect.any(Number), read: true, taken: 'me', sameAs: null }])
})
