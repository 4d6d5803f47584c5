// SPDX-License-Identifier: Apache-2.0
/** Items into the database of who carries or lists them: each judged by what came before it, kept once, with its alert. */
import { createHash, randomUUID } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import { type Actor, columnsOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { alertHandling } from '../access.ts'
import { insertAlerts, takeTurns } from '../alerts/alerts-store.ts'
import { tellCapped, tellFound } from '../alerts/telling.ts'
import type { Taken } from '../contract.ts'
import { openBreaker } from '../rules/breaker.ts'
import type { RuleSet } from '../rules/compile.ts'
import type { AlertRow, ItemRow, Trx } from '../store.ts'
import { type Item, type ItemKind, PAST_DAYS } from './item.ts'
import { insertItems, itemsHeldSince, itemsKept, itemsSharing } from './items-store.ts'
import { type ItemGoods, openItemWatch, type WatchedItem } from './watch.ts'

export interface ItemsPlan {
  actor: Actor
  rules: RuleSet
  goods: ItemGoods
  now: Date
  /** When what is found now has to be reported by; null where the country has no such clock. */
  due: Date | null
}

/** `kept`: new here. `known`: the same was here. `otherwise`: another one has this number, and stays. */
export type EnteredItem = Taken & { as: 'kept' | 'known' | 'otherwise' }

const DAY_MS = 86_400_000
const digestOf = (item: Item) => createHash('sha256').update(canonical(item)).digest()

const watchFor = async <T extends Item>(
  trx: Trx,
  kind: ItemKind<T>,
  fresh: readonly T[],
  { rules, goods }: ItemsPlan,
) => {
  const watch = openItemWatch(kind, rules, goods)
  const moments = fresh.map(({ at }) => Date.parse(at))
  const span = [new Date(Math.min(...moments) - PAST_DAYS * DAY_MS), new Date(Math.max(...moments))] as const
  const keys = [...new Set(fresh.flatMap(kind.keysOf))]
  const past = await itemsSharing(trx, kind.leg, keys, span)
  return { watch, past }
}

/** In the order in which they are given; each answered at its place. */
export const takeItems = async <T extends Item>(
  trx: Trx,
  kind: ItemKind<T>,
  items: readonly T[],
  plan: ItemsPlan,
): Promise<EnteredItem[]> => {
  const { actor, now, due } = plan
  const [{ leg }, firm] = [kind, actor.organisation]
  await takeTurns(trx, firm, leg)
  const already = await itemsKept(
    trx,
    leg,
    items.map(({ ref }) => ref),
  )
  const fresh = items.filter(({ ref }) => !already.has(ref)).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const alerts: AlertRow[] = []
  const rows: ItemRow[] = []
  if (fresh.length > 0) {
    const { watch, past } = await watchFor(trx, kind, fresh, plan)
    const { items: count, holds } = await itemsHeldSince(trx, leg, new Date(now.getTime() - DAY_MS))
    const breaker = openBreaker(count, holds)
    const handling = columnsOf(alertHandling(firm, leg))
    const tripped: { alert: string; flags: string[] }[] = []
    const watched: WatchedItem<T>[] = []
    const waiting = [...past]
    for (const item of fresh) {
      // What came late is judged by what stood before it alone.
      while (waiting[0] && waiting[0].at.getTime() <= Date.parse(item.at)) {
        const { content, isStopped, goods } = waiting.shift() as (typeof past)[number]
        watch.know({ item: content as unknown as T, isStopped, found: goods.map((id) => ({ id })) })
      }
      const judged = watch.watch(item, breaker.capped)
      watched.push(judged)
      const flags = breaker.count(judged.outcome === 'hold' ? judged.reasons.map(({ flag }) => flag) : null)
      const row: ItemRow = {
        ...{ id: randomUUID(), originator: firm, leg, ref: item.ref, at: new Date(item.at), taken_at: now },
        ...{ outcome: judged.outcome, goods: [...new Set(judged.found.map(({ id }) => id))] },
        ...{ content: item as unknown as ItemRow['content'], digest: digestOf(item) },
      }
      rows.push(row)
      if (judged.outcome === 'pass') continue
      const { outcome, typologies, reasons, unless, score, found } = judged
      const alert: AlertRow = {
        ...{ id: randomUUID(), leg, sale: null, customer: null, account: null, payment: null, item: row.id },
        ...{
          name: kind.nameOf(item),
          ref: item.ref,
          at: now,
          status: outcome === 'hold' ? 'held' : 'open',
          score,
          found,
        },
        ...{ judgement: { outcome, typologies, reasons, unless }, assigned: null, due_at: due, reported_at: null },
        ...{ finding: null, steps: [], version: 1, ...handling },
      }
      alerts.push(alert)
      if (flags.length > 0) tripped.push({ alert: alert.id, flags })
    }
    await insertItems(
      trx,
      rows,
      watched.map(({ item }) => kind.keysOf(item)),
    )
    await insertAlerts(trx, alerts)
    await appendLine(trx, actor, { verb: 'take', kind: leg, ids: rows.map(({ id }) => id) })
    await tellFound(trx, firm, leg, alerts)
    for (const { alert, flags } of tripped) await tellCapped(trx, firm, leg, alert, flags)
  }
  const made = new Map(rows.map((row) => [row.ref, row]))
  const alertOf = new Map(alerts.map((alert) => [alert.item, alert.id]))
  return items.map((item): EnteredItem => {
    const before = already.get(item.ref)
    if (before) {
      const { id, outcome, alert, digest } = before
      return { id, outcome, alert, as: digest.equals(digestOf(item)) ? 'known' : 'otherwise' }
    }
    const { id, outcome } = made.get(item.ref) as ItemRow
    return { id, outcome, alert: alertOf.get(id) ?? null, as: 'kept' }
  })
}
