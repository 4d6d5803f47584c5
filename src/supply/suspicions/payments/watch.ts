// SPDX-License-Identifier: Apache-2.0
/**
 * Payments of one reporter through all red flags of payments. What is found is told of an account, once: an account at which
 * somebody looks is told again only where it weighs more than before.
 */
import type { RuleSet } from '../rules/compile.ts'
import { type Judgement, judge } from '../rules/judge.ts'
import { type Accounts, openAccounts } from './accounts.ts'
import type { Payment } from './payment.ts'

export interface WatchedAccount extends Judgement {
  account: string
  /** The payment by which it was found. */
  payment: Payment
}

export interface PaymentWatch extends Pick<Accounts, 'know' | 'learn'> {
  /** What an account weighed when somebody was told of it. */
  remind(account: string, score: number): void
  /**
   * Accounts that this payment makes worth a look. Payments come in the order of their time. `capped`: red flags that hold
   * nothing now.
   */
  watch(payment: Payment, capped?: ReadonlySet<string>): WatchedAccount[]
  /** One that was watched before. It is looked at again only where something that came late stands before it. */
  recall(payment: Payment): WatchedAccount[]
}

/** `limit`: from which amount cash is reported in that country. */
export const openPaymentWatch = (rules: RuleSet, limit: number): PaymentWatch => {
  const accounts = openAccounts(limit)
  const told = new Map<string, number>()
  /** Accounts of which something new was entered. */
  const moved = new Set<string>()
  const judged = (payment: Payment, isKnown: boolean, capped?: ReadonlySet<string>): WatchedAccount[] => {
    const found: WatchedAccount[] = []
    for (const { account, facts } of accounts.enter(payment, isKnown)) {
      if (isKnown && !moved.has(account)) continue
      moved.add(account)
      const judgement = judge(rules, facts(), payment.at.slice(0, 10), capped)
      if (judgement.outcome === 'pass' || judgement.score <= (told.get(account) ?? 0)) continue
      told.set(account, judgement.score)
      found.push({ account, payment, ...judgement })
    }
    return found
  }
  return {
    ...{ know: accounts.know, learn: accounts.learn },
    remind: (account, score) => told.set(account, score),
    watch: (payment, capped) => judged(payment, false, capped),
    recall: (payment) => judged(payment, true),
  }
}
