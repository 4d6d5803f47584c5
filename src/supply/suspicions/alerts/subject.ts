// SPDX-License-Identifier: Apache-2.0
/** What an alert is of: the order with those before it, the account with its payments, the parcel or listing with those like it. */
import type { Alert, Listing, Parcel, Subject } from '../contract.ts'
import { type ItemLeg, PAST_DAYS } from '../items/item.ts'
import { itemById, itemsSharing, recordOf } from '../items/items-store.ts'
import { LISTINGS } from '../listings/listings.ts'
import { saleById, salesBefore } from '../orders/orders-store.ts'
import { PARCELS } from '../parcels/parcels.ts'
import { LONGEST } from '../payments/accounts.ts'
import { accountById, paymentById, paymentsBetween } from '../payments/payments-store.ts'
import type { AlertRow, Trx } from '../store.ts'

/** Payments of one account that are shown and reported; of how many stands beside them. */
const MOST_PAYMENTS = 500

/** Others with which it has something in common, newest first. */
const MOST_ALIKE = 50

const itemOf = async (trx: Trx, row: AlertRow & { leg: ItemLeg }): Promise<Subject> => {
  const item = await itemById(trx, row.item ?? '')
  if (!item) throw new Error('An alert stands without what it is of.')
  const keys = row.leg === 'parcel' ? PARCELS.keysOf(item.content as Parcel) : LISTINGS.keysOf(item.content as Listing)
  const span = [new Date(item.at.getTime() - PAST_DAYS * 86_400_000), item.at] as const
  const alike = (await itemsSharing(trx, row.leg, keys, span))
    .filter(({ id }) => id !== item.id)
    .slice(-MOST_ALIKE)
    .reverse()
    .map(({ content }) => content)
  const { found } = row
  return row.leg === 'parcel'
    ? { leg: 'parcel', parcel: item.content as Parcel, found, alike: alike as Parcel[] }
    : { leg: 'listing', listing: item.content as Listing, found, alike: alike as Listing[] }
}

type Known = Pick<Alert, 'about' | 'before' | 'record'>

export const subjectOf = async (trx: Trx, row: AlertRow): Promise<Known> => {
  if (row.leg === 'parcel' || row.leg === 'listing') {
    const about = await itemOf(trx, { ...row, leg: row.leg })
    const flags = row.judgement.reasons.map(({ flag }) => flag)
    return { about, before: [], record: await recordOf(trx, row.leg, flags) }
  }
  if (row.leg === 'order') {
    const sale = await saleById(trx, row.sale ?? '')
    if (!sale) throw new Error('An alert stands without its order.')
    const before = await salesBefore(trx, sale)
    return {
      ...{ about: { leg: 'order', order: sale.content, found: row.found }, record: [] },
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
    ...{ before: [], record: [] },
  }
}
