// SPDX-License-Identifier: Apache-2.0
/** The only SQL of pairs. Each function takes a transaction in which an actor sits. */
import { type Selectable, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import { type ListingContent, newListingShape } from '../contract.ts'
import type { DirectoryTables } from '../store.ts'
import type { Reason } from './alike.ts'
import type { Field, Giving } from './fields.ts'

export interface PairTable extends HandlingColumns {
  id: string
  a: string
  b: string
  score: number
  reasons: Reason[]
  found_at: Date
  state: 'open' | 'different' | 'same'
  decided_at: Date | null
  kept: string | null
  taken: Field[]
  version: number
}
export type PairRow = Selectable<PairTable>
type Trx = Transaction<DirectoryTables>

export const pairById = (trx: Trx, id: string): Promise<PairRow | undefined> =>
  trx.selectFrom('listing_pair').selectAll().where('id', '=', id).executeTakeFirst()

/** Those of which both are found, most alike first. */
export const openPairs = async (trx: Trx, originator: string, limit: number): Promise<PairRow[]> => {
  const { rows } = await sql<PairRow>`select pair.* from listing_pair pair
    join listing a on a.id = pair.a join listing b on b.id = pair.b
    where pair.originator = ${originator} and pair.state = 'open' and a.ended_at is null and b.ended_at is null
    order by pair.score desc, pair.id limit ${limit}`.execute(trx)
  return rows
}
export const countOpen = async (trx: Trx, originator: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from listing_pair pair
    join listing a on a.id = pair.a join listing b on b.id = pair.b
    where pair.originator = ${originator} and pair.state = 'open' and a.ended_at is null and b.ended_at is null`.execute(
    trx,
  )
  return rows[0]?.count ?? 0
}

export const decidedPairs = (trx: Trx, originator: string, limit: number): Promise<PairRow[]> =>
  trx
    .selectFrom('listing_pair')
    .selectAll()
    .where('originator', '=', originator)
    .where('state', '<>', 'open')
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute()

export const changePair = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  changes: Pick<PairRow, 'state' | 'decided_at' | 'kept' | 'taken'>,
): Promise<PairRow | undefined> =>
  trx
    .updateTable('listing_pair')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** Those that nobody decided are found anew; what a person decided stays. */
export const replaceOpen = async (trx: Trx, originator: string, rows: readonly PairRow[]): Promise<void> => {
  const found = rows.map(({ a, b }) => `${a} ${b}`)
  await sql`delete from listing_pair where originator = ${originator} and state = 'open'
    and not (a || ' ' || b = any(${found}::text[]))`.execute(trx)
  for (let from = 0; from < rows.length; from += 500)
    await trx
      .insertInto('listing_pair')
      .values(rows.slice(from, from + 500))
      .onConflict((conflict) =>
        conflict
          .columns(['a', 'b'])
          .doUpdateSet((set) => ({ score: set.ref('excluded.score'), reasons: set.ref('excluded.reasons') }))
          .where('listing_pair.state', '=', 'open'),
      )
      .execute()
}

/** What those that were merged into a listing give to it, as it was decided. */
export const givingsOf = async (trx: Trx, kept: string, without?: string): Promise<Giving[]> => {
  const { rows } = await sql<{ content: ListingContent; taken: Field[] }>`
    select other.content, pair.taken from listing_pair pair
      join listing other on other.id = case when pair.a = pair.kept then pair.b else pair.a end
    where pair.kept = ${kept} and pair.state = 'same' and pair.id is distinct from ${without ?? null}::uuid
    order by pair.decided_at, pair.id`.execute(trx)
  // As the shape orders its keys, so that what is the same is the same in bytes.
  return rows.map(({ content, taken }) => ({ content: newListingShape.parse(content), taken }))
}

/** Of an organisation's listings that are found: what is compared. */
export const comparedOf = async (trx: Trx, originator: string) => {
  const { rows } = await sql<{
    id: string
    source: string
    content: ListingContent
  }>`select id, concat_ws(' ', source, nullif(source_name, '')) as source, content from listing
    where originator = ${originator} and left_at is null and ended_at is null order by id`.execute(trx)
  return rows
}

/** One whose own source lost it is found as long as one merged into it has a source that has not. */
export const settleGone = async (trx: Trx, originator: string, at: Date): Promise<void> => {
  const isAlive = sql`exists (select from listing other where other.merged_into = listing.id and other.left_at is null)`
  await sql`update listing set left_at = ${at}, changed_at = ${at}, version = version + 1
    where originator = ${originator} and gone_at is not null and left_at is null and not ${isAlive}`.execute(trx)
  await sql`update listing set left_at = null, changed_at = ${at}, version = version + 1
    where originator = ${originator} and gone_at is not null and left_at is not null and ${isAlive}`.execute(trx)
}

export const markGone = async (trx: Trx, ids: readonly string[], at: Date): Promise<void> => {
  if (ids.length > 0) await sql`update listing set gone_at = ${at} where id = any(${[...ids]}::uuid[])`.execute(trx)
}
