// SPDX-License-Identifier: Apache-2.0
/** The only SQL of webhooks. Each function takes a transaction in which an actor sits. */
import { sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '../access/index.ts'
import type { EventTables } from '../events/index.ts'

export interface WebhookRow extends HandlingColumns {
  id: string
  account: string
  url: string
  kinds: string[]
  secret: Buffer
  old_secret: Buffer | null
  old_until: Date | null
  status: 'active' | 'paused' | 'disabled'
  place: string
  trouble: string | null
  failing_since: Date | null
  made_at: Date
  version: number
}
export interface DeliveryRow extends HandlingColumns {
  id: string
  webhook: string
  event: string
  kind: string
  record: string
  at: Date
  status: 'waiting' | 'dead'
  tries: number
  next_try: Date
  trouble: string | null
}
export interface WebhookTables extends EventTables {
  webhook: WebhookRow
  webhook_delivery: DeliveryRow
}
type Trx = Transaction<WebhookTables>

export const insertWebhook = (trx: Trx, row: WebhookRow) => trx.insertInto('webhook').values(row).execute()
export const webhookById = (trx: Trx, id: string) =>
  trx.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst()
export const listWebhooks = (trx: Trx) => trx.selectFrom('webhook').selectAll().orderBy('made_at').execute()
export const activeWebhooks = (trx: Trx) =>
  trx.selectFrom('webhook').selectAll().where('status', '=', 'active').orderBy('made_at').execute()

type Changes = Partial<
  Pick<WebhookRow, 'secret' | 'old_secret' | 'old_until' | 'status' | 'place' | 'trouble' | 'failing_since'>
>
export const changeWebhook = (trx: Trx, id: string, changes: Changes) =>
  trx.updateTable('webhook').set(changes).where('id', '=', id).execute()
/** As its maker changes it; undefined where it has another version by now. */
export const actOnWebhook = (trx: Trx, { id, version }: { id: string; version: number }, changes: Changes) =>
  trx
    .updateTable('webhook')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

/** How far events have their places. */
export const placeNow = async (trx: Trx): Promise<string> =>
  (await trx.selectFrom('event_reader').select('place').where('name', '=', 'dispatch').executeTakeFirst())?.place ?? '0'

export interface Happened {
  id: string
  kind: string
  record: string
  at: Date
  place: string
}
/** Events of these kinds after a place and up to another that whoever sits here may see, in order. */
export const eventsAfter = (trx: Trx, kinds: readonly string[], [after, upTo]: [string, string], limit: number) =>
  trx
    .selectFrom('event')
    .select(['id', 'kind', 'record', 'at', 'place'])
    .where(sql<boolean>`place > ${after}::bigint and place <= ${upTo}::bigint and kind = any(${kinds}::text[])`)
    .orderBy('place')
    .limit(limit)
    .execute() as Promise<Happened[]>

/** Whether an event exists for whoever sits here. */
export const eventIsSeen = async (trx: Trx, id: string): Promise<boolean> =>
  (await trx.selectFrom('event').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

/** Once for each webhook and event. */
export const insertDeliveries = async (trx: Trx, rows: readonly DeliveryRow[]) => {
  if (rows.length === 0) return
  await trx
    .insertInto('webhook_delivery')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['webhook', 'event']).doNothing())
    .execute()
}
/** Addresses that are asked in one round, and how many events each of them is told there. */
const [MOST_ADDRESSES, MOST_EACH] = [20, 20]
/** Of webhooks that are active, the addresses that have waited longest: what is switched off stands in nobody's way. */
export const dueDeliveries = (trx: Trx, now: Date) => {
  const due = trx
    .selectFrom('webhook_delivery')
    .selectAll()
    .select(sql<string>`row_number() over (partition by webhook order by next_try, id)`.as('nth'))
    .select(sql<Date>`min(next_try) over (partition by webhook)`.as('since'))
    .where('status', '=', 'waiting')
    .where('next_try', '<=', now)
    .where('webhook', 'in', (from) => from.selectFrom('webhook').select('id').where('status', '=', 'active'))
  return trx
    .selectFrom(due.as('due'))
    .selectAll()
    .where('nth', '<=', String(MOST_EACH))
    .orderBy('since')
    .orderBy('webhook')
    .orderBy('nth')
    .limit(MOST_ADDRESSES * MOST_EACH)
    .execute()
}
/** Whoever sits here may see what happened, still. */
const stillSeen = sql<boolean>`exists (select from event where event.id = webhook_delivery.event)`
export const deadDeliveries = (trx: Trx) =>
  trx
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('status', '=', 'dead')
    .where(stillSeen)
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
export const countWaiting = async (trx: Trx) => {
  const rows = await trx
    .selectFrom('webhook_delivery')
    .select(({ fn }) => ['webhook', fn.countAll<string>().as('count')])
    .where('status', '=', 'waiting')
    .where(stillSeen)
    .groupBy('webhook')
    .execute()
  return new Map(rows.map(({ webhook, count }) => [webhook, Number(count)]))
}
export const deliveryById = (trx: Trx, id: string) =>
  trx.selectFrom('webhook_delivery').selectAll().where('id', '=', id).where(stillSeen).executeTakeFirst()
export const changeDelivery = (
  trx: Trx,
  id: string,
  changes: Partial<Pick<DeliveryRow, 'status' | 'tries' | 'next_try' | 'trouble'>>,
) => trx.updateTable('webhook_delivery').set(changes).where('id', '=', id).execute()
export const dropDelivery = (trx: Trx, id: string) => trx.deleteFrom('webhook_delivery').where('id', '=', id).execute()
