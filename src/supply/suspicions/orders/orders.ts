// SPDX-License-Identifier: Apache-2.0
/** The part of the desk that takes orders in, one at a time or as a file. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { BatchReport, FairnessRow, SuspicionsDesk, SuspicionsRefusal } from '../contract.ts'
import { absent, parsed, type Room, type SuspicionsPlan } from '../room.ts'
import { rulesIn } from '../rulebooks/rulebooks.ts'
import type { Trx } from '../store.ts'
import { orderShape } from './order.ts'
import { alertsByCountry } from './orders-store.ts'
import { oddIn, readOrders } from './rows.ts'
import { takeOrders } from './taking.ts'

/** Orders that are judged and kept together: a stop loses none that was told as kept, and at most these are done again. */
const AT_ONCE = 2000

const YEAR_MS = 365 * 86_400_000
/** Fewer orders of a country say nothing of it. */
const LEAST_ORDERS = 20

/** Rates beside the rate of all, to two decimals. */
export const fairnessOf = (rows: readonly Omit<FairnessRow, 'beside'>[]) => {
  const sum = (of: 'orders' | 'alerts') => rows.reduce((total, row) => total + row[of], 0)
  const [orders, alerts] = [sum('orders'), sum('alerts')]
  const rate = orders > 0 ? alerts / orders : 0
  const countries = rows.map(
    (row): FairnessRow => ({
      ...row,
      beside: row.orders < LEAST_ORDERS || rate === 0 ? null : Math.round((row.alerts / row.orders / rate) * 100) / 100,
    }),
  )
  return { orders, alerts, countries }
}

const ODD = {
  future: 'It lies in the future.',
  currency: 'ISO 4217 has no such currency.',
} as const

export const ordersPart = (
  plan: SuspicionsPlan,
  { inside }: Room,
): Pick<SuspicionsDesk, 'take' | 'takeFile' | 'fairness'> => {
  const { actor, rules, goods, currencies, dueAfter, now = () => new Date() } = plan
  const taking = async (trx: Trx) => {
    const at = now()
    return { actor, rules: await rulesIn(trx, rules, 'order'), goods, now: at, due: dueAfter('order', at) }
  }
  return {
    fairness: () =>
      inside('fairness', async (trx) => {
        const rows = await alertsByCountry(trx, new Date(now().getTime() - YEAR_MS))
        await appendLine(trx, actor, { verb: 'count', kind: 'order', ids: [] })
        return ok(fairnessOf(rows))
      }),
    take: (input, key) =>
      inside(
        'take',
        async (trx) => {
          const given = parsed(orderShape, input)
          if (!given.ok) return given
          const odd = oddIn(given.value, now(), currencies)
          if (odd)
            return refuse('not-valid', ODD[odd.code as keyof typeof ODD], odd.code === 'future' ? 'at' : 'currency')
          const [entered] = await takeOrders(trx, [given.value], await taking(trx))
          if (!entered) return absent()
          const { as, ...taken } = entered
          return as === 'otherwise'
            ? refuse('conflict', 'Another order has this number; it stays as it is.', 'ref')
            : ok(taken)
        },
        { key, what: { take: input } },
      ),
    takeFile: async (bytes): Promise<Outcome<BatchReport, SuspicionsRefusal>> => {
      const open = await inside('takeFile', async () => ok(true))
      if (!open.ok) return open
      const read = await readOrders(bytes, { now: now(), known: currencies })
      if (!read.ok) return read
      const { orders, problems, rows, isLatin1 } = read.value
      const report: BatchReport = { rows, kept: 0, known: 0, alerts: 0, held: 0, problems: [...problems], isLatin1 }
      for (let from = 0; from < orders.length; from += AT_ONCE) {
        const part = orders.slice(from, from + AT_ONCE)
        const done = await inside('takeFile', async (trx) =>
          ok(
            await takeOrders(
              trx,
              part.map(({ order }) => order),
              await taking(trx),
            ),
          ),
        )
        if (!done.ok) return done
        for (const [index, { as, outcome }] of done.value.entries()) {
          if (as === 'otherwise')
            report.problems.push({
              line: part[index]?.line ?? 0,
              code: 'known-otherwise',
              given: part[index]?.order.ref ?? '',
            })
          else report[as]++
          if (as === 'kept' && outcome !== 'pass') report.alerts++
          if (as === 'kept' && outcome === 'hold') report.held++
        }
      }
      report.problems.sort((a, b) => a.line - b.line)
      return ok(report)
    },
  }
}
