// SPDX-License-Identifier: Apache-2.0
/** What an alert is of: the order with those before it, the account with its payments, the parcel or listing with those like it. */
import type { Alert, Listing, Parcel, Subject } from '../contract.ts'
import { type Item, type ItemKind, PAST_DAYS } from '../items/item.ts'
import { itemById, itemsSharing, recordOf } from '../items/items-store.ts'
import { LISTINGS } from '../listings/listings.ts'
import { saleById, salesBefore } from '../orders/orders-store.ts'
import { PARCELS } from '../parcels/parcels.ts'
import { LONGEST } from '../payments/accounts.ts'
import { accountById, paymentById, paymentsBetween } from '../payments/payments-store.ts'
import type { AlertRow, ItemRow, Trx } from '../store.ts'

/** Payments of one account that are shown and reported; of how many stands beside them. */
const MOST_PAYMENTS = 500

/** Others with which it has something in common, newest first. */
const MOST_ALIKE = 50

const alikeTo = async <T extends Item>(
  trx: Trx,
  kind: ItemKind<T>,
  { id, at, content }: ItemRow,
  among: Among,
): Promise<T[]> => {
  const item = content as unknown as T
  const span = [new Date(at.getTime() - PAST_DAYS * 86_400_000), at] as const
  const others = (await itemsSharing(trx, kind.leg, kind.keysOf(item), span)).filter(
    (each) => each.id !== id && (among === 'all' || each.outcome !== 'pass'),
  )
  return others
    .map((each) => each.content as unknown as T)
    .filter((each) => kind.isAlike(item, each))
    .slice(-MOST_ALIKE)
    .reverse()
}

const itemOf = async (trx: Trx, row: AlertRow, among: Among): Promise<Subject> => {
  const item = await itemById(trx, row.item ?? '')
  if (!item) throw new Error('An alert stands without what it is of.')
  const { found } = row
  return row.leg === 'parcel'
    ? { leg: 'parcel', parcel: item.content as Parcel, found, alike: await alikeTo(trx, PARCELS, item, among) }
    : { leg: 'listing', listing: item.content as Listing, found, alike: await alikeTo(trx, LISTINGS, item, among) }
}

type Among = 'all' | 'odd'
type Known = Pick<Alert, 'about' | 'before' | 'record'>

/** `among`: whose parcels and listings stand beside it; a report names those alone at which somebody looks too. */
export const subjectOf = async (trx: Trx, row: AlertRow, among: Among = 'all'): Promise<Known> => {
  if (row.leg === 'parcel' || row.leg === 'listing') {
    const about = await itemOf(trx, row, among)
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
