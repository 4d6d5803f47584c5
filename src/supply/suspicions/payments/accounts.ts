// SPDX-License-Identifier: Apache-2.0
/**
 * What one reporter knows of its accounts from the payments before: a quarter of a year of each, bounded, in memory. Payments come in the
 * order of their time; a window is the time before the one that asks, which is in it.
 */
import type { PaymentFacts } from './facts.ts'
import { CASH, type Payment } from './payment.ts'

const DAY = 86_400_000
/** No window is longer. */
export const LONGEST = 90 * DAY
/** Of one account: beyond this it is a shop or a hub, whose windows are short. */
export const MOST_KEPT = 1000
/** Last payments of all accounts that say what is usual. */
export const USUAL_OF = 4096
/** Under this part of what is usual a sum is very small. */
const LOW = 0.05
/** Cash within this part under the limit is just under it. */
const UNDER = 0.15
const NIGHT_ENDS = 5

interface Entry {
  at: number
  other: string
  amount: number
  isCredit: boolean
  isLow: boolean
  isNight: boolean
  kind: Payment['kind']
  branch: string
  /** Of the other side. */
  category: Payment['from']['category']
}

interface Account {
  since: number
  holder: Payment['from']['holder']
  entries: Entry[]
}

export type Side = 'credit' | 'debit'

export interface Seen {
  account: string
  side: Side
  /** As they are at that payment; asked for before the next is entered. */
  facts(): PaymentFacts
}

export interface Accounts {
  /** An account of which there were payments before those that are entered. */
  know(account: string, since: string, holder: Payment['from']['holder']): void
  /** Amounts that say what is usual, oldest first. */
  learn(amounts: readonly number[]): void
  /** Remembers a payment, and answers both its accounts. One that was counted in what is usual before is `known`. */
  enter(payment: Payment, isKnown?: boolean): Seen[]
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

interface Asked {
  at: number
  limit: number
  /** Its first payment. */
  since: number
  /** Amount, of all payments. */
  usual: number
}

/**
 * Facts of one account, by what was paid last. One pass from the newest back: a hub has hundreds of payments in a window, and
 * is asked at each of them.
 */
const windowsOf = (entries: readonly Entry[], { at, limit, since, usual }: Asked): PaymentFacts['window'] => {
  const [week, month, quarter] = [at - 7 * DAY, at - 30 * DAY, at - 90 * DAY]
  const [senders, receivers, lowSenders, branches] = [new Set(), new Set(), new Set(), new Set()]
  let lowRuns: Map<string, number> | undefined
  let [credits7, in7, out7, in30, gambled, fromGambling30, postage30, moved30] = [0, 0, 0, 0, 0, 0, 0, 0]
  let [goods90, crypto30, mixed30, cashUnder7, late30] = [0, 0, 0, 0, 0]
  let [in60, count30, first30, rested, out30, cashOut30] = [0, 0, at, -1, 0, 0]
  const places = new Set<string>()
  for (let i = entries.length - 1; i >= 0; i--) {
    const { at: moment, other, amount, isCredit, isLow, isNight, kind, category, branch } = entries[i] as Entry
    if (moment <= quarter) break
    if (isCredit && isLow) {
      lowSenders.add(other)
      lowRuns ??= new Map()
      const day = `${other} ${Math.floor(moment / DAY)}`
      lowRuns.set(day, (lowRuns.get(day) ?? 0) + 1)
    }
    if (!isCredit && (category === 'equipment' || category === 'chemicals')) goods90++
    if (moment <= month) {
      if (isCredit) in60 += amount
      if (rested < 0) rested = first30 - moment
      continue
    }
    count30++
    first30 = moment
    if (kind === 'crypto') crypto30++
    if (category === 'mixer') mixed30++
    if (isCredit) {
      senders.add(other)
      in30 += amount
      if (category === 'gambling') fromGambling30++
      if (isNight && kind === 'person-to-person') late30++
      if (kind === 'cash' && branch !== '') places.add(branch)
    } else {
      receivers.add(other)
      out30 += amount
      if (kind === 'cash') cashOut30 += amount
      if (category === 'gambling') gambled += amount
      else if (category === 'postage') postage30++
      else if (category === 'forwarder' || category === 'storage') moved30++
    }
    if (moment <= week) continue
    if (!isCredit) out7 += amount
    else {
      credits7++
      in7 += amount
      if (kind !== 'cash') continue
      if (branch !== '') branches.add(branch)
      if (amount < limit && amount >= limit * (1 - UNDER)) cashUnder7++
    }
  }
  let lowDays90 = 0
  for (const times of lowRuns?.values() ?? []) if (times > 1) lowDays90++
  // Of an account that is known for longer than its payments are kept nothing was paid for as long.
  const restDays = rested >= 0 ? rested / DAY : since <= quarter ? (first30 - quarter) / DAY : -1
  return {
    ...{ restDays, payments30: count30, places30: places.size, in30, out30 },
    ...{
      cashOut30: in30 > 0 ? cashOut30 / in30 : 0,
      surge30: since <= quarter ? in30 / Math.max(in60 / 2, usual) : -1,
    },
    ...{ in7Beside: usual > 0 ? in7 / usual : -1 },
    ...{ senders30: senders.size, receivers30: receivers.size, lowSenders90: lowSenders.size, lowDays90 },
    ...{ credits7, in7, out7, cashUnder7, branches7: branches.size, late30 },
    ...{ gambling30: in30 > 0 ? gambled / in30 : 0, fromGambling30, postage30, moved30, goods90, crypto30, mixed30 },
  }
}

/** `limit`: from which amount cash is reported in that country. */
export const openAccounts = (limit: number): Accounts => {
  const accounts = new Map<string, Account>()
  const last: number[] = []
  let next = 0
  let usual = 0
  const learn = (amount: number) => {
    last[next] = amount
    next = (next + 1) % USUAL_OF
    // Seldom anew: what is usual changes slowly, and a median of thousands costs.
    if (last.length < 64 || next % 512 === 0) usual = median(last)
  }
  const know: Accounts['know'] = (id, since, holder) => {
    accounts.set(id, { since: Date.parse(since), holder, entries: [] })
  }
  const keep = (id: string, holder: Account['holder'], entry: Entry): Account => {
    const account = accounts.get(id) ?? { since: entry.at, holder, entries: [] }
    accounts.set(id, account)
    if (holder !== 'unknown') account.holder = holder
    account.entries.push(entry)
    if (account.entries.length > MOST_KEPT || (account.entries[0] as Entry).at < entry.at - LONGEST)
      account.entries.shift()
    return account
  }
  return {
    know,
    learn: (amounts) => {
      for (const amount of amounts) learn(amount)
      usual = last.length > 0 ? median(last) : 0
    },
    enter: (payment, isKnown = false) => {
      const [at, amount] = [Date.parse(payment.at), Number(payment.amount)]
      const { from, to, kind } = payment
      const beside = usual > 0 ? amount / usual : -1
      const hour = new Date(at).getUTCHours()
      const base = {
        at,
        amount,
        kind,
        branch: payment.branch,
        isLow: beside >= 0 && beside < LOW,
        isNight: hour < NIGHT_ENDS,
      }
      if (!isKnown) learn(amount)
      const sides = [
        { side: 'credit' as const, own: to, other: from },
        { side: 'debit' as const, own: from, other: to },
      ]
      const watched = sides.filter(({ own }) => own.account !== CASH)
      return watched.map(({ side, own, other }) => {
        const isCredit = side === 'credit'
        const entry: Entry = { ...base, other: other.account, category: other.category, isCredit }
        const { since, holder, entries } = keep(own.account, own.holder, entry)
        return {
          ...{ account: own.account, side },
          facts: () => ({
            payment: { side, kind, amount, beside, hour },
            account: { holder, days: Math.floor((at - since) / DAY) },
            window: windowsOf(entries, { at, limit, since, usual }),
          }),
        }
      })
    },
  }
}
