// SPDX-License-Identifier: Apache-2.0
/** The desk at which a person has events told to a program of its organisation. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, sit } from '../access/index.ts'
import { appendLine } from '../ledger/index.ts'
import type { Outward, Sealer } from '../outward/index.ts'
import { handlingFor, mayKeep } from './access.ts'
import { newWebhookShape, type Webhook, type WebhooksDesk, type WebhooksRefusal } from './contract.ts'
import { newSecret, OVERLAP } from './signing.ts'
import {
  actOnWebhook,
  changeDelivery,
  countWaiting,
  deadDeliveries,
  deliveryById,
  insertWebhook,
  listWebhooks,
  placeNow,
  type WebhookRow,
  type WebhookTables,
  webhookById,
} from './store.ts'

export interface WebhooksPlan {
  db: Kysely<WebhookTables>
  actor: Actor
  outward: Outward
  sealer: Sealer
  /** Kinds of events that may be told. */
  kinds: readonly string[]
  now?(): Date
}

const MOST = 20
const VERBS = ['list', 'subscribe', 'act', 'again']
const absent = () => refuse('not-found', 'There is nothing here.')
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const webhookOf = (row: WebhookRow, waiting = 0): Webhook => ({
  ...{ id: row.id, url: row.url, kinds: row.kinds, status: row.status, trouble: row.trouble, waiting },
  ...{ failingSince: row.failing_since?.toISOString() ?? null, version: row.version },
})
const contentOf = ({ url, kinds, status, account }: WebhookRow) => canonical([url, kinds, status, account])

export const openWebhooks = (plan: WebhooksPlan): WebhooksDesk => {
  const { db, actor, outward, sealer, kinds, now = () => new Date() } = plan
  const inside = <T>(work: (trx: Transaction<WebhookTables>) => Promise<Outcome<T, WebhooksRefusal>>) =>
    sit(
      db,
      actor,
      (trx): Promise<Outcome<T, WebhooksRefusal>> => (mayKeep(actor) ? work(trx) : Promise.resolve(absent())),
    )
  return {
    may: mayKeep(actor) ? VERBS : [],
    kinds,
    list: () =>
      inside(async (trx) => {
        const [rows, dead, waiting] = [await listWebhooks(trx), await deadDeliveries(trx), await countWaiting(trx)]
        return ok({
          webhooks: rows.map((row) => webhookOf(row, waiting.get(row.id))),
          dead: dead.map(({ id, webhook, kind, record, at, trouble }) => ({
            ...{ id, webhook, kind, record, at: at.toISOString(), trouble },
          })),
        })
      }),
    subscribe: (input) =>
      inside(async (trx) => {
        const given = newWebhookShape.safeParse(input)
        if (!given.success) return refuse('not-valid', 'Not valid.', String(given.error.issues[0]?.path[0] ?? 'url'))
        const address = outward.addressIn(given.data.url)
        if (!address.ok) return { ok: false, refusal: { ...address.refusal, where: 'url' } }
        const wanted = [...new Set(given.data.kinds)]
        if (!wanted.every((kind) => kinds.includes(kind)))
          return refuse('not-valid', 'No event of this kind is told.', 'kinds')
        if (actor.purposes.length === 0) return refuse('no-purpose', 'This account may use nothing for anything.')
        if ((await listWebhooks(trx)).length >= MOST) return refuse('too-many', `At most ${MOST} for one account.`)
        const [id, secret] = [randomUUID(), newSecret()]
        const row: WebhookRow = {
          ...{ id, account: actor.account, url: address.value.href, kinds: wanted, secret: sealer.seal(id, secret) },
          ...{ old_secret: null, old_until: null, status: 'active', place: await placeNow(trx), trouble: null },
          ...{ failing_since: null, made_at: now(), version: 1, ...columnsOf(handlingFor(actor)) },
        }
        await insertWebhook(trx, row)
        await appendLine(trx, actor, { verb: 'subscribe', kind: 'webhook', ids: [id], content: contentOf(row) })
        return ok({ webhook: webhookOf(row), secret })
      }),
    act: (id, act, version) =>
      inside(async (trx) => {
        const row = isId(id) ? await webhookById(trx, id) : undefined
        if (!row) return absent()
        if (!['pause', 'resume', 'rotate'].includes(act)) return refuse('not-valid', 'No such act.', 'act')
        if (row.version !== version) return refuse('changed', 'It was changed since it was read.', 'version')
        if (act !== 'rotate' && (act === 'pause') !== (row.status === 'active'))
          return refuse('not-now', `It is ${row.status}.`)
        const secret = act === 'rotate' ? newSecret() : null
        const changes = {
          pause: { status: 'paused' as const },
          // What happened meanwhile is not told: its receiver asks the API for it.
          resume: { status: 'active' as const, failing_since: null, trouble: null, place: await placeNow(trx) },
          rotate: {
            ...{ secret: sealer.seal(id, secret ?? ''), old_secret: row.secret },
            old_until: new Date(now().getTime() + OVERLAP),
          },
        }[act]
        const changed = await actOnWebhook(trx, { id, version }, changes)
        if (!changed) return refuse('changed', 'It was changed since it was read.', 'version')
        await appendLine(trx, actor, { verb: act, kind: 'webhook', ids: [id], content: contentOf(changed) })
        return ok({ webhook: webhookOf(changed), secret })
      }),
    again: (delivery) =>
      inside(async (trx) => {
        const row = isId(delivery) ? await deliveryById(trx, delivery) : undefined
        if (row?.status !== 'dead') return absent()
        await changeDelivery(trx, delivery, { status: 'waiting', tries: 0, next_try: now() })
        await appendLine(trx, actor, { verb: 'again', kind: 'webhook', ids: [row.webhook] })
        return ok(true)
      }),
  }
}
