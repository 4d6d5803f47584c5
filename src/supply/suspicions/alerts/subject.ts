// SPDX-License-Identifier: Apache-2.0
/** What an alert is of: the order with those before it, or the account with its payments. */
import type { Alert, Subject } from '../contract.ts'
import { saleById, salesBefore } from '../orders/orders-store.ts'
import { LONGEST } from '../payments/accounts.ts'
import { accountById, paymentById, paymentsBetween } from '../payments/payments-store.ts'
import type { AlertRow, Trx } from '../store.ts'

/** Payments of one account that are shown and reported; of how many stands beside them. */
const MOST_PAYMENTS = 500

export const subjectOf = async (trx: Trx, row: AlertRow): Promise<{ about: Subject; before: Alert['before'] }> => {
  if (row.leg === 'order') {
    const sale = await saleById(trx, row.sale ?? '')
    if (!sale) throw new Error('An alert stands without its order.')
    const before = await salesBefore(trx, sale)
    return {
      about: { leg: 'order', order: sale.content, found: row.found },
      before: before.map((each) => ({ ...each, at: each.at.toISOString() })),
    }
  }
  const [account, by] = [await accountById(trx, row.account ?? ''), await paymentById(trx, row.payment ?? '')]
  if (!account || !by) throw new Error('An alert stands without its account.')
  const { rows, total } = await paymentsBetween(
    trx,
    account.id,
    [new Date(by.at.getTime() - LONGEST), by.at],
    MOST_PAYMENTS,
  )
  const { number, name, holder, since } = account
  return {
    about: {
      ...{ leg: 'payment', account: { number, name, holder, since: since.toISOString() } },
      ...{ payments: rows.map(({ content }) => content), total },
    },
    before: [],
  }
}
