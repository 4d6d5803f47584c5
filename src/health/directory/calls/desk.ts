// SPDX-License-Identifier: Apache-2.0
/** Listings are drawn, somebody calls and writes down what was true; what comes of all calls is public. */
import { randomUUID } from 'node:crypto'
import { type Kysely, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, type HandlingColumns, sit } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { ANYONE, filingSeat, reportFor } from '../access.ts'
import { absent, askedWith, isId, parsed, type Seat, type Trx } from '../seat.ts'
import { type DirectoryTables, type ListingRow, listingById } from '../store.ts'
import { originatorsOf } from '../true/store.ts'
import { listingOf } from '../view.ts'
import type { Accuracy, CallsDesk, TestCall } from './contract.ts'
import {
  type Answers,
  answersShape,
  askedOf,
  CHECKED,
  type Checked,
  COUNTED_DAYS,
  FEWEST_CALLS,
  judge,
} from './script.ts'

export interface CallTable extends HandlingColumns {
  id: string
  listing: string
  country: string
  drawn_at: Date
  asked: Checked[]
  called_at: Date | null
  answers: Answers | string | null
  is_exact: boolean | null
  is_functional: boolean | null
  version: number
}
type CallRow = Selectable<CallTable>

const DAY = 86_400_000
/** Nobody is called twice in so many days. */
const APART = 90
const AT_ONCE = 100

const shown = async (trx: Trx, row: CallRow): Promise<TestCall> => ({
  ...{ id: row.id, asked: row.asked, version: row.version, drawn: row.drawn_at.toISOString() },
  ...{ called: row.called_at?.toISOString() ?? null, answers: row.answers as Answers | null },
  listing: listingOf((await listingById(trx, row.listing)) as ListingRow),
})

interface Counted {
  calls: number
  exact: number
  functional: number
}
const countCalls = async (trx: Trx, originator: string, until: Date, country?: string): Promise<Counted> => {
  const from = new Date(until.getTime() - COUNTED_DAYS * DAY)
  const here = country === undefined ? sql`true` : sql`country = ${country}`
  const { rows } = await sql<Counted>`select count(*)::int as calls, count(*) filter (where is_exact)::int as exact,
      count(*) filter (where is_functional)::int as functional
    from listing_call where originator = ${originator} and called_at > ${from} and called_at <= ${until} and ${here}`.execute(
    trx,
  )
  return rows[0] ?? { calls: 0, exact: 0, functional: 0 }
}

const accuracyOf = ({ calls, exact, functional }: Counted): Accuracy => {
  const share = (part: number) => (calls < FEWEST_CALLS ? null : part / calls)
  return { calls, exact: share(exact), functional: share(functional), fewest: FEWEST_CALLS }
}

/** What came of the calls of all organisations of a node, up to a moment: numbers alone, for everybody. */
export const accuracyAt = async (db: Kysely<DirectoryTables>, until: Date, country?: string): Promise<Accuracy> => {
  const all: Counted = { calls: 0, exact: 0, functional: 0 }
  for (const originator of await sit(db, ANYONE, originatorsOf)) {
    const own = await sit(db, filingSeat(originator), (trx) => countCalls(trx, originator, until, country))
    for (const name of ['calls', 'exact', 'functional'] as const) all[name] += own[name]
  }
  return accuracyOf(all)
}

/** Found, with a telephone that is called, and not drawn of late. */
const draw = async (trx: Trx, originator: string, count: number, before: Date) => {
  const { rows } = await sql<Pick<ListingRow, 'id' | 'country' | 'content'>>`select id, country, content from listing
    where originator = ${originator} and left_at is null and ended_at is null
      and jsonb_path_exists(content, '$.phones[*] ? (@.type != "text")')
      and not exists (select from listing_call where listing_call.listing = listing.id
        and (listing_call.drawn_at > ${before} or listing_call.called_at is null))
    order by random() limit ${count}`.execute(trx)
  return rows
}

export const callsAt = ({ actor, now, organisation, inside }: Seat): CallsDesk => {
  const own = async (trx: Trx, id: string): Promise<CallRow | undefined> => {
    const row = isId(id)
      ? await trx.selectFrom('listing_call').selectAll().where('id', '=', id).executeTakeFirst()
      : undefined
    return row?.originator === organisation ? row : undefined
  }
  return {
    drawCalls: (count, key) =>
      inside(
        'drawCalls',
        async (trx) => {
          const given = parsed(z.number().int().min(1).max(AT_ONCE), count)
          if (!given.ok) return given
          const at = now()
          const drawn = await draw(trx, organisation, given.value, new Date(at.getTime() - APART * DAY))
          const rows = drawn.map(({ id, country, content }) => ({
            ...{ id: randomUUID(), listing: id, country, drawn_at: at, asked: askedOf(content), called_at: null },
            ...{
              answers: null,
              is_exact: null,
              is_functional: null,
              version: 1,
              ...columnsOf(reportFor(organisation)),
            },
          }))
          if (rows.length > 0) await trx.insertInto('listing_call').values(rows).execute()
          const ids = rows.map(({ id }) => id)
          if (ids.length > 0) await appendLine(trx, actor, { verb: 'draw', kind: 'listing-call', ids })
          return ok(rows.length)
        },
        askedWith(key, { drawCalls: count }),
      ),
    calls: () =>
      inside('calls', async (trx) => {
        const rows = await trx
          .selectFrom('listing_call')
          .selectAll()
          .where('originator', '=', organisation)
          .where('called_at', 'is', null)
          .orderBy('drawn_at')
          .orderBy('id')
          .limit(AT_ONCE)
          .execute()
        const items: TestCall[] = []
        for (const row of rows) items.push(await shown(trx, row))
        return ok({ items, accuracy: accuracyOf(await countCalls(trx, organisation, now())) })
      }),
    call: (id) =>
      inside('call', async (trx) => {
        const row = await own(trx, id)
        return row ? ok(await shown(trx, row)) : absent()
      }),
    recordCall: (id, answers, version, key) =>
      inside(
        'recordCall',
        async (trx) => {
          const row = await own(trx, id)
          if (!row) return absent()
          const given = parsed(answersShape, answers)
          if (!given.ok) return given
          if (row.called_at) return refuse('not-now', 'It was made before.')
          const isThere = given.value.isService === 'yes'
          const isAsked = (field: Checked) => isThere && row.asked.includes(field)
          const missing = CHECKED.find((field) => isAsked(field) !== (given.value[field] !== undefined))
          if (missing) return refuse('not-valid', 'What the listing says is asked for, and nothing else.', missing)
          const { isExact, isFunctional } = judge(given.value, row.asked)
          const done = await trx
            .updateTable('listing_call')
            .set({
              called_at: now(),
              answers: JSON.stringify(given.value),
              is_exact: isExact,
              is_functional: isFunctional,
            })
            .set({ version: version + 1 })
            .where('id', '=', id)
            .where('version', '=', version)
            .returningAll()
            .executeTakeFirst()
          if (!done) return refuse('changed', 'It was changed since it was read.', 'version')
          const line = { verb: 'call', kind: 'listing-call', ids: [id] }
          await appendLine(trx, actor, { ...line, content: JSON.stringify([row.listing, given.value]) })
          return ok(await shown(trx, done))
        },
        askedWith(key, { recordCall: id, answers, version }),
      ),
  }
}
