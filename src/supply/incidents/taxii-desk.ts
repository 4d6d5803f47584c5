// SPDX-License-Identifier: Apache-2.0
/**
 * Released incidents for other programs, object by object in the order in which they were told; and reports of other
 * programs, which become drafts. Who sees which rows, and which parts of them, is decided as for a person.
 */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import {
  fromBundle,
  type ReadBundle,
  type Refused,
  type StixObject,
  statusOf,
  type TaxiiQuery,
  type TaxiiStatus,
} from '#interop/stix/index.ts'
import { type Actor, sit } from '#platform/access/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { partners } from '#platform/peers/index.ts'
import type { Kind } from './codes.ts'
import type { IncidentsDesk } from './contract.ts'
import type { IncidentTables } from './store.ts'
import { COMMON, COMMON_SINCE, newIncidentOf, objectsOf, uuidIn, versionOf } from './taxii-objects.ts'
import { answeredBefore, incidentsOfParts, lastOf, type ToldRow, toldIncidents } from './taxii-store.ts'

export interface TaxiiPlan {
  db: Kysely<IncidentTables>
  actor: Actor
  /** The same actor's. */
  desk: Pick<IncidentsDesk, 'may' | 'report'>
  /** Origin of this node. */
  node: string
  /** Names of this node's organisations by id. */
  names(): Promise<ReadonlyMap<string, string>>
  now?(): Date
}

/** An object, and when it was added to the collection: RFC 3339. */
export interface Added {
  object: StixObject
  added: string
}
export interface AddedPage {
  items: Added[]
  /** Where more are: where the next page begins. */
  next?: string
}
type AddRefusal = Refusal<'not-json' | 'too-large' | 'not-a-bundle'>

export interface TaxiiDesk {
  /** Whether this actor may add objects. */
  mayAdd: boolean
  /** Oldest first. `kind`: of one kind alone. Refuses a `next` that is none of ours. */
  page(query: TaxiiQuery, kind?: Kind): Promise<Outcome<AddedPage, Refusal<'not-valid'>>>
  /** One bundle or envelope, as bytes of JSON. Each incident in it becomes a draft of this actor's organisation. */
  add(body: Uint8Array): Promise<Outcome<TaxiiStatus, AddRefusal>>
  /** What became of objects that this account sent within the last day. */
  status(id: string): Promise<TaxiiStatus | undefined>
}

/** Bytes of one request that adds objects. */
export const MOST_BYTES = 1 << 20

/**
 * What was told less than this before waits for the next time: another that was told a moment earlier may still be being
 * written, and a program that asks for what was added after the last one it saw would never be given it.
 */
const SETTLE_MS = 2000

/** Rows looked at for one page, where few of their objects are asked for. */
const MOST_ROWS = 1000

/** An incident has at least itself, its organisation, its place, and how these two are related. */
const LEAST_OBJECTS = 4

/** The moment and id of an incident, and how many of its objects were seen; no id: of those that all collections have. */
type Place = readonly [at: string, incident: string, seen: number]
const placeShape = z.tuple([
  z.union([z.iso.datetime(), z.literal('')]),
  z.union([z.uuid(), z.literal('')]),
  z.int().min(0),
])
const START: Place = ['', '', 0]

const placeIn = (next: string | undefined): Outcome<Place, Refusal<'not-valid'>> => {
  if (next === undefined) return ok(START)
  try {
    const place = placeShape.safeParse(JSON.parse(Buffer.from(next, 'base64url').toString()))
    if (place.success && (place.data[0] === '') === (place.data[1] === '')) return ok(place.data)
  } catch {
    // told below
  }
  return refuse('not-valid', 'This is no cursor that this server gave.', 'next')
}
const written = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url')

interface Entry extends Added {
  place: Place
}

/** Whether an object is one of those asked for, its id apart. */
const isAsked = ({ types, specVersions, versions }: TaxiiQuery, { object, added }: Added) =>
  (types?.includes(object.type) ?? true) &&
  (specVersions?.includes(object.spec_version ?? '2.1') ?? true) &&
  // The version that there is, is the first and the last.
  versions.some((each) => typeof each === 'string' || Date.parse(each.at) === Date.parse(versionOf(object, added)))

const common = (query: TaxiiQuery): Entry[] =>
  COMMON.map((object, n): Entry => ({ object, added: COMMON_SINCE, place: ['', '', n] })).filter(
    (entry) =>
      (query.ids?.includes(entry.object.id) ?? true) &&
      (query.addedAfter === undefined || Date.parse(query.addedAfter) < Date.parse(entry.added)) &&
      isAsked(query, entry),
  )

/**
 * A page that fills object by object. One that stands in several incidents, such as their organisation, is there once, as
 * it is in the last of them: programs take a page that is not full for the largest that this server sends.
 */
const pageFor = (limit: number) => {
  const shown = new Map<string, Entry>()
  let next: Place | undefined
  return {
    shown,
    /** Where the next page begins, once this one is full. */
    next: () => next,
    add: (entry: Entry) => {
      const { id } = entry.object
      if (next !== undefined) return
      if (!shown.delete(id) && shown.size === limit) next = entry.place
      else shown.set(id, entry)
    },
  }
}

type Trx = Transaction<IncidentTables>

/** In which incidents each of these objects is; none where nothing is asked for by id. */
const incidentsOf = async (trx: Trx, ids: readonly string[] | undefined, until: Date) => {
  if (ids === undefined) return undefined
  const own = ids.flatMap((id) => uuidIn('incident', id) ?? [])
  const organisations = ids.flatMap((id) => uuidIn('identity', id) ?? [])
  const found = new Map(own.map((uuid) => [`incident--${uuid}`, new Set([uuid])]))
  for (const { originator, incident } of await lastOf(trx, organisations, until))
    found.set(`identity--${originator}`, new Set([incident]))
  for (const { object, incident } of await incidentsOfParts(trx, ids, until))
    found.set(object, (found.get(object) ?? new Set()).add(incident))
  return found
}

interface Collecting {
  start: Place
  kind: Kind | undefined
  until: Date
  /** What writes rows as objects, once the names that these need are known. */
  writer(rows: readonly ToldRow[]): Promise<(row: ToldRow, isAlone: boolean) => StixObject[]>
}

/** One page, and where the next begins if there is more, or if so many rows were looked at that the rest has to wait. */
const collect = async (trx: Trx, query: TaxiiQuery, { start, kind, until, writer }: Collecting) => {
  const { ids, types, addedAfter: after, limit } = query
  const inside = await incidentsOf(trx, ids, until)
  const only = inside && [...new Set([...inside.values()].flatMap((each) => [...each]))]
  const page = pageFor(limit)
  if (start[1] === '') for (const entry of common(query)) if (entry.place[2] >= start[2]) page.add(entry)
  const isAlone = types?.length === 1 && types[0] === 'incident'
  const each = isAlone ? 1 : LEAST_OBJECTS
  const batch = Math.ceil((limit + 1) / each) + 1
  let from = start
  for (let looked = 0; page.next() === undefined; looked += batch) {
    if (looked >= MOST_ROWS) return { shown: page.shown, next: from }
    const rows = await toldIncidents(trx, {
      ...{ kind, after, until, only, limit: batch },
      from: from[1] === '' ? undefined : [from[0], from[1]],
    })
    const write = await writer(rows)
    for (const row of rows) {
      if (page.next() !== undefined) break
      const added = row.told_at.toISOString()
      const objects = write(row, isAlone)
      const seen = row.id === from[1] && added === from[0] ? from[2] : 0
      for (const [n, object] of objects.entries()) {
        const entry: Entry = { object, added, place: [added, row.id, n] }
        const isInside = inside === undefined || inside.get(object.id)?.has(row.id)
        if (n >= seen && isInside && isAsked(query, entry)) page.add(entry)
      }
      from = [added, row.id, objects.length]
    }
    if (rows.length < batch) break
  }
  return { shown: page.shown, next: page.next() }
}

/** What became of each incident of a bundle: refused ones, in the form in which single objects are. */
const reportAll = async (
  { incidents, suggestions }: ReadBundle,
  report: IncidentsDesk['report'],
): Promise<Refused[]> => {
  const refused: Refused[] = []
  for (const { index, stixId, modified, incident } of [...incidents, ...suggestions]) {
    const no = (where: string, why: string) => refused.push({ index, id: stixId, where, code: 'wrong-shape', why })
    const given = newIncidentOf(incident)
    if (!given.ok) {
      no('', given.refusal.detail)
      continue
    }
    // The same version of the same object is one report, however often a program sends it.
    const kept = await report(given.value, `${stixId} ${modified}`)
    if (!kept.ok) no(kept.refusal.where ?? '', kept.refusal.detail)
  }
  return refused
}

export const openTaxii = ({ db, actor, desk, node, names, now = () => new Date() }: TaxiiPlan): TaxiiDesk => {
  /** Names of those who reported these, where some are organisations of other nodes too. */
  const namesOf = async (trx: Trx, rows: readonly ToldRow[]) => {
    const here = await names()
    if (rows.every(({ originator }) => here.has(originator))) return here
    return new Map([...here, ...(await partners(trx)).map(({ id, name }): [string, string] => [id, name])])
  }
  const statusKey = (id: string) => `taxii status ${id}`

  return {
    mayAdd: desk.may.includes('report'),
    page: async (query, kind) => {
      const start = placeIn(query.next)
      if (!start.ok) return start
      const until = new Date(now().getTime() - SETTLE_MS)
      return sit(db, actor, async (trx) => {
        const writer = async (rows: readonly ToldRow[]) => {
          const writing = { actor, node, names: await namesOf(trx, rows) }
          return (row: ToldRow, isAlone: boolean) => objectsOf(row, writing, isAlone)
        }
        const { shown, next } = await collect(trx, query, { start: start.value, kind, until, writer })
        const entries = [...shown.values()]
        const ids = [...new Set(entries.map(({ place }) => place[1]).filter((id) => id !== ''))]
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'fetch', kind: 'incident', ids })
        const items = entries.map(({ object, added }) => ({ object, added }))
        return ok({ items, ...(next && { next: written(next) }) })
      })
    },
    add: async (body) => {
      const requested = now().toISOString()
      const common = new Set(COMMON.map(({ id }) => id))
      const read = fromBundle(body, { maxBytes: MOST_BYTES, knows: (id) => common.has(id) })
      if (!read.ok) return read
      const { objects = [] } = JSON.parse(new TextDecoder().decode(body)) as { objects?: unknown[] }
      const aside = read.value.aside.map(({ index, object: { id } }): Refused => {
        return { index, id, where: '', code: 'wrong-shape', why: 'Only incidents and their parts are taken here.' }
      })
      const refused = [...read.value.refused, ...aside, ...(await reportAll(read.value, desk.report))]
      const id = randomUUID()
      const status = statusOf(id, requested, objects, refused)
      await sitOnce(db, actor, { key: statusKey(id), what: 'status' }, () => Promise.resolve(ok(status)))
      return ok(status)
    },
    status: (id) =>
      sit(db, actor, async (trx) => {
        const answered = (await answeredBefore(trx, statusKey(id))) as { ok: true; value: TaxiiStatus } | undefined
        return answered?.value
      }),
  }
}
