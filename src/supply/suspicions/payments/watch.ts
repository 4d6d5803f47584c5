// SPDX-License-Identifier: Apache-2.0
/**
 * Payments of one reporter through all red flags of payments. What is found is told of an account, once: an account at which
 * somebody looks is told again only where it weighs more than before.
 */
import type { RuleSet } from '../rules/compile.ts'
import { type Judgement, judge } from '../rules/judge.ts'
import { openAccounts } from './accounts.ts'
import type { Payment } from './payment.ts'

export interface WatchedAccount extends Judgement {
  account: string
  /** The payment by which it was found. */
  payment: Payment
}

export interface PaymentWatch {
  /** Accounts that this payment makes worth a look. Payments come in the order of their time. */
  watch(payment: Payment): WatchedAccount[]
}

/** `limit`: from which amount cash is reported in that country. */
export const openPaymentWatch = (rules: RuleSet, limit: number): PaymentWatch => {
  const accounts = openAccounts(limit)
  const told = new Map<string, number>()
  return {
    watch: (payment) => {
      const found: WatchedAccount[] = []
      for (const { account, facts } of accounts.enter(payment)) {
        const judged = judge(rules, facts, payment.at.slice(0, 10))
        if (judged.outcome === 'pass' || judged.score <= (told.get(account) ?? 0)) continue
        told.set(account, judged.score)
        found.push({ account, payment, ...judged })
      }
      return found
    },
  }
}
