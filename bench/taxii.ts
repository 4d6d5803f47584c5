// SPDX-License-Identifier: Apache-2.0
/**
 * A page of 100 objects over TAXII, out of 1,000 to 1,000,000: as a program is answered over HTTP, with access decided for
 * each row, parts withheld, the page written in the ledger and JSON at the end, beside the same rows read by a role to which
 * row-level security does not apply. The server is a process of its own that stands for a while before the first page counts.
 * Fails where a page is not full, or where another incident begins it than by hand. Processor time is told apart from time: it
 * says what a page costs where others use the machine too.
 */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { COMPARTMENTS } from '#app/compartments.ts'
import { TAXII_TYPE } from '#interop/stix/index.ts'
import { type Actor, keyOf, keysOf, MARKINGS } from '#platform/access/index.ts'
import { makeCompartments, openCompartment, openLogins, startEmbedded } from '#platform/database/index.ts'
import type { IncidentTables } from '#supply/incidents/index.ts'
import { growth } from './measure.ts'
import { figure, note, table, whole } from './report.ts'
import type { Plan } from './taxii-served.ts'

/** Objects in the collection; of one incident there are at least six. */
const SIZES = (process.env.TAXII_SIZES ?? '1000,10000,100000,1000000').split(',').map(Number)
const EACH = 6
const PAGES = Number(process.env.TAXII_PAGES ?? 300)
/** Pages asked for before the first that counts: a server that stands has its code compiled. */
const WARM = 200
const LIMIT = 100
const GOAL_MS = 25

const [author, few] = [randomUUID(), randomUUID()]
const actorOf = (over: Partial<Actor>): Actor => ({
  ...{ account: randomUUID(), organisation: randomUUID(), roles: ['incidents:reader'], groups: [] },
  ...{ clearance: 'amber', purposes: ['supply-control'], ...over },
})
const ACTORS = {
  'sees seven in ten': actorOf({ groups: ['group:partners'] }),
  'sees one in three hundred': actorOf({ groups: ['group:5'] }),
  'sees one in a thousand': actorOf({ organisation: few }),
  'sees none': actorOf({}),
}
/** What is asked for, and how many of the rows that are read by hand hold as many objects. */
const ASKED = {
  'all objects': { query: '', rows: 16 },
  'incidents alone': { query: '&match[type]=incident', rows: 101 },
  'of one kind': { query: '&match[type]=incident', rows: 101, kind: 'theft-loss' },
}
const KINDS = ['seizure', 'stopped-shipment', 'suspicious-shipment', 'theft-loss']
const START = Date.parse('2026-12-01T00:00:00Z')

const CONTENT = JSON.stringify({
  ...{ urgency: 'routine', title: 'Forty drums under another name', account: 'Declared as paint thinner. '.repeat(8) },
  ...{ place: { country: 'ZZ', name: 'Port Azur' }, equipment: [] },
  goods: [{ name: 'acetic anhydride', amount: { value: '8000', unit: 'L' }, certainty: 'declared' }],
  route: [{ role: 'destination', country: 'FR', place: 'Le Havre', mode: '1' }],
  parties: [{ role: 'consignee', name: 'Meridian', knowledge: 'unknown', person: false, necessity: '' }],
  identifiers: [{ type: 'container', value: 'CSQU3054383' }],
})

type Db = Kysely<IncidentTables>

/** Rows `from` to `to`, the newest last: seven in ten for a group, one in a thousand for one organisation. */
const fill = async (owner: Db, from: number, to: number) => {
  await sql`insert into incident (id, kind, status, urgency, content, countries, reported_at, released_at, look_by,
      originator, audience, marking, purposes, field_markings)
    select ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, (${KINDS}::text[])[1 + i % 4], 'released',
      'routine', ${CONTENT}::jsonb || jsonb_build_object('kind', (${KINDS}::text[])[1 + i % 4]), '{ZZ}',
      at, at, at, ${author}::uuid,
      case when i % 1000 = 500 then array[${keyOf.organisation(few)}]
        when i % 10 < 7 then array['group:partners', ${keyOf.organisation(author)}] else array['group:' || i % 97] end,
      1 + (i % 2), array['supply-control'], '{"parties": 4, "identifiers": 4}'
    from generate_series(${from}::int, ${to}::int - 1) i,
      lateral (select ${new Date(START)}::timestamptz + i * interval '1 second' as at) moment`.execute(owner)
  await sql`vacuum analyze incident, incident_told`.execute(owner)
  // What was filled in at once is written out at once, not under the pages that are measured.
  await sql`checkpoint`.execute(owner)
}

const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
chmodSync(folder, 0o755)
const server = await startEmbedded(folder)
const supply = COMPARTMENTS.filter(({ name }) => name === 'supply')
const addresses = await makeCompartments(server.adminUrl, openLogins(join(folder, 'logins.json')), supply)
/** The cluster's owner, to whom row-level security does not apply, in the same database by the same kind of connection. */
const address = Object.assign(new URL(server.adminUrl), { pathname: new URL(addresses.supply as string).pathname })
const owner = openCompartment<IncidentTables>('supply', address.href)

/** What it is asked by hand with, so that both sides have an index for what they ask. */
await sql`create index by_hand on incident (told_at, id)`.execute(owner.db)
await sql`create index by_hand_of_kind on incident (kind, told_at, id)`.execute(owner.db)

const served = fork(new URL('./taxii-served.ts', import.meta.url))
const plan: Plan = { address: addresses.supply as string, actors: ACTORS, names: [[author, 'Customs']] }
served.send(plan)
const [port] = (await once(served, 'message')) as [number]

/** Milliseconds of processor time so far: of the server, and of its connections where Linux says it of this machine. */
const processorTime = async (): Promise<[server: number, database: number]> => {
  served.send('?')
  const [server] = (await once(served, 'message')) as [number]
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and usename <> current_user`.execute(owner.db)
  const spent = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  try {
    return [server, rows.reduce((sum, { pid }) => sum + spent(pid), 0)]
  } catch {
    return [server, Number.NaN]
  }
}

const agent = new Agent({ keepAlive: true })
const ask = (path: string, who: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get({ port, path, agent, headers: { accept: TAXII_TYPE, 'x-person': who } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve(Buffer.concat(parts).toString()))
    }).on('error', reject)
  })

/** The moment after which a page begins, anywhere in the collection. */
const somewhere = (size: number, turn: number) =>
  new Date(START + Math.floor(((turn * 0.618034) % 1) * size * 0.9) * 1000).toISOString()

interface Page {
  objects?: { type: string; id: string }[]
}

const byHand = async (actor: Actor, after: string, { rows, kind }: { rows: number; kind?: string }) => {
  const found = await sql<{ id: string }>`select * from incident where audience && ${keysOf(actor)}::text[]
    and marking <= ${MARKINGS.indexOf(actor.clearance)}::smallint and purposes && ${actor.purposes}::text[]
    and told_at > ${after}::timestamptz ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
    order by told_at, id limit ${sql.lit(rows)}`.execute(owner.db)
  return found.rows
}

const race = async (size: number, incidents: number) => {
  const lines: string[][] = []
  const paged: { what: string; size: number; p50: number; p99: number; processor: number }[] = []
  for (const [who, actor] of Object.entries(ACTORS))
    for (const [what, asked] of Object.entries(ASKED)) {
      const kind = 'kind' in asked ? asked.kind : undefined
      const base = `/taxii2/incidents/collections/${kind ?? 'incidents'}/objects/?limit=${LIMIT}${asked.query}`
      let used = await processorTime()
      const took: [bare: number[], own: number[]] = [[], []]
      for (let turn = -WARM; turn < PAGES; turn++) {
        const after = somewhere(incidents, turn + WARM)
        const began = performance.now()
        const rows = await byHand(actor, after, { rows: asked.rows, ...(kind && { kind }) })
        const answered = performance.now()
        if (turn === 0) used = await processorTime()
        const between = performance.now()
        const text = await ask(`${base}&added_after=${after}`, who)
        const ended = performance.now()
        const { objects = [] } = JSON.parse(text) as Page
        const first = objects.find(({ type }) => type === 'incident')?.id
        if (first !== (rows[0] && `incident--${rows[0].id}`))
          throw new Error(`${what}, ${who}: another page than by hand.`)
        if (rows.length > LIMIT && objects.length !== LIMIT) throw new Error(`A page has ${objects.length} objects.`)
        if (turn < 0) continue
        took[0].push(answered - began)
        took[1].push(ended - between)
      }
      const spent = await processorTime()
      const [ours, database] = [spent[0] - used[0], spent[1] - used[1]]
      const [bare, own] = took
      paged.push({
        what: `${what}, of one who ${who}`,
        size,
        p50: at(own, 0.5),
        p99: at(own, 0.99),
        processor: (ours + database) / PAGES,
      })
      const of = (each: readonly number[]) => [figure(at(each, 0.5)), figure(at(each, 0.99))]
      const processor = [figure(ours / PAGES), figure(database / PAGES)]
      lines.push([`${what}, of one who ${who}`, ...of(bare), ...of(own), ...processor])
    }
  return { lines, paged }
}

try {
  let filled = 0
  const all: Awaited<ReturnType<typeof race>>['paged'] = []
  for (const size of SIZES) {
    const began = performance.now()
    const incidents = Math.ceil(size / EACH)
    await fill(owner.db, filled, incidents)
    note(`Filled up to ${whole(incidents)} incidents in ${figure((performance.now() - began) / 1000)} s.`)
    filled = incidents
    const { lines, paged } = await race(size, incidents)
    all.push(...paged)
    const columns = ['what', 'rows p50', 'p99', 'page p50', 'p99', 'processor, ours', 'PostgreSQL']
    table(`${LIMIT} objects of ${whole(size)}, ms`, columns, lines)
  }
  const exponent = (points: typeof all, of: 'p50' | 'processor') =>
    figure(growth(points.map((point): [number, number] => [point.size, point[of]])))
  table(
    `How a page grows from ${SIZES.map(whole).join(', ')} (exponent: 0 is flat, 1 in proportion)`,
    ['what', 'processor, ms', 'exponent', 'median, ms', 'exponent'],
    [...Map.groupBy(all, ({ what }) => what)].map(([what, points]) => [
      ...[what, points.map(({ processor }) => figure(processor)).join(', '), exponent(points, 'processor')],
      ...[points.map(({ p50 }) => figure(p50)).join(', '), exponent(points, 'p50')],
    ]),
  )
  const worst = SIZES.map((size) => Math.max(...all.flatMap((each) => (each.size === size ? [each.p99] : []))))
  note(
    `The slowest p99 is ${worst.map(figure).join(', ')} ms at ${SIZES.map(whole).join(', ')} objects; the goal is at most ` +
      `${GOAL_MS} ms: ${Math.max(...worst) <= GOAL_MS ? 'kept' : 'missed'}.`,
  )
} finally {
  agent.destroy()
  served.kill()
  await Promise.all([once(served, 'exit'), owner.close()])
  await server.stop()
  rmSync(folder, { recursive: true })
}
