// SPDX-License-Identifier: Apache-2.0
/** An event of each leg in which nothing is odd: the cases of a red flag say only in what they differ from it. */
import type { OrderFacts } from '../orders/facts.ts'
import type { PaymentFacts } from '../payments/facts.ts'
import type { Leg } from '../rules/shapes.ts'
import type { FactsOf } from '../rules/vocabulary.ts'

/** A known firm orders what it always orders. */
const order: OrderFacts = {
  order: { kind: 'order', channel: 'web', lines: 1, premium: 1 },
  customer: {
    ...{ isNew: false, isPerson: false, orders: 12, daysFounded: 4000, identity: 'seen', licence: 'verified' },
    ...{ sector: '2023', website: 'https://paint.example', registration: 'R 1', asksNothing: false, isFreeMail: false },
    ...{ isOtherMail: false, sharing: 0, isRefused: false },
  },
  goods: { kinds: ['table-2'], kilograms: 200, pieces: 0 },
  use: { stated: 'stated', words: 6 },
  delivery: { place: 'business', isAbroad: false, isUrgent: false, isPlain: false, isChanged: false },
  payment: { method: 'transfer', isThird: false },
  history: {
    ...{ ratio: 1, peerRatio: 1, months: 12, orders7: 1, orders30: 1, mean30: 1, kilograms7: 200, largest7: 200 },
    ...{ kinds90: ['table-2'], isNewKind: false },
  },
}

/** A wage comes in, rent goes out. */
const payment: PaymentFacts = {
  payment: { side: 'credit', kind: 'transfer', amount: 250, beside: 1, hour: 12 },
  account: { holder: 'person', days: 900 },
  window: {
    ...{ senders30: 2, receivers30: 6, credits7: 1, in7: 250, out7: 100, lowSenders90: 0, lowDays90: 0 },
    ...{ cashUnder7: 0, branches7: 0, late30: 0, gambling30: 0, fromGambling30: 0, postage30: 1, moved30: 0 },
    ...{ goods90: 0, crypto30: 0, mixed30: 0 },
    ...{ restDays: 3, payments30: 6, places30: 1, in30: 1200, out30: 1000, cashOut30: 0.1, surge30: 1, in7Beside: 4 },
  },
}

export const ORDINARY: Readonly<Record<Leg, FactsOf>> = {
  order,
  payment,
  parcel: {
    parcel: {
      ...{
        service: 'small-packet',
        contents: 'merchandise',
        paidWith: 'account',
        description: 'Wool socks',
        hs: '611594',
      },
      ...{ grams: 400, value: 30, postageShare: 0.3, isVague: false, heading: 'unknown', missing: 0, leaves: true },
    },
    goods: { kinds: [] },
    window: { toAddress30: 1, namesThere30: 1, sendersThere30: 1, namesOfSender30: 1, fromSender7: 3, stopped90: 0 },
  },
  listing: {
    listing: {
      ...{ claims: [], hasCas: false, isBare: false, asksElsewhere: false, isHidden: false, quantity: 0.5, price: 40 },
      beside: 1,
    },
    goods: { kinds: [] },
    window: { sellersAtContact90: 1, samePicture90: 0, removed90: 0, ofSeller30: 4 },
  },
}

/** The facts of a case: of an ordinary event, but for what it says. */
export const caseOf = (leg: Leg, differing: Readonly<Record<string, unknown>>): FactsOf =>
  Object.fromEntries(
    Object.entries(ORDINARY[leg]).map(([group, own]) => [group, { ...own, ...(differing[group] as object) }]),
  )
