// SPDX-License-Identifier: Apache-2.0
/**
 * From the release of an incident to every subscriber who may see it: 20, 60 and 200 streams over HTTP, each of another
 * person, with access asked anew for each before each event. Beside it, in the same process, on the same database, by as
 * many streams: a bare row, NOTIFY, and a listener who writes the same line to all. Fails where somebody gets what they may
 * not see, or nothing of what they may.
 */
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, get, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { COMPARTMENTS } from '#app/compartments.ts'
import type { Actor } from '#platform/access/index.ts'
import { makeCompartments, openCompartment, openLogins, startEmbedded } from '#platform/database/index.ts'
import { eventRoutes, narrowToEvents, openEvents } from '#platform/events/index.ts'
import { listen } from '#platform/http/index.ts'
import { type IncidentTables, openIncidents } from '#supply/incidents/index.ts'
import { RUNS, spread } from './measure.ts'
import { figure, note, table, times, withSpread } from './report.ts'

const SIZES = (process.env.LIVE_SIZES ?? '20,60,200').split(',').map(Number)
/** Incidents released in one run, one after the other. */
const RELEASES = Number(process.env.LIVE_RELEASES ?? 5)
/** One stream in ten is of somebody who may not see what is released. */
const STRANGERS = 0.1
const GOAL_MS = 150
const GOAL_RATIO = 2
const PATIENCE = 30_000

const [author, told, other] = [randomUUID(), randomUUID(), randomUUID()]
const actorOf = (organisation: string, role = 'incidents:reader'): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [role], groups: [], clearance: 'amber' },
  purposes: ['supply-control'],
})

const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
chmodSync(folder, 0o755)
const server = await startEmbedded(folder)
const supply = COMPARTMENTS.filter(({ name }) => name === 'supply')
const addresses = await makeCompartments(server.adminUrl, openLogins(join(folder, 'logins.json')), supply)
const address = addresses.supply as string
const compartment = openCompartment<IncidentTables>('supply', address)
const onTrouble = ({ code }: { code: string }) => console.error(code)
const events = openEvents({ compartment, address, onTrouble })
const people = new Map<string, Actor>()
const source = { name: 'supply', db: narrowToEvents(compartment.db), signals: events.signals }
const routes = eventRoutes({
  ...{ path: '/events', sources: [source], limit: 1000 },
  follow: (c) => () => people.get(c.req.header('x-person') ?? ''),
})
const own = await listen(routes.fetch, '127.0.0.1', 0)

/** The bare side: whoever listens writes to all. */
const bareStreams = new Set<ServerResponse>()
const bare = createServer((_, answer) => {
  answer.writeHead(200, { 'content-type': 'text/event-stream' })
  answer.write('event: ready\ndata: {}\n\n')
  bareStreams.add(answer)
  answer.once('close', () => bareStreams.delete(answer))
})
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
const admin = Object.assign(new URL(server.adminUrl), { pathname: new URL(address).pathname }).href
const [listener, writer] = [new pg.Client(admin), new pg.Client(admin)]
await Promise.all([listener.connect(), writer.connect()])
await writer.query('create table public.bare (id uuid primary key, content jsonb, at timestamptz default now())')
await listener.query('listen bare')
listener.on('notification', ({ payload }) => {
  for (const stream of bareStreams) stream.write(`data: {"record":"${payload}"}\n\n`)
})

interface Subscriber {
  entitled: boolean
  /** When a record came, by its id. */
  came: Map<string, number>
  close(): void
}

/** Resolves when the stream is ready. */
const subscribe = (port: number, path: string, person: string, entitled: boolean): Promise<Subscriber> =>
  new Promise((resolve, reject) => {
    const came = new Map<string, number>()
    const request = get({ host: '127.0.0.1', port, path, headers: { 'x-person': person }, agent: false }, (answer) => {
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        const now = performance.now()
        for (const [, record = ''] of chunk.matchAll(/"record":"([0-9a-f-]{36})"/g))
          if (!came.has(record)) came.set(record, now)
        if (chunk.includes('event: ready')) resolve({ entitled, came, close: () => request.destroy() })
      })
    })
    request.once('error', reject)
  })

const officer = openIncidents({
  ...{ db: compartment.db, actor: actorOf(author, 'incidents:officer'), prefixes: new Map<string, string>() },
  ...{ seats: async () => [], isAbroad: async () => false, readParagraph: () => ({ incident: {}, spans: [] }) },
})
const CONTENT = {
  ...{ kind: 'stopped-shipment' as const, title: 'Forty drums', account: 'Declared as paint thinner. '.repeat(20) },
  ...{ place: { country: 'ZZ', name: 'Port Azur' }, goods: [{ name: 'Acetic anhydride', id: 'acetic-anhydride' }] },
  identifiers: [{ type: 'seal' as const, value: 'BENCH 1' }],
}
const draft = async () => {
  const made = await officer.report(CONTENT)
  if (!made.ok) throw new Error(made.refusal.detail)
  return made.value
}
const releaseOwn = async ({ id, version }: { id: string; version: number }) => {
  const done = await officer.act(id, { do: 'release', release: { audience: [told] } }, version)
  if (!done.ok) throw new Error(done.refusal.detail)
}
const releaseBare = async ({ id }: { id: string }) => {
  await writer.query('begin')
  await writer.query('insert into public.bare (id, content) values ($1, $2)', [id, CONTENT])
  await writer.query("select pg_notify('bare', $1)", [id])
  await writer.query('commit')
}

/** Milliseconds until each of those entitled had it. */
const reach = async (subscribers: readonly Subscriber[], id: string, since: number): Promise<number[]> => {
  const due = subscribers.filter(({ entitled }) => entitled)
  for (const end = performance.now() + PATIENCE; !due.every(({ came }) => came.has(id)); ) {
    if (performance.now() > end) throw new Error('Somebody who may see it got nothing.')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  if (subscribers.some(({ entitled, came }) => !entitled && came.has(id)))
    throw new Error('Somebody got what is not theirs.')
  return due.map(({ came }) => (came.get(id) ?? Number.NaN) - since)
}
const p99 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN

const race = async (size: number) => {
  const strangers = Math.ceil(size * STRANGERS)
  const open = (port: number, path: string) =>
    Promise.all(
      Array.from({ length: size }, (_, i) => {
        const actor = actorOf(i < strangers && path !== '/' ? other : told)
        people.set(actor.account, actor)
        return subscribe(port, path, actor.account, actor.organisation === told)
      }),
    )
  const ours = await open(own.port, '/events')
  const theirs = await open((bare.address() as AddressInfo).port, '/')
  const results: [bare: number, own: number][] = []
  for (let run = -1; run < RUNS; run++) {
    const took: [number[], number[]] = [[], []]
    for (let n = 0; n < RELEASES; n++) {
      const made = await draft()
      await new Promise((resolve) => setTimeout(resolve, 300 + 4 * size)) // the event of the draft goes its way first
      const began = performance.now()
      await releaseBare(made)
      took[0].push(...(await reach(theirs, made.id, began)))
      const since = performance.now()
      // Strangers to the incident are the point of one side only: the bare loop tells everybody.
      await releaseOwn(made)
      took[1].push(...(await reach(ours, made.id, since)))
    }
    if (run >= 0) results.push([p99(took[0]), p99(took[1])])
  }
  for (const each of [...ours, ...theirs]) each.close()
  return results
}

try {
  const rows: string[][] = []
  let last: [ms: number, ratio: number] = [0, 0]
  for (const size of SIZES) {
    const results = await race(size)
    const ratio = spread(results.map(([one, two]) => two / one))
    const ms = spread(results.map(([, two]) => two))
    rows.push([String(size), withSpread(spread(results.map(([one]) => one))), withSpread(ms), times(ratio)])
    last = [ms[0], ratio[0]]
  }
  table('Release of an incident to its subscribers, p99 in ms', ['streams', 'bare loop', 'incident', 'ratio'], rows)
  const kept = (is: boolean) => (is ? 'kept' : 'missed')
  note(
    `At ${SIZES.at(-1)} streams the p99 is ${figure(last[0])} ms (goal ${GOAL_MS}: ${kept(last[0] <= GOAL_MS)}) and ` +
      `${figure(last[1])}× the bare loop (goal ${GOAL_RATIO}×: ${kept(last[1] <= GOAL_RATIO)}).`,
  )
} finally {
  await own.close()
  bare.closeAllConnections()
  bare.close()
  await Promise.all([listener.end(), writer.end()])
  await events.close()
  await compartment.close()
  await server.stop()
  rmSync(folder, { recursive: true })
}
