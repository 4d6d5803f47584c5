// SPDX-License-Identifier: Apache-2.0
/** The signals desk of one actor: parses, authorises, decides, stores, writes the ledger, announces. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Handling, handlingOf } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { readCursor, sitOnce, writeCursor } from '#platform/http/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { bornFor, may, SOURCES_OF, type Verb, verbsOf } from './access.ts'
import type { Source } from './codes.ts'
import {
  type Area,
  type Leaves,
  newSignalShape,
  type Recognised,
  reasonShape,
  type Signal,
  type SignalsDesk,
  type SignalsRefusal,
  signalQueryShape,
} from './contract.ts'
import { parsed } from './parsed.ts'
import type { SignalToTell } from './passage.ts'
import type { SignalGiven } from './shapes.ts'
import {
  changeSignal,
  countSignals,
  insertSignal,
  listSignals,
  type SignalRow,
  type SignalTables,
  signalById,
} from './store.ts'
import { columnsGiven, contentOf, signalOf, toTell } from './view.ts'

export interface SignalsPlan {
  db: Kysely<SignalTables>
  actor: Actor
  /** Kind of the actor's organisation, and the area in which it works. */
  organisation(): Promise<{ kind: string; area: string | null } | undefined>
  /** What the registry may know by this name, surest first. */
  recognise(told: string): readonly Recognised[]
  /** Areas of the node's country; nothing can be reported where there are none. */
  areas: readonly Area[]
  /** What others are told of a signal; absent where the country lets none out. */
  leaves?: (signal: SignalToTell) => Leaves
  now?(): Date
}

const absent = () => refuse('not-found', 'There is nothing here.')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const DAY = 86_400_000
/** A day that is further back is no signal any more. */
const OLDEST_DAYS = 366
const told = ({ audience, marking, purposes }: Handling) => ({ audience, marking, purposes })
const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })

/** A refusal of the verb is the same answer, after the same parsing, as nothing there. */
export const openSignals = (plan: SignalsPlan): SignalsDesk => {
  const { db, actor, organisation, recognise, areas, leaves, now = () => new Date() } = plan
  type Trx = Transaction<SignalTables>
  const inside = <T>(
    verb: Verb,
    work: (trx: Trx) => Promise<Outcome<T, SignalsRefusal>>,
    asked?: { key: string; what: unknown },
  ) =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Promise<
      Outcome<T, SignalsRefusal>
    >
  const sourcesHere = async (): Promise<readonly Source[]> => SOURCES_OF[(await organisation())?.kind ?? ''] ?? []
  const shown = (row: SignalRow) => signalOf(row, leaves)

  /** What is kept of a report, where all of it is in order. */
  const columnsFor = async (input: unknown) => {
    const given = parsed(newSignalShape, input)
    if (!given.ok) return given
    const { region, day, substance, source } = given.value as SignalGiven
    if (!areas.some(({ code }) => code === region)) return refuse('not-valid', 'No area has this code.', 'region')
    const today = now().getTime()
    const at = Date.parse(day)
    if (at > today + DAY / 2) return refuse('not-valid', 'This day has not come yet.', 'day')
    if (at < today - OLDEST_DAYS * DAY) return refuse('not-valid', 'This was more than a year ago.', 'day')
    const sources = await sourcesHere()
    const as = source ?? sources[0]
    if (as === undefined || !sources.includes(as))
      return refuse('not-valid', `This organisation reports as ${sources.join(' or ') || 'nothing'}.`, 'source')
    const recognised = recognise(substance.told)
    const confirmed = recognised.find(({ id }) => id === substance.id)
    if (substance.id !== undefined && !confirmed)
      return refuse('not-valid', 'The registry does not know this name as that substance.', 'substance.id')
    return ok({ columns: columnsGiven(given.value as SignalGiven, as, confirmed), recognised })
  }
  /** Only those of its organisation are there at all. */
  const find = async (trx: Trx, id: string) => (isId(id) ? signalById(trx, id) : undefined)
  const changed = () => refuse('changed', 'It was changed since it was read.', 'version')
  const record = async (trx: Trx, verb: 'report' | 'correct' | 'withdraw', row: SignalRow) => {
    await appendLine(trx, actor, { verb, kind: 'signal', ids: [row.id], content: contentOf(row) })
    const kind = { report: 'signal.reported', correct: 'signal.corrected', withdraw: 'signal.withdrawn' }[verb]
    await announce(trx, { kind, record: row.id, ...told(handlingOf(row)) })
    return ok(shown(row))
  }
  /** Changes one that stands as it was read. */
  const change = async (
    trx: Trx,
    verb: 'correct' | 'withdraw',
    { id, version }: { id: string; version: number },
    changes: Parameters<typeof changeSignal>[2],
  ): Promise<Outcome<Signal, SignalsRefusal>> => {
    const row = await find(trx, id)
    if (!row) return absent()
    if (row.version !== version) return changed()
    if (row.withdrawn_at !== null) return refuse('not-now', 'It was withdrawn.')
    const done = await changeSignal(trx, { id, version }, changes)
    return done ? record(trx, verb, done) : changed()
  }

  return {
    may: verbsOf(actor),
    offered: async () => {
      if (!may(actor, 'offered')) return absent()
      return ok({ sources: await sourcesHere(), areas, area: (await organisation())?.area ?? null })
    },
    check: async (input) => {
      if (!may(actor, 'check')) return absent()
      const given = await columnsFor(input)
      if (!given.ok) return given
      const { columns, recognised } = given.value
      return ok({ recognised: [...recognised], leaves: leaves?.(toTell(columns)) ?? null })
    },
    // What is refused as pointing to a person is refused before anything is written, be it the answer to a repetition.
    report: async (input, key) => {
      if (!may(actor, 'report')) return absent()
      const given = await columnsFor(input)
      if (!given.ok) return given
      const work = async (trx: Trx) => {
        const row: SignalRow = {
          ...{ id: randomUUID(), ...given.value.columns, reported_at: now(), corrected_at: null },
          ...{ withdrawn_at: null, reason: null, version: 1, ...columnsOf(bornFor(actor)) },
        }
        await insertSignal(trx, row)
        return record(trx, 'report', row)
      }
      return inside('report', work, askedWith(key, { report: input }))
    },
    correct: async (id, input, version, key) => {
      if (!may(actor, 'correct')) return absent()
      const given = await columnsFor(input)
      if (!given.ok) return given
      const work = (trx: Trx) =>
        change(trx, 'correct', { id, version }, { ...given.value.columns, corrected_at: now() })
      return inside('correct', work, askedWith(key, { correct: input, id, version }))
    },
    withdraw: async (id, reason, version, key) => {
      if (!may(actor, 'withdraw')) return absent()
      const why = parsed(reasonShape, reason, 'reason')
      if (!why.ok) return why
      const changes = { withdrawn_at: now(), reason: why.value as string }
      const work = (trx: Trx) => change(trx, 'withdraw', { id, version }, changes)
      return inside('withdraw', work, askedWith(key, { withdraw: id, reason, version }))
    },
    list: (query = {}) =>
      inside('list', async (trx) => {
        const given = parsed(signalQueryShape, query)
        if (!given.ok) return given
        const { limit, cursor, ...filter } = given.value
        const before = cursor === undefined ? undefined : readCursor(cursor)
        if (before && !before.ok) return refuse('not-valid', before.refusal.detail, 'cursor')
        const rows = await listSignals(trx, filter, limit, before?.value)
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        const ids = page.map(({ id }) => id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'signal', ids })
        const next = rows.length > limit && last ? writeCursor([last.reported_at.toISOString(), last.id]) : null
        return ok({ items: page.map(shown), next })
      }),
    count: (query = {}) =>
      inside('count', async (trx) => {
        const given = parsed(signalQueryShape, query)
        return given.ok ? ok(await countSignals(trx, given.value)) : given
      }),
    open: (id) =>
      inside('open', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        await appendLine(trx, actor, { verb: 'read', kind: 'signal', ids: [id] })
        return ok(shown(row))
      }),
  }
}
