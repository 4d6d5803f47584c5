// SPDX-License-Identifier: Apache-2.0
/**
 * What it costs that only an actor's own rows exist: the newest 50 notices as an actor sees them, beside the same
 * conditions written by hand by a role to which row-level security does not apply. Fails where other rows come back, or
 * where the largest table is read as a whole.
 */
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CompiledQuery, type Kysely, sql, type Transaction } from 'kysely'
import { COMPARTMENTS } from '#app/compartments.ts'
import type { NoticeTables } from '#commons/notices/index.ts'
import { type Actor, keyOf, keysOf, MARKINGS, sit } from '#platform/access/index.ts'
import { makeCompartments, openCompartment, openLogins, startEmbedded } from '#platform/database/index.ts'
import { findByWords } from '#platform/search/index.ts'
import { type Spread, spread } from './measure.ts'
import { figure, note, table, times, whole } from './report.ts'

const SIZES = (process.env.ACCESS_SIZES ?? '10000,100000,1000000').split(',').map(Number)
/** Lists of each side in one turn, alternating; a turn's ratio is that of its two medians. */
const LISTS = 40
const TURNS = 11
/** Where lists are slow, as by hand for one who sees none, a turn has fewer. */
const LONGEST_MS = 1000
const PAGE = 51
const GOAL = 1.1

const [author, few] = [randomUUID(), randomUUID()]
const actorOf = (over: Partial<Actor>): Actor => ({
  ...{ account: randomUUID(), organisation: randomUUID(), roles: ['notices:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['co-operation'], ...over },
})
const ACTORS = {
  'sees seven in ten': actorOf({ groups: ['group:partners'] }),
  'sees one in a thousand': actorOf({ organisation: few }),
  'sees none': actorOf({}),
}

type Trx = Transaction<NoticeTables>
type Db = Kysely<NoticeTables>

/** Rows `from` to `to`: newest last, seven in ten for a group, one in a thousand for one organisation. */
const fill = async (owner: Db, from: number, to: number) => {
  const handling = sql`case when i % 1000 = 500 then array[${keyOf.organisation(few)}]
      when i % 10 < 7 then array['group:partners', ${keyOf.organisation(author)}]
      else array['group:' || i % 97] end, 1 + (i % 2), array['co-operation']`
  await sql`insert into notice (id, title, body, contact, posted_at, originator, audience, marking, purposes)
    select ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Meeting w' || i % 5000,
      repeat('In the usual place. ', 10), 'A. Diallo', timestamptz '2026-01-01' + i * interval '1 second',
      ${author}::uuid, ${handling} from generate_series(${from}::int, ${to}::int - 1) i`.execute(owner)
  await sql`insert into word (kind, word, at, record, originator, audience, marking, purposes)
    select 'notice', each, timestamptz '2026-01-01' + i * interval '1 second',
      ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, ${author}::uuid, ${handling}
    from generate_series(${from}::int, ${to}::int - 1) i, unnest(array['meeting', 'w' || i % 5000]) each`.execute(owner)
  for (const name of ['notice', 'word']) await sql.raw(`vacuum analyze ${name}`).execute(owner)
}

type List = (trx: Trx) => Promise<{ rows: unknown[] }>
const newest = sql`order by posted_at desc, id desc limit ${sql.lit(PAGE)}`
const list: List = (trx) => sql`select * from notice ${newest}`.execute(trx)
const byHand =
  (actor: Actor): List =>
  (trx) =>
    sql`select * from notice where audience && ${keysOf(actor)}::text[]
      and marking <= ${MARKINGS.indexOf(actor.clearance)}::smallint and purposes && ${actor.purposes}::text[]
      ${newest}`.execute(trx)

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}
const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN

/** Milliseconds of one list: as they pass, and in which a processor worked for it, here and in the database. */
interface Took {
  ms: number
  work: number
}
type Side = () => Promise<Took>

/** Milliseconds for which a process of the database has worked so far: what others do on a busy machine is not in them. */
const workOf = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
const workHere = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const measured = async (pid: number, list: () => Promise<unknown>): Promise<Took> => {
  const [here, there] = [workHere(), workOf(pid)]
  const ms = await timed(list)
  return { ms, work: workHere() - here + workOf(pid) - there }
}

/** Two sides that take turns list by list, so that whatever else the machine does meets both alike. */
const compare = async (bare: Side, own: Side) => {
  const all: [bare: Took[], own: Took[]] = [[], []]
  const ratios: Took[] = []
  const pace = (await bare()).ms + (await own()).ms
  const lists = Math.min(LISTS, Math.max(2, Math.round(LONGEST_MS / pace)))
  for (let turn = -1; turn < TURNS; turn++) {
    const took: typeof all = [[], []]
    for (let i = 0; i < lists; i++)
      for (const which of i % 2 ? ([0, 1] as const) : ([1, 0] as const)) took[which].push(await [bare, own][which]!())
    if (turn < 0) continue
    for (const which of [0, 1] as const) all[which].push(...took[which])
    const middle = (key: keyof Took) => medianOf(took[1], key) / medianOf(took[0], key)
    ratios.push({ ms: middle('ms'), work: middle('work') })
  }
  const ratio = (key: keyof Took) => spread(ratios.map((each) => each[key]))
  return { bare: all[0], own: all[1], ms: ratio('ms'), work: ratio('work') }
}
const medianOf = (took: readonly Took[], key: keyof Took) =>
  at(
    took.map((each) => each[key]),
    0.5,
  )

const pidOf = async (of: Db) => {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(of)
  return rows[0]?.pid ?? Number.NaN
}

/** The query alone, and with all that a request does around it. One list at a time, so that a pool has one connection. */
const pairsOf = async (db: Db, owner: Db, actor: Actor) => {
  const hand = byHand(actor)
  const [own, bare] = [await pidOf(db), await pidOf(owner)]
  const asOwner = <T>(work: (trx: Trx) => Promise<T>) => owner.transaction().execute(work)
  const asActor = <T>(work: (trx: Trx) => Promise<T>) => sit(db, actor, work)
  return {
    'the query': [
      () => asOwner((trx) => measured(bare, () => hand(trx))),
      () => asActor((trx) => measured(own, () => list(trx))),
    ],
    'with its transaction and actor': [
      () => measured(bare, () => asOwner(hand)),
      () => measured(own, () => asActor(list)),
    ],
  } satisfies Record<string, [Side, Side]>
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: Plan[]
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** `target`, with one method done otherwise; the others keep what is private to them. */
const withMethod = <T extends object>(target: T, name: keyof T, method: unknown): T =>
  new Proxy(target, {
    get: (_, asked) => {
      const value = Reflect.get(target, asked)
      return asked === name ? method : typeof value === 'function' ? value.bind(target) : value
    },
  })

/** The nodes of the plan of every statement that `work` sends. */
const planOf = (db: Db, actor: Actor, work: (trx: Trx) => Promise<unknown>): Promise<Plan[]> =>
  sit(db, actor, async (trx) => {
    const plans: Plan[] = []
    const executor = trx.getExecutor()
    const explain = async (query: CompiledQuery, ...rest: never[]) => {
      const { rows } = await executor.executeQuery({ ...query, sql: `explain (format json) ${query.sql}` }, ...rest)
      plans.push((rows[0] as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan)
      return executor.executeQuery(query, ...rest)
    }
    const explaining = withMethod(executor, 'executeQuery', explain)
    await work(withMethod(trx, 'getExecutor', () => explaining))
    return plans.flatMap(nodesOf)
  })

const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
chmodSync(folder, 0o755)
const server = await startEmbedded(folder)
const commons = COMPARTMENTS.filter(({ name }) => name === 'commons')
const addresses = await makeCompartments(server.adminUrl, openLogins(join(folder, 'logins.json')), commons)
const { db, close } = openCompartment<NoticeTables>('commons', addresses.commons as string)
/** The cluster's owner, to whom row-level security does not apply, in the same database by the same kind of connection. */
const address = Object.assign(new URL(server.adminUrl), { pathname: new URL(addresses.commons as string).pathname })
const owner = openCompartment<NoticeTables>('commons', address.href)

const expectSameRows = async (actor: Actor, size: number) => {
  const idsOf = ({ rows }: { rows: unknown[] }) => (rows as { id: string }[]).map(({ id }) => id).join()
  const seen = idsOf(await sit(db, actor, list))
  if (seen !== idsOf(await owner.db.transaction().execute(byHand(actor))))
    throw new Error(`Of ${size}, the predicate shows other rows than the conditions by hand.`)
}

/** Rows of a table of ratios, for every actor. */
const race = async (size: number) => {
  const rows: string[][] = []
  const ratios: Spread[] = []
  for (const [who, actor] of Object.entries(ACTORS)) {
    await expectSameRows(actor, size)
    for (const [what, [bare, own]] of Object.entries(await pairsOf(db, owner.db, actor))) {
      const raced = await compare(bare, own)
      const both = `${figure(medianOf(raced.bare, 'ms'))} → ${figure(medianOf(raced.own, 'ms'))}`
      rows.push([`${what}, of one who ${who}`, both, times(raced.ms), times(raced.work)])
      if (what === 'the query') ratios.push(raced.work)
    }
  }
  return { rows, worst: Math.max(...ratios.map(([median]) => median)) }
}

const search = (text: string) => (trx: Trx) => findByWords(trx, { kind: 'notice', text, limit: PAGE })
/** A word of one record in 5000, a word of every record, and both. */
const ASKED = {
  list,
  'search w771': search('w771'),
  'search meeting': search('meeting'),
  'search meeting w771': search('meeting w771'),
}

/** How each is planned for every actor, and whether one of them reads a whole table. */
const plansOf = async () => {
  const rows: string[][] = []
  let isScanning = false
  for (const [who, actor] of Object.entries(ACTORS))
    for (const [what, work] of Object.entries(ASKED)) {
      const took: number[] = []
      for (let i = 0; i < 7; i++) took.push(await sit(db, actor, (trx) => timed(() => work(trx))))
      const nodes = await planOf(db, actor, work)
      isScanning ||= nodes.some((each) => each['Node Type'] === 'Seq Scan')
      const said = nodes.map((each) => [each['Node Type'], each['Index Name']].filter(Boolean).join(' '))
      rows.push([`${what}, of one who ${who}`, figure(at(took, 0.5)), said.join(' < ')])
    }
  return { rows, isScanning }
}

try {
  let filled = 0
  const worst: number[] = []
  for (const size of SIZES) {
    await fill(owner.db, filled, size)
    filled = size
    const raced = await race(size)
    worst.push(raced.worst)
    table(`The newest 50 of ${whole(size)}`, ['what', 'p50 ms', 'beside by hand', 'work beside by hand'], raced.rows)
  }
  const most = Math.max(...worst)
  note(
    'Milliseconds are of the list by hand → by the predicate. Work is the time for which a processor worked for it, here ' +
      `and in the database, which a busy machine leaves as it is. The goal for the query is at most ${GOAL}× of that: ` +
      `the most is ${figure(most)}×, ${most <= GOAL ? 'kept' : 'missed'}.`,
  )
  const { rows, isScanning } = await plansOf()
  table(`Plans at ${whole(filled)}`, ['what', 'p50 ms', 'plan'], rows)
  if (isScanning) throw new Error('A whole table is read where an index must serve.')
} finally {
  await Promise.all([close(), owner.close()])
  await server.stop()
  rmSync(folder, { recursive: true })
}
