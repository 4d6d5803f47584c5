// SPDX-License-Identifier: Apache-2.0
/** Payments into the database of a reporter: each judged by what came before it, kept once, with its alerts in the same transaction. */
import { createHash, randomUUID } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import { type Actor, columnsOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { alertHandling } from '../access.ts'
import { insertAlerts, takeTurns } from '../alerts/alerts-store.ts'
import { tellCapped, tellFound } from '../alerts/telling.ts'
import { type Breaker, openBreaker } from '../rules/breaker.ts'
import type { RuleSet } from '../rules/compile.ts'
import type { AccountRow, AlertRow, PaymentRow, Trx } from '../store.ts'
import { LONGEST } from './accounts.ts'
import { CASH, type Payment } from './payment.ts'
import {
  accountsHeldSince,
  accountsKnown,
  insertPayments,
  type KnownAccount,
  keepAccounts,
  paymentsKept,
  paymentsOf,
  usualAmounts,
  weighMore,
} from './payments-store.ts'
import { openPaymentWatch, type WatchedAccount } from './watch.ts'

export interface TakingPlan {
  actor: Actor
  rules: RuleSet
  /** From which amount cash is reported in this country. */
  limit: number
  now: Date
  /** When a suspicious transaction that is found now has to be reported by; null where the country has no such clock. */
  due: Date | null
}

/** `kept`: new here. `known`: the same was here. `otherwise`: another payment has this number, and stays. */
export interface Entered {
  id: string
  as: 'kept' | 'known' | 'otherwise'
}

/** What a batch made: accounts at which somebody looks that nobody looked at before, and how many of them are held. */
export interface Found {
  alerts: string[]
  held: number
}

const DAY_MS = 86_400_000

const digestOf = (payment: Payment) => createHash('sha256').update(canonical(payment)).digest()

/** Every account of these payments: as it was known, or new. */
const accountRows = (firm: string, payments: readonly Payment[], known: readonly KnownAccount[]) => {
  const ids = new Map(known.map(({ number, id }) => [number, id]))
  const rows = new Map<string, AccountRow>()
  for (const { at, from, to } of payments)
    for (const { account: number, name, holder } of [from, to]) {
      const row = rows.get(number) ?? {
        ...{ id: ids.get(number) ?? randomUUID(), originator: firm, number, name, holder, since: new Date(at) },
      }
      row.name = name || row.name
      if (holder !== 'unknown') row.holder = holder
      rows.set(number, row)
    }
  return rows
}

/** All that is new through the red flags, among what was known of its accounts, in the order of time. */
const foundIn = async (
  trx: Trx,
  fresh: readonly Payment[],
  known: readonly KnownAccount[],
  { rules, limit }: TakingPlan,
  breaker: Breaker,
): Promise<WatchedAccount[]> => {
  const watch = openPaymentWatch(rules, limit)
  watch.learn(await usualAmounts(trx))
  for (const { number, since, holder, score } of known) {
    watch.know(number, since.toISOString(), holder)
    if (score !== null) watch.remind(number, score)
  }
  const first = Date.parse(fresh[0]?.at ?? '')
  const before = await paymentsOf(
    trx,
    known.filter(({ number }) => number !== CASH).map(({ id }) => id),
    new Date(first - LONGEST),
  )
  const all = [
    ...before.map(({ content }) => ({ payment: content, isFresh: false })),
    ...fresh.map((payment) => ({ payment, isFresh: true })),
  ].sort((a, b) => Date.parse(a.payment.at) - Date.parse(b.payment.at))
  return all.flatMap(({ payment, isFresh }) => (isFresh ? watch.watch(payment, breaker.capped) : watch.recall(payment)))
}

/** In the order in which they are given; each answered at its place. */
export const takePayments = async (
  trx: Trx,
  payments: readonly Payment[],
  plan: TakingPlan,
): Promise<{ entered: Entered[]; found: Found }> => {
  const { actor, now, due } = plan
  const firm = actor.organisation
  await takeTurns(trx, firm, 'payment')
  const already = await paymentsKept(
    trx,
    payments.map(({ ref }) => ref),
  )
  const fresh = payments.filter(({ ref }) => !already.has(ref)).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const answer = (ids: ReadonlyMap<string, string>, found: Found) => ({
    found,
    entered: payments.map((payment): Entered => {
      const before = already.get(payment.ref)
      if (!before) return { id: ids.get(payment.ref) ?? '', as: 'kept' }
      return { id: before.id, as: before.digest.equals(digestOf(payment)) ? 'known' : 'otherwise' }
    }),
  })
  if (fresh.length === 0) return answer(new Map(), { alerts: [], held: 0 })

  const numbers = [...new Set(fresh.flatMap(({ from, to }) => [from.account, to.account]))]
  const known = await accountsKnown(trx, numbers, new Date(now.getTime() - LONGEST))
  const { payments: count, holds } = await accountsHeldSince(trx, new Date(now.getTime() - DAY_MS))
  const breaker = openBreaker(count + fresh.length, holds)
  const watched = await foundIn(trx, fresh, known, plan, breaker)

  const accounts = accountRows(firm, fresh, known)
  await keepAccounts(trx, [...accounts.values()])
  const idOf = (number: string) => accounts.get(number)?.id ?? ''
  const rows = fresh.map(
    (payment): PaymentRow => ({
      ...{ id: randomUUID(), originator: firm, ref: payment.ref, at: new Date(payment.at), taken_at: now },
      ...{ amount: Number(payment.amount), debtor: idOf(payment.from.account), creditor: idOf(payment.to.account) },
      ...{ content: payment, digest: digestOf(payment) },
    }),
  )
  await insertPayments(trx, rows)
  const ids = new Map(rows.map(({ ref, id }) => [ref, id]))
  await appendLine(trx, actor, { verb: 'take', kind: 'payment', ids: [...ids.values()] })

  const handling = columnsOf(alertHandling(firm, 'payment'))
  const before = new Map(known.map((row) => [row.number, row]))
  const alerts: AlertRow[] = []
  const heavier: Pick<AlertRow, 'id' | 'status'>[] = []
  const tripped: { alert: string; flags: string[] }[] = []
  // Of an account the last that was found is the heaviest.
  for (const { account: number, payment, score, ...judged } of new Map(
    watched.map((each) => [each.account, each]),
  ).values()) {
    const { outcome, typologies, reasons, unless } = judged
    const weighs = {
      ...{ score, judgement: { outcome, typologies, reasons, unless } },
      payment: ids.get(payment.ref) ?? (await paymentsKept(trx, [payment.ref])).get(payment.ref)?.id ?? null,
    }
    const { alert: waiting, status } = before.get(number) ?? {}
    if (waiting && (status === 'open' || status === 'held' || status === 'refusing')) {
      await weighMore(trx, waiting, weighs)
      heavier.push({ id: waiting, status: status === 'open' && outcome === 'hold' ? 'held' : 'open' })
      continue
    }
    const id = randomUUID()
    const flags = breaker.count(outcome === 'hold' ? reasons.map(({ flag }) => flag) : null)
    if (flags.length > 0) tripped.push({ alert: id, flags })
    const account = accounts.get(number)
    alerts.push({
      ...{ id, leg: 'payment', sale: null, customer: null, account: account?.id ?? '', item: null, ...weighs },
      ...{ name: account?.name || number, ref: number, at: now, found: [], assigned: null, due_at: due },
      ...{ status: outcome === 'hold' ? 'held' : 'open', reported_at: null, finding: null, steps: [], version: 1 },
      ...handling,
    })
  }
  if (heavier.length > 0)
    await appendLine(trx, actor, { verb: 'weigh', kind: 'alert', ids: heavier.map(({ id }) => id) })
  await insertAlerts(trx, alerts)
  await tellFound(trx, firm, 'payment', [...alerts, ...heavier])
  for (const { alert, flags } of tripped) await tellCapped(trx, firm, 'payment', alert, flags)
  const held = alerts.filter(({ status }) => status === 'held').length
  return answer(ids, { alerts: alerts.map(({ id }) => id), held })
}
