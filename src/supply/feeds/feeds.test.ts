// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ExchangedIncident, markingId, toBundle } from '#interop/stix/index.ts'
import { type Actor, accessMigrations, MARKINGS, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { answerError, createApi, requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { openOutward, openSealer } from '#platform/outward/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { type IncidentTables, incidentsMigrations, openIncidents } from '#supply/incidents/index.ts'
import type { NewFeed, Received } from './contract.ts'
import { addedAfter, isLater, pauseAfter, sifted } from './feed.ts'
import { type FeedTables, feedsMigrations, feedsRoutes, openFeeds, pull } from './index.ts'

const database = databaseForTests()
let db: Kysely<FeedTables & IncidentTables>
const servers: ReturnType<typeof createServer>[] = []
beforeAll(async () => {
  const migrations = {
    ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
    ...{ search: searchMigrations, peers: peersMigrations, incidents: incidentsMigrations },
  }
  ;({ db } = await database.open<FeedTables & IncidentTables>('supply', { ...migrations, feeds: feedsMigrations }))
})
afterAll(() => servers.forEach((server) => void server.closeAllConnections()))

const TYPE = 'application/taxii+json;version=2.1'
const [ministry, customs] = [randomUUID(), randomUUID()]
const sealer = openSealer('a secret that only this test has', 'feeds')
const outward = openOutward({ isPrivateOpen: true, longest: 1500 })
const today = new Date('2026-03-02T10:00:00Z')
const now = () => today
const actor = (over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation: ministry, roles: ['feeds:keeper'], groups: [] },
  ...{ clearance: 'red', purposes: ['supply-control'], ...over },
})
const reader = (over: Partial<Actor> = {}) => actor({ organisation: customs, roles: ['incidents:reader'], ...over })
const deskOf = (who: Actor) =>
  openFeeds({ db, actor: who, outward, sealer, organisations: async () => [ministry, customs], now })
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

const identity = (over: object = {}) => ({
  ...{ type: 'identity', spec_version: '2.1', id: `identity--${randomUUID()}`, name: 'Firm' },
  ...{ created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', identity_class: 'organization' },
  ...over,
})

type Listener = (url: URL, response: ServerResponse, request: IncomingMessage) => void
/** A TAXII server that does what it is told, and what it was asked. */
const serving = async (listener: Listener) => {
  const asked: URL[] = []
  const keys = new Set<string | undefined>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    asked.push(url)
    keys.add(request.headers.authorization)
    listener(url, response, request)
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, keys }
}
const page = (response: ServerResponse, body: object, headers: Record<string, string> = {}) => {
  response.writeHead(200, { 'content-type': TYPE, ...headers })
  response.end(JSON.stringify(body))
}
const made = async (listener: Listener, over: Partial<NewFeed> = {}) => {
  const server = await serving(listener)
  const given = { name: 'A', address: `${server.origin}/root`, collection: 'all', key: 'k3y', reaches: [customs] }
  const feed = value(await deskOf(actor()).configure({ ...given, ...over }))
  const round = () => pull({ db, outward, sealer, now }, { id: feed.id, originator: ministry })
  const receivedOf = async (who = reader()) => {
    const items: Received[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const one = value(await deskOf(who).received(cursor === undefined ? {} : { cursor }))
      items.push(...one.items)
      cursor = one.next
    }
    return items.filter((each) => each.feed === feed.id)
  }
  const standing = async () => value(await deskOf(actor()).feeds()).find(({ id }) => id === feed.id)
  const refused = async () => value(await deskOf(actor()).refusals()).filter((each) => each.feed === feed.id)
  return { ...server, feed, round, receivedOf, standing, refused }
}

test('pages are followed by the other side’s cursor, then by when things were added, and nothing comes twice', async () => {
  const all = Array.from({ length: 5 }, (_, n) => identity({ name: `Firm ${n}` }))
  let more = false
  const { round, receivedOf, asked, keys, standing } = await made((url, response) => {
    const after = url.searchParams.get('added_after')
    const at = Number(url.searchParams.get('next') ?? 0)
    const left = after === null ? all : more ? [identity({ name: 'Later' })] : []
    const objects = left.slice(at, at + 2)
    const isMore = at + 2 < left.length
    const last = { 'X-TAXII-Date-Added-Last': after === null ? '2026-02-01T00:00:00.000001Z' : '2026-02-02T00:00:00Z' }
    page(response, objects.length ? { more: isMore, ...(isMore && { next: String(at + 2) }), objects } : {}, last)
  })
  expect(await round()).toBeNull()
  expect((await receivedOf()).map(({ name }) => name).sort()).toEqual(all.map(({ name }) => name).sort())
  expect(asked.map(({ search }) => search)).toEqual(['?limit=100', '?limit=100&next=2', '?limit=100&next=4'])
  expect([...keys]).toEqual(['Bearer k3y'])
  more = true
  expect(await round()).toBeNull()
  expect(asked.at(-1)?.searchParams.get('added_after')).toBe('2026-02-01T00:00:00.000001Z') // as they wrote it
  expect(await receivedOf()).toHaveLength(6)
  expect(await standing()).toMatchObject({ trouble: null, failures: 0, heard: now().toISOString() })
})

test('what was received exists for those whom the keeper named, as strictly as it or the feed says, and only rises', async () => {
  const id = `identity--${randomUUID()}`
  let said: object = identity({ id, object_marking_refs: [markingId('clear')] })
  const { round, receivedOf } = await made((_, response) => page(response, { objects: [said] }), { least: 'green' })
  const seen = async () => (await receivedOf())[0]
  await round()
  expect(await seen()).toMatchObject({ marking: 'green', name: 'Firm', added: null })
  const version = (hour: number, ...refs: string[]) =>
    identity({ id, modified: `2026-01-01T0${hour}:00:00.000Z`, name: `At ${hour}`, object_marking_refs: refs })
  said = version(3, markingId('red'))
  await round()
  expect(await seen()).toMatchObject({ marking: 'red', name: 'At 3' })
  said = version(4, markingId('clear'))
  await round()
  expect(await seen()).toMatchObject({ marking: 'red', name: 'At 4' }) // it was red once
  said = version(2)
  await round()
  expect(await seen()).toMatchObject({ name: 'At 4' }) // what is older comes too late
  for (const other of [
    ...[reader({ clearance: 'amber' }), reader({ organisation: ministry }), reader({ purposes: ['research'] })],
    ...[reader({ roles: ['notices:editor'] }), actor()],
  ])
    expect(codeOf(await deskOf(other).open((await seen())?.id ?? ''))).toBe('not-found')
  expect(value(await deskOf(reader()).open((await seen())?.id ?? '')).object).toMatchObject({ id, name: 'At 4' })
  const { lines } = value(await readLedger(db, { kind: 'received', id: (await seen())?.id ?? '' }))
  expect(lines.filter(({ verb }) => verb === 'receive')).toHaveLength(3)
})

test('a copy that comes late, comes twice or is older raises the marking and changes nothing else; events follow', async () => {
  const id = `identity--${randomUUID()}`
  const version = (hour: number, marking: 'clear' | 'green' | 'amber' | 'red', name = `At ${hour}`) =>
    identity({ id, name, modified: `2026-01-01T0${hour}:00:00.000Z`, object_marking_refs: [markingId(marking)] })
  let said: object[] = [version(3, 'clear')]
  const { round, receivedOf } = await made((_, response) => page(response, { objects: said }), { least: 'clear' })
  const seen = async () => (await receivedOf())[0]
  const comes = async (...objects: object[]) => {
    said = objects
    await round()
    return seen()
  }
  expect(await comes(version(3, 'clear'))).toMatchObject({ marking: 'clear', name: 'At 3' })
  const events = (clearance: Actor['clearance']) =>
    sit(db, reader({ clearance }), async (trx) => {
      const record = (await seen())?.id ?? ''
      return (await trx.selectFrom('event').select('id').where('record', '=', record).execute()).length
    })
  expect(await events('clear')).toBe(1)
  expect(await comes(version(3, 'green', 'Another'))).toMatchObject({ marking: 'green', name: 'At 3' })
  expect([await events('clear'), await events('green')]).toEqual([0, 1])
  expect(await comes(version(2, 'amber'))).toMatchObject({ marking: 'amber', name: 'At 3' })
  expect(await events('green')).toBe(0)
  // In one page: the older of two later ones does not take the place of the newer.
  expect(await comes(version(5, 'clear'), version(4, 'clear'))).toMatchObject({ marking: 'amber', name: 'At 5' })
  expect(await comes(version(6, 'clear'), version(6, 'red'))).toMatchObject({ marking: 'red', name: 'At 6' })
  expect([await events('amber'), await events('red')]).toEqual([0, 3])
})

test('what no database can keep is refused, and what still fails is one feed’s trouble', async () => {
  const whole = identity()
  const { round, receivedOf, refused } = await made((_, response) =>
    page(response, {
      more: true,
      next: 'a\0',
      objects: [{ id: 'a\0b' }, { type: 'identity', id: 'x', ['\0'.repeat(300)]: 1 }, whole],
    }),
  )
  expect(await round()).toBe('no-way-on')
  expect([(await receivedOf()).length, (await refused()).length]).toEqual([1, 2])
  const broken = await made((_, response) => page(response, { objects: [identity()] }))
  const told: string[] = []
  const failing = { ...outward, ask: () => Promise.reject(Object.assign(new Error('text'), { code: 'EOWN' })) }
  const plan = { db, outward: failing, sealer, now, onTrouble: (code: string) => void told.push(code) }
  expect(await pull(plan, { id: broken.feed.id, originator: ministry })).toBe('not-kept')
  expect([told, await broken.standing()]).toMatchObject([['feeds: EOWN'], { trouble: 'not-kept', failures: 1 }])
  const stopping = AbortSignal.abort()
  expect(await pull({ db, outward, sealer, now }, { id: broken.feed.id, originator: ministry }, stopping)).toBeNull()
  expect(await broken.standing()).toMatchObject({ failures: 1 }) // that this node stopped is no failure of theirs
})

test('what is damaged, and natural persons, are refused one by one with the reason; the rest is kept', async () => {
  const whole = identity()
  const unknown = identity({ object_marking_refs: [`marking-definition--${randomUUID()}`] })
  const { round, receivedOf, refused } = await made((_, response) =>
    page(response, {
      objects: [
        whole,
        { type: 'identity', id: 'nonsense' },
        'text',
        identity({ spec_version: '2.0' }),
        identity({ identity_class: 'individual', name: 'A. Person' }),
        unknown,
      ],
    }),
  )
  expect(await round()).toBeNull()
  const kept = await receivedOf()
  expect(new Set(kept.map(({ stixId }) => stixId))).toEqual(new Set([whole.id, unknown.id]))
  expect(kept.find(({ stixId }) => stixId === unknown.id)?.marking).toBe('red')
  const why = await refused()
  expect(why.map(({ code }) => code).sort()).toEqual(['not-an-object', 'person', 'wrong-shape', 'wrong-shape'])
  expect(JSON.stringify([kept, why])).not.toContain('A. Person')
})

test('a server that never ends is left: cursors that repeat, pages that repeat, and no way on', async () => {
  const one = identity()
  const cursor = await made((_, response) => page(response, { more: true, next: 'same', objects: [identity()] }))
  expect([await cursor.round(), cursor.asked.length]).toEqual(['repeats', 2])
  let n = 0
  const pages = await made((_, response) => page(response, { more: true, next: `n${n++}`, objects: [one] }))
  expect(await pages.round()).toBe('repeats')
  expect(pages.asked.length).toBeLessThan(6)
  const stuck = await made((_, response) => page(response, { more: true, objects: [one] }))
  expect([await stuck.round(), stuck.asked.length]).toEqual(['no-way-on', 1])
  const endless = await made((_, response) => page(response, { more: true, next: `n${n++}`, objects: [identity()] }))
  expect(await endless.round()).toBeNull()
  expect(endless.asked).toHaveLength(50) // the rest waits for the next round, which goes on there
  const last = endless.asked.at(-1)
  await endless.round()
  expect(endless.asked[50]?.searchParams.get('next')).not.toBe(last?.searchParams.get('next'))
})

test('dates that lie move nothing: neither into the future, nor back, nor what is no date', async () => {
  let header = '2026-02-01T00:00:00.000Z'
  const { round, asked } = await made((_, response) =>
    page(response, { objects: [identity()] }, { 'x-taxii-date-added-last': header }),
  )
  await round()
  for (const lie of ['2036-01-01T00:00:00Z', '2020-01-01T00:00:00Z', 'tomorrow', '2026-99-99T00:00:00Z']) {
    header = lie
    await round()
  }
  await round()
  expect(new Set(asked.slice(1).map((url) => url.searchParams.get('added_after')))).toEqual(
    new Set(['2026-02-01T00:00:00.000Z']),
  )
})

test('every bad answer is told by its code, changes nothing, and makes the pause longer; Retry-After is kept', async () => {
  let answer: Listener = () => undefined
  const { round, standing, receivedOf, feed } = await made((...given) => answer(...given))
  const says = async (given: Listener) => {
    answer = given
    return round()
  }
  const status =
    (code: number, headers = {}): Listener =>
    (_, response) =>
      void response.writeHead(code, headers).end()
  let elsewhere = 0
  const other = await serving(() => elsewhere++)
  const codes: [number, string][] = [
    ...([
      [401, 'refused-key'],
      [403, 'refused-key'],
      [404, 'no-collection'],
      [406, 'not-spoken'],
    ] as const),
    ...([
      [415, 'not-spoken'],
      [429, 'busy'],
      [500, 'failing'],
      [502, 'failing'],
      [503, 'busy'],
    ] as const),
  ].map(([code, trouble]) => [code, trouble])
  for (const [code, trouble] of codes) expect(await says(status(code)), String(code)).toBe(trouble)
  expect(await says(status(307, { location: other.origin }))).toBe('redirect')
  expect(elsewhere).toBe(0) // and so no key went there
  const html: Listener = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('{}')
  expect(await says(html)).toBe('not-taxii')
  expect(await says((_, response) => page(response, { objects: 7 }))).toBe('not-taxii')
  const drip: Listener = (_, response) => {
    response.writeHead(200, { 'content-type': TYPE })
    const timer = setInterval(() => response.write(' '), 100)
    response.on('close', () => clearInterval(timer))
  }
  expect(await says(drip)).toBe('too-slow')
  const { failures, nextTry } = (await standing()) ?? {}
  expect(failures).toBe(codes.length + 4)
  expect(Date.parse(nextTry ?? '') - today.getTime()).toBe(6 * 3_600_000)
  await says(status(429, { 'retry-after': '43200' }))
  expect(Date.parse((await standing())?.nextTry ?? '') - today.getTime()).toBe(12 * 3_600_000)
  expect(await receivedOf()).toEqual([])
  expect(await says((_, response) => page(response, { objects: [identity()] }))).toBeNull()
  expect(await standing()).toMatchObject({ trouble: null, failures: 0, version: feed.version })
})

test('a page of 10 MB is asked for again with fewer objects, and a forgotten cursor begins again', async () => {
  const heavy = await made((url, response) => {
    const many = Number(url.searchParams.get('limit'))
    const objects = Array.from({ length: Math.min(many, 100) }, () =>
      identity({ name: 'x', x_filler: 'x'.repeat(1e5) }),
    )
    page(response, { objects })
  })
  expect(await heavy.round()).toBeNull()
  expect(heavy.asked.map((url) => url.searchParams.get('limit'))).toEqual(['100', '10'])
  expect(await heavy.receivedOf()).toHaveLength(10)
  let cursors = 0
  const forgetful = await made((url, response) => {
    if (url.searchParams.get('next') !== null) return void response.writeHead(400).end()
    const isFirst = cursors++ === 0
    return page(response, { more: isFirst, ...(isFirst && { next: 'lost' }), objects: [identity()] })
  })
  expect(await forgetful.round()).toBeNull()
  expect(forgetful.asked.map((url) => url.searchParams.get('next'))).toEqual([null, 'lost', null])
})

test('only keepers configure, to addresses that may be asked, and no key is ever shown', async () => {
  const given = {
    name: 'A',
    address: 'https://127.0.0.1/x',
    collection: 'all',
    key: 'a-secret-key',
    reaches: [customs],
  }
  const strict = openOutward({ isPrivateOpen: false })
  const desk = openFeeds({ db, actor: actor(), outward: strict, sealer, organisations: async () => [customs], now })
  expect(codeOf(await desk.configure(given))).toBe('private-address')
  expect(codeOf(await desk.configure({ ...given, address: 'http://example.org/' }))).toBe('not-valid')
  expect(codeOf(await desk.configure({ ...given, address: 'https://example.org', reaches: [randomUUID()] }))).toBe(
    'not-valid',
  )
  expect(codeOf(await desk.configure({ ...given, address: 'https://example.org', collection: '../x' }))).toBe(
    'not-valid',
  )
  expect(codeOf(await deskOf(reader()).configure(given))).toBe('not-found')
  const feed = value(await desk.configure({ ...given, address: 'https://example.org/root' }))
  expect(JSON.stringify([feed, await desk.feeds()])).not.toContain('a-secret-key')
  const paused = value(await desk.act(feed.id, 'pause', feed.version))
  expect([paused.status, codeOf(await desk.act(feed.id, 'fetch', feed.version))]).toEqual(['paused', 'changed'])
  expect(codeOf(await desk.act(feed.id, 'fetch', paused.version))).toBe('not-now')
  expect(codeOf(await deskOf(reader()).act(feed.id, 'resume', paused.version))).toBe('not-found')
})

test('whatever the other side writes: time never goes back or ahead, pauses are bounded, versions only follow', () => {
  const at = new Date('2026-03-02T10:00:00Z')
  const moment = fc
    .date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2030-01-01') })
    .map((d) => d.toISOString())
  fc.assert(
    fc.property(fc.option(moment), fc.oneof(moment, fc.string()), (known, header) => {
      const next = addedAfter(known, header, at)
      if (known !== null && next !== null) expect(Date.parse(next)).toBeGreaterThanOrEqual(Date.parse(known))
      if (next !== known) expect(Date.parse(next ?? '')).toBeLessThanOrEqual(at.getTime() + 300_000)
    }),
  )
  fc.assert(
    fc.property(fc.nat(1e6), fc.oneof(fc.string(), fc.nat().map(String), moment), (failures, header) => {
      const pause = pauseAfter(failures, header, at)
      expect(pause).toBeGreaterThanOrEqual(60_000)
      expect(pause).toBeLessThanOrEqual(86_400_000)
    }),
  )
  fc.assert(
    fc.property(moment, moment, (one, other) => {
      expect(isLater(one, other) && isLater(other, one)).toBe(false)
    }),
  )
})

test('whatever a page holds, each object is kept or refused, and nothing kept is marked less than it says', () => {
  const object = fc.oneof(
    fc.anything(),
    fc.constantFrom(...MARKINGS).map((marking) => ({ ...identity(), object_marking_refs: [markingId(marking)] })),
  )
  fc.assert(
    fc.property(fc.array(object, { maxLength: 8 }), (objects) => {
      const { kept, refused } = sifted(objects, 1 << 20, {})
      expect(kept.length + refused.length).toBe(objects.length)
      for (const { object: own, marking } of kept)
        expect((own.object_marking_refs as string[] | undefined) ?? [markingId(marking)]).toContain(markingId(marking))
    }),
  )
})

test('nobody is named beside what one person may use by the limits of this country, whatever another system sends', () => {
  const driver = { role: 'driver', name: 'A. Person', knowledge: 'unknown', person: true, necessity: 'Signed twice.' }
  const seizure = (value: string): ExchangedIncident => ({
    ...{ id: randomUUID(), kind: 'seizure', urgency: 'routine', title: 'Parcel', account: '', marking: 'green' },
    ...{ place: { country: 'ZZ', name: '' }, equipment: [], route: [], identifiers: [], recalled: false },
    goods: [{ name: 'cocaine', amount: { value, unit: 'g' }, certainty: 'confirmed' }],
    parties: [driver as NonNullable<ExchangedIncident['parties']>[number]],
  })
  const moment = '2026-03-01T00:00:00.000Z'
  const organisation = { id: randomUUID(), name: 'Customs of Lumen' }
  const codes = (value: string) => {
    const incident = seizure(value)
    const { objects } = toBundle(incident, {
      node: 'https://n.example',
      organisation,
      created: moment,
      modified: moment,
    })
    const { refused } = sifted(objects, 1 << 20, { mass: 5 })
    return refused.filter(({ stixId }) => stixId === `incident--${incident.id}`).map(({ code }) => code)
  }
  expect([codes('5'), codes('5000')]).toEqual([['person'], []])
})

test('an officer makes a draft of a received incident, once; it is linked back, and never told more widely than it came', async () => {
  const stix = (over: object) => ({
    ...identity({ type: 'incident', id: `incident--${randomUUID()}`, name: 'Parcel with a press' }),
    ...{ identity_class: undefined, description: 'Opened at the mail centre.', ...over },
  })
  const marked = (marking: (typeof MARKINGS)[number]) => ({ object_marking_refs: [markingId(marking)] })
  const sent = [stix(marked('green')), stix({ ...marked('amber'), labels: ['equipment'] }), stix(marked('red'))]
  const { round, receivedOf } = await made((_, response) =>
    page(response, { objects: [...sent, stix({ revoked: true }), identity()] }),
  )
  await round()
  const all = await receivedOf()
  const idOf = (n: number) => all.find(({ stixId }) => stixId === sent[n]?.id)?.id ?? ''
  const officer = reader({ roles: ['incidents:officer'] })
  const incidentsOf = (who: Actor) =>
    openIncidents({
      ...{ db: db as never, actor: who, seats: async () => [], isAbroad: async () => false, prefixes: new Map(), now },
      readParagraph: () => ({ incident: {}, spans: [] }),
    })
  const seatOf = (who: Actor) =>
    openFeeds({
      ...{ db, actor: who, outward, sealer, organisations: async () => [ministry, customs], now },
      incidents: incidentsOf(who),
    })
  const desk = seatOf(officer)
  const given = { title: 'Press in a parcel', kind: 'equipment' as const, country: 'ZZ' }

  expect(value(await desk.open(idOf(1)))).toMatchObject({ draftable: { kind: 'equipment', country: null }, made: null })
  expect(await desk.draft(idOf(0), { ...given, country: '' })).toMatchObject({ refusal: { where: 'country' } })
  expect(codeOf(await seatOf(reader()).draft(idOf(0), given))).toBe('not-found')
  expect(value(await seatOf(reader()).open(idOf(0))).draftable).toBeNull()
  const gone = all.filter(({ stixId, type }) => type === 'incident' && !sent.some(({ id }) => id === stixId))
  expect(gone.length).toBe(1)
  for (const { id } of gone) expect(codeOf(await desk.draft(id, given))).toBe('not-now')

  const { incident } = value(await desk.draft(idOf(0), given))
  const draft = value(await incidentsOf(officer).open(incident))
  expect(draft).toMatchObject({ status: 'draft', title: given.title, account: 'Opened at the mail centre.' })
  expect(draft).toMatchObject({ marking: 'amber', from: customs, kind: 'equipment' })
  expect(value(await desk.open(idOf(0)))).toMatchObject({ made: incident })
  const origin = { received: idOf(0), stixId: sent[0]?.id, marking: 'amber' } // the least that its keeper asked for
  expect(value(await incidentsOf(officer).origin(incident))).toMatchObject(origin)
  expect(codeOf(await desk.draft(idOf(0), given))).toBe('not-now')
  const colleague = reader({ roles: ['incidents:officer'] })
  expect(codeOf(await seatOf(colleague).draft(idOf(0), given))).toBe('not-now')
  // Thrown away it may be made anew; told it is as narrowly as it came.
  value(await incidentsOf(officer).discard(incident, draft.version))
  const again = value(await desk.draft(idOf(0), given)).incident
  const to = (audience: string[], marking: 'green' | 'amber' | 'red') => ({ audience, marking })
  const releases = (id: string, release: ReturnType<typeof to>) =>
    incidentsOf(officer).act(id, { do: 'release', release }, 1)
  const wider = { refusal: { code: 'not-valid', where: 'release.marking.origin' } }
  expect(await incidentsOf(officer).preview(again, to([ministry], 'green'))).toMatchObject(wider)
  expect(await releases(again, to([ministry], 'green'))).toMatchObject(wider)
  expect(value(await releases(again, to([ministry], 'amber'))).status).toBe('released')
  const other = actor({ roles: ['incidents:reader'] })
  expect(value(await incidentsOf(other).origin(again))).toBeNull() // whom this organisation listens to stays with it
  expect(value(await incidentsOf(other).madeOf(idOf(0)))).toBeNull()

  const narrow = value(await desk.draft(idOf(2), given)).incident
  expect(value(await incidentsOf(officer).open(narrow)).marking).toBe('red')
  const low = reader({ roles: ['incidents:officer'], clearance: 'amber' })
  expect(codeOf(await incidentsOf(low).open(narrow))).toBe('not-found')
  const alone = { refusal: { where: 'release.audience.origin' } }
  expect(await releases(narrow, to([ministry], 'red'))).toMatchObject(alone)
})

test('over HTTP a feed that is sent twice with one key is kept once, and its secret stands in no answer that is kept', async () => {
  const keeper = actor()
  const api = createApi()
  api.onError(answerError)
  api.route(
    '/',
    feedsRoutes(() => Promise.resolve(deskOf(keeper))),
  )
  const given = { name: 'Sent twice', address: 'https://other.example/api/', collection: 'x', key: 'a-very-secret-key' }
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const body = JSON.stringify({ ...given, reaches: [customs] })
  const send = async () => await (await api.request('/api/feeds', { method: 'POST', body, headers })).json()
  const [first, second] = [await send(), await send()]
  expect(second).toEqual(first)
  const listed = await (await api.request('/api/feeds')).text()
  expect(JSON.parse(listed).items.filter(({ name }: { name: string }) => name === given.name)).toEqual([first])
  const { rows } = await sit(db, keeper, (trx) => sql`select answer from request`.execute(trx))
  expect(rows).toHaveLength(1)
  expect(JSON.stringify([first, listed, rows])).not.toContain(given.key)
  expect((await api.request('/api/received')).status).toBe(404)
})
