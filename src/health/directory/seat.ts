// SPDX-License-Identifier: Apache-2.0
/** What every part of the directory desk does alike: sits once, finds own listings, and records what became of one. */
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Actor } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { type Author, appendLine } from '#platform/ledger/index.ts'
import { listedFor, may, type Verb } from './access.ts'
import { type DirectoryRefusal, type Listing, newListingShape } from './contract.ts'
import { changeListing, type DirectoryTables, type ListingRow, listingById } from './store.ts'
import { digestOf, listingOf } from './view.ts'

export interface DirectoryPlan {
  db: Kysely<DirectoryTables>
  actor: Actor
  now?(): Date
}

export type Trx = Transaction<DirectoryTables>
export const absent = () => refuse('not-found', 'There is nothing here.')
export const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
export const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })

export const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, DirectoryRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

export const reasonShape = z.string().trim().min(1).max(500)

/** What was written, in bytes that can be made again from the row. */
export const contentOf = ({ content, confirmed_on, ended_at, reason }: ListingRow): string =>
  JSON.stringify([digestOf(newListingShape.parse(content)), confirmed_on, ended_at?.toISOString() ?? null, reason])

const KINDS = {
  add: 'directory.listed',
  change: 'directory.changed',
  confirm: 'directory.confirmed',
  'confirm-by-link': 'directory.confirmed',
  merge: 'directory.merged',
  'take-in': 'directory.changed',
  part: 'directory.parted',
  withdraw: 'directory.withdrawn',
} as const

/** Says in the ledger and to whoever listens what was done with a listing, in the transaction in which it was. */
export const record = async (
  trx: Trx,
  author: Author,
  verb: keyof typeof KINDS,
  row: ListingRow,
): Promise<Outcome<Listing, DirectoryRefusal>> => {
  await appendLine(trx, author, { verb, kind: 'listing', ids: [row.id], content: contentOf(row) })
  const { audience, marking, purposes } = listedFor(row.originator)
  await announce(trx, { kind: KINDS[verb], record: row.id, audience, marking, purposes })
  return ok(listingOf(row))
}

export type Seat = ReturnType<typeof seatAt>

/** The seat of one actor at the directory. */
export const seatAt = ({ db, actor, now = () => new Date() }: DirectoryPlan) => {
  const { organisation } = actor
  const inside = <T>(
    verb: Verb,
    work: (trx: Trx) => Promise<Outcome<T, DirectoryRefusal>>,
    asked?: { key: string; what: unknown },
  ) =>
    sitOnce(db, actor, asked, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent()))) as Promise<
      Outcome<T, DirectoryRefusal>
    >
  /** Listings are public; here only those are there that this organisation looks after. */
  const find = async (trx: Trx, id: string) => {
    const row = isId(id) ? await listingById(trx, id) : undefined
    return row?.originator === organisation ? row : undefined
  }
  /** Changes one that is not withdrawn, as it was read. */
  const change = async (
    trx: Trx,
    verb: 'change' | 'confirm' | 'withdraw',
    { id, version }: { id: string; version: number },
    changes: Parameters<typeof changeListing>[2],
  ): Promise<Outcome<Listing, DirectoryRefusal>> => {
    const row = await find(trx, id)
    if (!row) return absent()
    if (row.ended_at) return refuse('not-now', 'It was withdrawn.')
    const done = row.version === version ? await changeListing(trx, row, changes) : undefined
    return done ? record(trx, actor, verb, done) : refuse('changed', 'It was changed since it was read.', 'version')
  }
  return { db, actor, now, organisation, inside, find, change }
}
