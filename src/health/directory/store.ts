// SPDX-License-Identifier: Apache-2.0
/** The only SQL of listings. Each function takes a transaction in which an actor sits. */
import { type ColumnType, type Insertable, type Selectable, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import { holdsWords } from '#platform/search/index.ts'
import type { CallTable } from './calls/desk.ts'
import type { CONCERNS, ImportReport, LISTED_STATES, ListingContent, OUTCOMES, Source } from './contract.ts'
import type { PairTable } from './duplicates/store.ts'
import type { AskingTable, ContactTable } from './true/store.ts'

interface ListingTable extends HandlingColumns {
  id: string
  source: Source | 'own'
  /** Which of several files of one kind. */
  source_name: string
  source_key: string
  source_digest: string
  /** Written as text. */
  content: ColumnType<ListingContent, string, string>
  /** The database’s. */
  organization_id: ColumnType<string | null, never, never>
  /** The database’s. */
  has_phone: ColumnType<boolean, never, never>
  name: string
  city_key: string | null
  region_key: string | null
  country: string
  latitude: number | null
  longitude: number | null
  opens: string | null
  doubtful: string | null
  opens_until: Date | null
  opens_by: string | null
  ages: string | null
  terms: string[]
  languages: string[] | null
  confirmed_on: string | null
  listed_at: Date
  changed_at: Date
  edited_at: Date | null
  left_at: Date | null
  ended_at: Date | null
  reason: string | null
  /** Which listing stands for it. */
  merged_into: ColumnType<string | null, string | null | undefined, string | null>
  /** What its own source says, where fields of another stand in `content`. Written as text. */
  said: ColumnType<ListingContent | null, string | null | undefined, string | null>
  gone_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  version: number
}
export type ListingRow = Selectable<ListingTable>
type Later = 'merged_into' | 'said' | 'gone_at'
export type NewRow = Omit<ListingRow, 'content' | 'organization_id' | 'has_phone' | Later> & { content: string }

interface UploadTable extends HandlingColumns {
  id: string
  source: Source
  source_name: string
  name: string
  sha256: string
  bytes: Buffer | null
  report: ColumnType<ImportReport, string, string>
  at: Date
}
interface CorrectionTable extends HandlingColumns {
  id: string
  listing: string
  concerns: (typeof CONCERNS)[number]
  note: string
  received_at: Date
  settled_at: Date | null
  outcome: (typeof OUTCOMES)[number] | null
  version: number
}
interface ImportTable extends HandlingColumns {
  id: string
  source: Source
  source_name: string
  sha256: string
  report: ColumnType<ImportReport, string, never>
  at: Date
}
export interface DirectoryTables extends EventTables {
  listing: ListingTable
  listing_import: ImportTable
  listing_upload: UploadTable
  listing_correction: CorrectionTable
  listing_contact: ContactTable
  listing_asking: AskingTable
  listing_pair: PairTable
  listing_call: CallTable
}
type Trx = Transaction<DirectoryTables>

const AT_ONCE = 1000
/** Columns whose JSON comes as text. */
const JSON_COLUMNS = ['content', 'field_markings']

/** Many rows as one value: as a value for each column, naming them took longer than keeping them. */
export const insertListings = async (trx: Trx, rows: readonly NewRow[]): Promise<void> => {
  const names = Object.keys(rows[0] ?? {})
  const taken = names.map((name) =>
    JSON_COLUMNS.includes(name) ? sql`(${sql.ref(name)} #>> '{}')::jsonb` : sql.ref(name),
  )
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await sql`insert into listing (${sql.join(names.map((name) => sql.ref(name)))}) select ${sql.join(taken)}
      from json_populate_recordset(null::listing, ${JSON.stringify(rows.slice(from, from + AT_ONCE))}::json)`.execute(
      trx,
    )
}

export const insertImport = (trx: Trx, row: Insertable<ImportTable>) =>
  trx.insertInto('listing_import').values(row).execute()

/** Of the last import of a source of this name. */
export const lastReport = async (
  trx: Trx,
  originator: string,
  source: Source,
  named: string,
): Promise<ImportReport | undefined> => {
  const all = trx
    .selectFrom('listing_import')
    .select('report')
    .where('source', '=', source)
    .where('source_name', '=', named)
  const row = await all
    .where('originator', '=', originator)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.report
}

export type UploadRow = Selectable<UploadTable>
export const insertUpload = (trx: Trx, row: Insertable<UploadTable>) =>
  trx.insertInto('listing_upload').values(row).execute()

export const uploadById = (trx: Trx, id: string): Promise<UploadRow | undefined> =>
  trx.selectFrom('listing_upload').selectAll().where('id', '=', id).executeTakeFirst()

export const lookedAt = (trx: Trx, id: string, report: ImportReport) =>
  trx
    .updateTable('listing_upload')
    .set({ report: JSON.stringify(report) })
    .where('id', '=', id)
    .execute()

/** Lets go of the bytes of one file, or of all that came before a moment. */
export const emptyUploads = async (trx: Trx, which: { id: string } | { before: Date }): Promise<void> => {
  const all = trx.updateTable('listing_upload').set({ bytes: null })
  await ('id' in which ? all.where('id', '=', which.id) : all.where('at', '<', which.before)).execute()
}

export type CorrectionRow = Selectable<CorrectionTable>
export const insertCorrection = (trx: Trx, row: Insertable<CorrectionTable>) =>
  trx.insertInto('listing_correction').values(row).execute()

export const correctionById = (trx: Trx, id: string): Promise<CorrectionRow | undefined> =>
  trx.selectFrom('listing_correction').selectAll().where('id', '=', id).executeTakeFirst()

/** Those of one listing that nobody settled yet, oldest first. */
export const waitingFor = (trx: Trx, listing: string): Promise<CorrectionRow[]> =>
  trx
    .selectFrom('listing_correction')
    .selectAll()
    .where('listing', '=', listing)
    .where('settled_at', 'is', null)
    .orderBy('received_at')
    .orderBy('id')
    .execute()

export const settleCorrection = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  changes: Pick<CorrectionRow, 'outcome' | 'settled_at'>,
): Promise<CorrectionRow | undefined> =>
  trx
    .updateTable('listing_correction')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export const listingById = (trx: Trx, id: string): Promise<ListingRow | undefined> =>
  trx.selectFrom('listing').selectAll().where('id', '=', id).executeTakeFirst()

/** Numbers that everybody may call, of those that were not withdrawn. */
export const phonesOf = async (trx: Trx, ids: readonly string[]): Promise<Map<string, ListingContent['phones']>> => {
  const { rows } = await sql<{ id: string; phones: ListingContent['phones'] }>`select id, content->'phones' as phones
    from listing where id = any(${[...ids]}::uuid[]) and ended_at is null and has_phone`.execute(trx)
  return new Map(rows.map(({ id, phones }) => [id, phones]))
}

type Changes = Partial<Omit<NewRow, 'id' | 'version' | keyof HandlingColumns>> & {
  merged_into?: string | null
  said?: string | null
  gone_at?: Date | null
}

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changeListing = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  changes: Changes,
): Promise<ListingRow | undefined> =>
  trx
    .updateTable('listing')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** What of an organisation's listings is asked for. */
export interface Asked {
  originator: string
  text: string
  state?: (typeof LISTED_STATES)[number] | undefined
}

const STATE = {
  listed: sql<boolean>`left_at is null and ended_at is null`,
  asked: sql<boolean>`exists (select from listing_correction where listing = listing.id and settled_at is null)`,
  left: sql<boolean>`left_at is not null and ended_at is null`,
  ended: sql<boolean>`ended_at is not null`,
}
const ownOnes = ({ originator, text, state }: Asked) => {
  const holds = holdsWords('listing', text, sql`listing.id`)
  return sql<boolean>`${sql.join(
    [sql`originator = ${originator}`, ...(holds ? [holds] : []), ...(state ? [STATE[state]] : [])],
    sql` and `,
  )}`
}

type Opens = Pick<ListingRow, 'opens' | 'doubtful' | 'opens_until' | 'opens_by'>

/** Those with hours of which it is not made out far enough ahead when they are open, or by other public holidays. */
export const stalest = (
  trx: Trx,
  { before, digests, limit }: { before: Date; digests: ReadonlyMap<string, string>; limit: number },
): Promise<Pick<ListingRow, 'id' | 'version' | 'content' | 'originator'>[]> =>
  trx
    .selectFrom('listing')
    .select(['id', 'version', 'content', 'originator'])
    .where('opens_until', 'is not', null)
    .where(
      sql<boolean>`(opens_until < ${before} or opens_by is distinct from (${JSON.stringify(Object.fromEntries(digests))}::jsonb ->> country))`,
    )
    .limit(limit)
    .execute()

/** Its version stays: nothing that it says has changed. */
export const keepOpens = (trx: Trx, { id, version }: { id: string; version: number }, opens: Opens) =>
  trx.updateTable('listing').set(opens).where('id', '=', id).where('version', '=', version).execute()

/** Those of an organisation by name, one more than `limit` where there are more. */
export const ownListings = (trx: Trx, asked: Asked, limit: number, after?: Place): Promise<ListingRow[]> => {
  const query = trx.selectFrom('listing').selectAll().where(ownOnes(asked))
  const paged = after ? query.where(sql<boolean>`(name, id) > (${after[0]}, ${after[1]}::uuid)`) : query
  return paged
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
}

export const countOwn = async (trx: Trx, asked: Asked): Promise<number> => {
  const { count } = await trx
    .selectFrom('listing')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(ownOnes(asked))
    .executeTakeFirstOrThrow()
  return count
}

export interface KnownRow
  extends Pick<
    ListingRow,
    'id' | 'source_key' | 'source_digest' | 'edited_at' | 'left_at' | 'confirmed_on' | 'version' | 'name'
  > {
  merged_into: string | null
  gone_at: Date | null
  /** Of those merged into it, whose own source still has them. */
  others: string[]
  /** Another listing that is found may mean the same service, and nobody decided yet. */
  is_paired: boolean
  /** Whether it was written into the listing that stands for it. */
  kept_edited: boolean
}

/** What is known of a source, by its keys. */
export const knownOf = async (
  trx: Trx,
  originator: string,
  source: Source,
  named: string,
): Promise<Map<string, KnownRow>> => {
  const { rows } = await sql<KnownRow>`
    with other as (select merged_into as id, array_agg(id) as ids from listing
        where originator = ${originator} and merged_into is not null and left_at is null group by merged_into),
      paired as (select pair.a as id, pair.b as by from listing_pair pair where state = 'open'
        union all select pair.b, pair.a from listing_pair pair where state = 'open')
    select listing.id, listing.source_key, listing.source_digest, listing.edited_at, listing.left_at, listing.confirmed_on,
      listing.version, listing.name, listing.merged_into, listing.gone_at, coalesce(other.ids, '{}') as others,
      exists (select from paired join listing found on found.id = paired.by
        where paired.id = listing.id and found.left_at is null and found.ended_at is null) as is_paired,
      coalesce((select kept.edited_at is not null from listing kept where kept.id = listing.merged_into), false)
        as kept_edited
    from listing left join other on other.id = listing.id
    where listing.originator = ${originator} and listing.source = ${source}
      and listing.source_name = ${named}`.execute(trx)
  return new Map(rows.map((row) => [row.source_key, row]))
}

export const markLeft = async (trx: Trx, ids: readonly string[], at: Date): Promise<void> => {
  if (ids.length === 0) return
  await sql`update listing set left_at = ${at}, changed_at = ${at}, version = version + 1
    where id = any(${[...ids]}::uuid[])`.execute(trx)
}
