// SPDX-License-Identifier: Apache-2.0
/** The part of the desk that takes payments in, one at a time or as a file. */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { PaymentReport, SuspicionsDesk, SuspicionsRefusal } from '../contract.ts'
import { absent, parsed, type Room, type SuspicionsPlan } from '../room.ts'
import { rulesIn } from '../rulebooks/rulebooks.ts'
import type { Trx } from '../store.ts'
import { paymentShape } from './payment.ts'
import { readPayments, SKEW_MS } from './rows.ts'
import { takePayments } from './taking.ts'

/** Payments that are judged and kept together: a stop loses none that was told as kept, and at most these are done again. */
const AT_ONCE = 20_000

export const paymentsPart = (
  plan: SuspicionsPlan,
  { inside }: Room,
): Pick<SuspicionsDesk, 'takePayment' | 'takePayments'> => {
  const { actor, rules, payments: watched, dueAfter, now = () => new Date() } = plan
  const taking = async (trx: Trx) => {
    const at = now()
    return { actor, ...watched, rules: await rulesIn(trx, rules, 'payment'), now: at, due: dueAfter('payment', at) }
  }
  return {
    takePayment: (input, key) =>
      inside(
        'takePayment',
        async (trx) => {
          const given = parsed(paymentShape, input)
          if (!given.ok) return given
          if (Date.parse(given.value.at) > now().getTime() + SKEW_MS)
            return refuse('not-valid', 'It lies in the future.', 'at')
          const { entered, found } = await takePayments(trx, [given.value], await taking(trx))
          const [first] = entered
          if (!first) return absent()
          return first.as === 'otherwise'
            ? refuse('conflict', 'Another payment has this number; it stays as it is.', 'ref')
            : ok({ id: first.id, alerts: found.alerts })
        },
        { key, what: { takePayment: input } },
      ),
    takePayments: async (bytes): Promise<Outcome<PaymentReport, SuspicionsRefusal>> => {
      const open = await inside('takePayments', async () => ok(true))
      if (!open.ok) return open
      const read = await readPayments(bytes, now(), plan.currency)
      if (!read.ok) return read
      const { payments, problems, rows, isLatin1 } = read.value
      const report: PaymentReport = { rows, kept: 0, known: 0, alerts: 0, held: 0, problems: [...problems], isLatin1 }
      for (let from = 0; from < payments.length; from += AT_ONCE) {
        const part = payments.slice(from, from + AT_ONCE)
        const done = await inside('takePayments', async (trx) =>
          ok(
            await takePayments(
              trx,
              part.map(({ payment }) => payment),
              await taking(trx),
            ),
          ),
        )
        if (!done.ok) return done
        for (const [index, { as }] of done.value.entered.entries()) {
          const { line = 0, payment } = part[index] ?? {}
          if (as === 'otherwise') report.problems.push({ line, code: 'known-otherwise', given: payment?.ref ?? '' })
          else report[as]++
        }
        report.alerts += done.value.found.alerts.length
        report.held += done.value.found.held
      }
      report.problems.sort((a, b) => a.line - b.line)
      return ok(report)
    },
  }
}
