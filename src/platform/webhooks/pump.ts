// SPDX-License-Identifier: Apache-2.0
/** Finds what a webhook's actor may see of what happened, and sends what is due, asking again first. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Actor, handlingOf, keyOf, sit } from '../access/index.ts'
import { announce } from '../events/index.ts'
import { appendLine } from '../ledger/index.ts'
import type { Outward, Sealer } from '../outward/index.ts'
import { mayKeep, sending } from './access.ts'
import { bodyOf, headersFor, LONGEST_FAILING, pauseAfter } from './signing.ts'
import {
  activeWebhooks,
  changeDelivery,
  changeWebhook,
  type DeliveryRow,
  dropDelivery,
  dueDeliveries,
  eventIsSeen,
  eventsAfter,
  insertDeliveries,
  placeNow,
  type WebhookRow,
  type WebhookTables,
  webhookById,
} from './store.ts'

export interface SendPlan {
  db: Kysely<WebhookTables>
  /** Name of the compartment, as receivers are told it. */
  compartment: string
  outward: Outward
  sealer: Sealer
  /** What an account may see and do for an organisation at this moment; undefined where it may do nothing there. */
  actorOf(account: string, organisation: string): Promise<Actor | undefined>
  now?(): Date
}

const BATCH = 100

/** Who made it, as they stand at this moment; undefined where they may not have it any more. */
const makerOf = async ({ actorOf }: SendPlan, { account, originator }: WebhookRow): Promise<Actor | undefined> => {
  const actor = await actorOf(account, originator)
  return actor && mayKeep(actor) ? actor : undefined
}

/** Switches it off and tells its maker. */
const disable = (plan: SendPlan, hook: WebhookRow, trouble: string) =>
  sit(plan.db, sending(hook.originator), async (trx) => {
    await changeWebhook(trx, hook.id, { status: 'disabled', trouble })
    await appendLine(trx, 'node', { verb: 'disable', kind: 'webhook', ids: [hook.id] })
    const { marking, purposes } = handlingOf(hook)
    const audience = [keyOf.account(hook.account)]
    const notify = [{ to: audience, message: 'webhook-disabled', link: '/webhooks' }]
    await announce(trx, { kind: 'webhook.disabled', record: hook.id, audience, marking, purposes, notify })
  })

/** What happened since it was asked last, as far as its actor sees it, becomes deliveries. */
const collect = async (plan: SendPlan, hook: WebhookRow): Promise<void> => {
  const { db, now = () => new Date() } = plan
  const actor = await makerOf(plan, hook)
  if (!actor) return disable(plan, hook, 'no-actor')
  const { upTo, found } = await sit(db, actor, async (trx) => {
    const upTo = await placeNow(trx)
    return { upTo, found: upTo === hook.place ? [] : await eventsAfter(trx, hook.kinds, [hook.place, upTo], BATCH) }
  })
  if (upTo === hook.place) return
  const place = found.length === BATCH ? (found.at(-1)?.place ?? upTo) : upTo
  const { originator, audience, marking, purposes, field_markings, is_originator_controlled, kept_until } = hook
  const handled = { originator, audience, marking, purposes, is_originator_controlled, kept_until }
  const fields = typeof field_markings === 'string' ? field_markings : JSON.stringify(field_markings)
  await sit(db, sending(hook.originator), async (trx) => {
    await insertDeliveries(
      trx,
      found.map(({ id, kind, record, at }) => ({
        ...{ id: randomUUID(), webhook: hook.id, event: id, kind, record, at, status: 'waiting' as const, tries: 0 },
        ...{ next_try: now(), trouble: null, ...handled, field_markings: fields },
      })),
    )
    await changeWebhook(trx, hook.id, { place })
  })
  return undefined
}

const isGood = (status: number) => status >= 200 && status < 300

/** One try; answers whether to go on with the next. What its actor may not see any more is dropped, unsent. */
const send = async (plan: SendPlan, delivery: DeliveryRow, signal: AbortSignal): Promise<boolean> => {
  const { db, compartment, outward, sealer, now = () => new Date() } = plan
  const seat = sending(delivery.originator)
  const hook = await sit(db, seat, (trx) => webhookById(trx, delivery.webhook))
  if (hook?.status !== 'active') return false
  const off = (trouble: string) => disable(plan, hook, trouble).then(() => false)
  const actor = await makerOf(plan, hook)
  if (!actor) return off('no-actor')
  if (!(await sit(db, actor, (trx) => eventIsSeen(trx, delivery.event)))) {
    await sit(db, seat, (trx) => dropDelivery(trx, delivery.id))
    return true
  }
  const at = now()
  const old = hook.old_until && hook.old_until > at && hook.old_secret ? [hook.old_secret] : []
  const secrets = [hook.secret, ...old].flatMap((sealed) => sealer.open(hook.id, sealed) ?? [])
  if (secrets.length === 0) return off('key-lost')
  const body = bodyOf(compartment, delivery)
  const headers = headersFor(secrets, { id: delivery.id, body, at })
  const answered = await outward.ask({ url: hook.url, method: 'POST', headers, body, mostBytes: 64 << 10, signal })
  if (signal.aborted) return false
  if (answered.ok && isGood(answered.value.status)) {
    await sit(db, seat, async (trx) => {
      await dropDelivery(trx, delivery.id)
      if (hook.failing_since || hook.trouble) await changeWebhook(trx, hook.id, { failing_since: null, trouble: null })
      await appendLine(trx, 'node', { verb: 'tell', kind: 'webhook', ids: [hook.id, delivery.record] })
    })
    return true
  }
  const trouble = answered.ok ? `http-${answered.value.status}` : answered.refusal.code
  const tries = delivery.tries + 1
  const pause = pauseAfter(tries)
  const since = hook.failing_since ?? at
  await sit(db, seat, async (trx) => {
    await changeDelivery(trx, delivery.id, {
      ...{ tries, trouble, status: pause === undefined ? 'dead' : 'waiting' },
      next_try: new Date(at.getTime() + (pause ?? 0)),
    })
    await changeWebhook(trx, hook.id, { trouble, failing_since: since })
  })
  if (trouble === 'http-410' || at.getTime() - since.getTime() > LONGEST_FAILING) return off(trouble)
  return false
}

/** One look at everything; never throws for what the other side does. */
export const sendRound = async (plan: SendPlan, signal: AbortSignal = new AbortController().signal): Promise<void> => {
  const { db, now = () => new Date() } = plan
  for (const hook of await sit(db, sending(), activeWebhooks)) if (!signal.aborted) await collect(plan, hook)
  const due = await sit(db, sending(), (trx) => dueDeliveries(trx, now()))
  // Each address at its own pace: one that takes nothing holds up no other, and is not asked again in the same round.
  await Promise.all(
    [...Map.groupBy(due, ({ webhook }) => webhook).values()].map(async (own) => {
      for (const delivery of own) if (signal.aborted || !(await send(plan, delivery, signal))) return
    }),
  )
}

/** Rounds until stopped; `look` in milliseconds. */
export const startSending = (plan: SendPlan, look: number, onTrouble: (code: string) => void) => {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let current = Promise.resolve()
  const turn = () => {
    current = sendRound(plan, stopping.signal)
      .catch((error: { code?: string; name?: string }) =>
        onTrouble(`webhooks: ${error.code ?? error.name ?? 'failed'}`),
      )
      .finally(() => {
        if (!stopping.signal.aborted) timer = setTimeout(turn, look)
      })
  }
  turn()
  return {
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await current
    },
  }
}
