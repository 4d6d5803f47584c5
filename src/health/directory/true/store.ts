// SPDX-License-Identifier: Apache-2.0
/** The only SQL of contacts and of the letters that go to them. Each function takes a transaction in which an actor sits. */
import { type Selectable, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { DirectoryTables, ListingRow } from '../store.ts'
import type { Letters } from './contract.ts'

export interface ContactTable extends HandlingColumns {
  listing: string
  email: string | null
  changed_at: Date
  version: number
}
export interface AskingTable extends HandlingColumns {
  id: string
  listing: string
  contact_version: number
  made_at: Date
  tries: number
  tried_at: Date | null
  sent_at: Date | null
  failed: string | null
  answered_at: Date | null
}
export type ContactRow = Selectable<ContactTable>
export type AskingRow = Selectable<AskingTable>
type Trx = Transaction<DirectoryTables>

export const contactOf = (trx: Trx, listing: string): Promise<ContactRow | undefined> =>
  trx.selectFrom('listing_contact').selectAll().where('listing', '=', listing).executeTakeFirst()

export const insertContact = (trx: Trx, row: ContactRow) => trx.insertInto('listing_contact').values(row).execute()

export const changeContact = (
  trx: Trx,
  { listing, version }: { listing: string; version: number },
  changes: Pick<ContactRow, 'email' | 'changed_at'>,
): Promise<ContactRow | undefined> =>
  trx
    .updateTable('listing_contact')
    .set({ ...changes, version: version + 1 })
    .where('listing', '=', listing)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** Of one listing, or of all of an organisation. */
export const countLetters = async (
  trx: Trx,
  which: { listing: string } | { originator: string },
): Promise<Letters & { asked: string | null }> => {
  const these = 'listing' in which ? sql`listing = ${which.listing}` : sql`originator = ${which.originator}`
  const { rows } = await sql<Letters & { asked: string | null }>`
    select count(sent_at)::int as sent, count(answered_at)::int as answered,
      count(*) filter (where sent_at is null and failed is null)::int as waiting, count(*) filter (where failed <> 'not-due')::int as undelivered,
      to_char(max(sent_at) at time zone 'UTC', 'YYYY-MM-DD') as asked
    from listing_asking where ${these}`.execute(trx)
  return rows[0] ?? { sent: 0, answered: 0, waiting: 0, undelivered: 0, asked: null }
}

/** Contacts of listings that are found, that nobody confirmed since `before` and who were not asked since either. */
export const dueContacts = async (
  trx: Trx,
  { originator, before, limit }: { originator: string; before: Date; limit: number },
): Promise<Pick<ContactRow, 'listing' | 'version'>[]> => {
  const { rows } = await sql<Pick<ContactRow, 'listing' | 'version'>>`
    select contact.listing, contact.version from listing_contact contact join listing on listing.id = contact.listing
    where contact.email is not null and listing.originator = ${originator}
      and listing.left_at is null and listing.ended_at is null
      and (listing.confirmed_on is null or listing.confirmed_on <= ${before}::timestamptz::date)
      and not exists (select from listing_asking asking where asking.listing = contact.listing
        and asking.contact_version = contact.version and asking.made_at > ${before})
    order by contact.listing limit ${limit} for update of contact skip locked`.execute(trx)
  return rows
}

export const insertAskings = (trx: Trx, rows: AskingRow[]) => trx.insertInto('listing_asking').values(rows).execute()

/** Takes letters to send, so that no other process sends them meanwhile; each once in `since`. */
export const takeAskings = async (
  trx: Trx,
  { originator, now, since, limit }: { originator: string; now: Date; since: Date; limit: number },
): Promise<AskingRow[]> => {
  const { rows } = await sql<AskingRow>`
    update listing_asking set tries = tries + 1, tried_at = ${now} where id in (
      select id from listing_asking where originator = ${originator} and sent_at is null and failed is null
        and (tried_at is null or tried_at <= ${since})
      order by made_at, id limit ${limit} for update skip locked)
    returning *`.execute(trx)
  return rows
}

export const askingById = (trx: Trx, id: string): Promise<AskingRow | undefined> =>
  trx.selectFrom('listing_asking').selectAll().where('id', '=', id).executeTakeFirst()

export const changeAsking = (
  trx: Trx,
  id: string,
  changes: Partial<Pick<AskingRow, 'sent_at' | 'failed' | 'answered_at'>>,
) => trx.updateTable('listing_asking').set(changes).where('id', '=', id).execute()

/** Organisations that list anything. */
export const originatorsOf = async (trx: Trx): Promise<string[]> =>
  (await trx.selectFrom('listing').select('originator').distinct().execute()).map(({ originator }) => originator)

/** As everybody finds it. */
export const isFound = ({ left_at, ended_at }: Pick<ListingRow, 'left_at' | 'ended_at'>) =>
  left_at === null && ended_at === null
