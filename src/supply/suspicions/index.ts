// SPDX-License-Identifier: Apache-2.0
/** Orders, payments, parcels and listings that a firm watches, what it refuses, and what it reports: seen by nobody else until it reports. See README.md. */
import { join } from 'node:path'

export { OFFICER as suspicionsOfficer, ROLES as suspicionRoles } from './access.ts'
export type { SuspicionLeg } from './codes.ts'
export type { CertificatesCounter, SuspicionsDesk } from './contract.ts'
export { openSuspicions } from './desk.ts'
export { suspicionFacts } from './facts.ts'
export type { Item, ItemKind } from './items/item.ts'
export { type Naming, namingOf } from './items/naming.ts'
export { readItems } from './items/rows.ts'
export { openItemWatch } from './items/watch.ts'
export { LISTING_FACTS } from './listings/facts.ts'
export { LISTINGS } from './listings/listings.ts'
export { ORDER_FACTS } from './orders/facts.ts'
export type { GoodsPlan } from './orders/goods.ts'
export { ownUseOf } from './orders/own-use.ts'
export { currencies, ORDER_COLUMNS, type RowProblem, readOrders } from './orders/rows.ts'
export { openWatch, type Watched } from './orders/watch.ts'
export { PARCEL_FACTS } from './parcels/facts.ts'
export { PARCELS } from './parcels/parcels.ts'
export { PAYMENT_FACTS } from './payments/facts.ts'
export { paymentShape } from './payments/payment.ts'
export { PAYMENT_COLUMNS, readPayments } from './payments/rows.ts'
export { openPaymentWatch, type WatchedAccount } from './payments/watch.ts'
export { openCertificates } from './refusals/counter.ts'
export { DRAFT_HANDED, draftToCarry } from './reports/handing.ts'
export type { SuspicionsPlan } from './room.ts'
export { suspicionsRoutes } from './routes.ts'
export { openRules, type Rules } from './rulebooks/rules.ts'
export { compileRules, type RuleSet } from './rules/compile.ts'
export type { Judgement } from './rules/judge.ts'
export { flagsOf } from './rules/load.ts'
export type { FactSpeech, Vocabulary } from './rules/vocabulary.ts'
export type { SuspicionTables } from './store.ts'

/** After the platform's. */
export const suspicionsMigrations = join(import.meta.dirname, 'migrations')

/** CSVs to begin from. */
export const exampleOrders = join(import.meta.dirname, 'orders/examples.csv')
export const examplePayments = join(import.meta.dirname, 'payments/examples.csv')
export const exampleParcels = join(import.meta.dirname, 'parcels/examples.csv')
export const exampleListings = join(import.meta.dirname, 'listings/examples.csv')
