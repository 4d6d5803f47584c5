// SPDX-License-Identifier: Apache-2.0
/**
 * One account's inbox. What was sent to it and to a role that it holds is one item an event. The predicate decides: a
 * notification whose record the account may no longer see is not there, and not counted.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Actor, keyOf, keysOf, sit } from '../access/index.ts'
import { type EventTables, narrow } from './tables.ts'

export interface InboxItem {
  /** Id of the event. */
  id: string
  kind: string
  record: string
  message: string
  values: Record<string, string | number>
  link: string | null
  at: Date
  read: boolean
}

export interface InboxPage {
  items: InboxItem[]
  /** Null on the last page. */
  next: string | null
}

export interface Inbox {
  /** Newest first, `limit` (at most 100) at a time; `after`: the `next` of the page before. */
  list(page?: { after?: string; limit?: number; unread?: boolean }): Promise<InboxPage>
  unread(): Promise<number>
  /** Marks these as read, or all that are there; answers how many were unread. Ids that are not in the inbox do nothing. */
  markRead(ids: readonly string[] | 'all'): Promise<number>
}

const LONGEST_PAGE = 100
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const openInbox = <T extends EventTables>(wide: Kysely<T>, actor: Actor): Inbox => {
  const db = narrow(wide)
  const me = keyOf.account(actor.account)
  const keys = keysOf(actor)
  const isRead = sql<boolean>`exists (select from notification_read r where r.reader = ${me} and r.event = n.event)`
  /** The items of this inbox, told to its account first where it was told twice. */
  const items = (where: RawBuilder<unknown>) => sql`
    select distinct on (n.place) n.event as id, n.place, n.message, n.values, n.link, n.at, ${isRead} as read
    from notification n where n.recipient = any(${keys}::text[]) and ${where}
    order by n.place desc, n.recipient = ${me} desc, n.recipient`
  return {
    list: ({ after, limit = 20, unread = false } = {}) =>
      sit(db, actor, async (trx) => {
        if (after !== undefined && !UUID.test(after)) return { items: [], next: null }
        const most = Math.min(limit, LONGEST_PAGE)
        const from = after === undefined ? sql`true` : sql`n.place < (select place from event where id = ${after})`
        const which = unread ? sql`${from} and not ${isRead}` : from
        const { rows } = await sql<InboxItem>`
          select i.id, e.kind, e.record, i.message, i.values, i.link, i.at, i.read
          from (${items(which)} limit ${most + 1}) i join event e on e.id = i.id
          order by i.place desc`.execute(trx)
        const page = rows.slice(0, most)
        return { items: page, next: rows.length > most ? (page.at(-1)?.id ?? null) : null }
      }),
    unread: () =>
      sit(db, actor, async (trx) => {
        const { rows } = await sql<{ unread: string }>`
          select count(*) as unread from (${items(sql`not ${isRead}`)}) i`.execute(trx)
        return Number(rows[0]?.unread ?? 0)
      }),
    markRead: (ids) =>
      sit(db, actor, async (trx) => {
        const which = ids === 'all' ? sql`true` : sql`n.event = any(${ids.filter((id) => UUID.test(id))}::uuid[])`
        const { numAffectedRows } = await sql`
          insert into notification_read (event, reader) select i.id, ${me} from (${items(which)}) i where not i.read
          on conflict do nothing`.execute(trx)
        return Number(numAffectedRows ?? 0)
      }),
  }
}
