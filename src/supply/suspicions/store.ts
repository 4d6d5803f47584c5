// SPDX-License-Identifier: Apache-2.0
/** Tables of this compartment, and what its stores have in common. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { AlertStatus, FEEDBACKS, FindingClass, ReportStatus, SuspicionLeg } from './codes.ts'
import type { AlertStep, ReportContent } from './contract.ts'
import type { Listing } from './listings/listing.ts'
import type { KnownGood } from './orders/goods.ts'
import type { Order } from './orders/order.ts'
import type { Parcel } from './parcels/parcel.ts'
import type { Payment } from './payments/payment.ts'
import type { Judgement } from './rules/judge.ts'

export interface SaleRow {
  id: string
  originator: string
  ref: string
  at: Date
  taken_at: Date
  customer: string
  sector: string
  kilograms: number
  kinds: string[]
  outcome: Judgement['outcome']
  content: Order
  digest: Buffer
}

export interface AccountRow {
  id: string
  originator: string
  number: string
  name: string
  holder: Payment['from']['holder']
  since: Date
}

export interface PaymentRow {
  id: string
  originator: string
  ref: string
  at: Date
  taken_at: Date
  amount: number
  debtor: string
  creditor: string
  content: Payment
  digest: Buffer
}

export interface ItemRow {
  id: string
  originator: string
  leg: 'parcel' | 'listing'
  ref: string
  at: Date
  taken_at: Date
  outcome: Judgement['outcome']
  goods: string[]
  content: Parcel | Listing
  digest: Buffer
}

export interface AlertRow extends HandlingColumns {
  id: string
  leg: SuspicionLeg
  /** Of an order; else null. */
  sale: string | null
  customer: string | null
  /** Of payments; else null. */
  account: string | null
  payment: string | null
  /** Of a parcel or a listing; else null. */
  item: string | null
  name: string
  ref: string
  at: Date
  status: AlertStatus
  score: number
  found: KnownGood[]
  judgement: Pick<Judgement, 'outcome' | 'typologies' | 'reasons' | 'unless'>
  assigned: string | null
  due_at: Date | null
  reported_at: Date | null
  finding: FindingClass | null
  steps: AlertStep[]
  version: number
}

export interface ReportRow extends HandlingColumns {
  id: string
  alert: string
  leg: SuspicionLeg
  receiver: string
  name: string
  sender: string
  status: ReportStatus
  feedback: (typeof FEEDBACKS)[number] | null
  content: ReportContent
  found_at: Date
  due_at: Date | null
  sent_at: Date
  received_at: Date | null
  answered_at: Date | null
  version: number
}

export interface SuspicionTables extends EventTables {
  alert: AlertRow
  report: ReportRow
}
export type Trx = Transaction<SuspicionTables>

export const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`
