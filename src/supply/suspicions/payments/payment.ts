// SPDX-License-Identifier: Apache-2.0
/**
 * A payment as a bank, a transfer service or a crypto provider has it. Amounts are of one currency a batch: what was paid in
 * another comes converted, as its reporter does for its own books. Moments are ISO 8601 in UTC, countries ISO 3166-1.
 */
import { z } from 'zod'

export const PAYMENT_KINDS = [
  'transfer',
  'card',
  'cash',
  'money-transfer',
  'person-to-person',
  'crypto',
  'unknown',
] as const
/** Of a merchant or an account, as far as red flags ask of it. */
export const CATEGORIES = [
  ...(['gambling', 'postage', 'forwarder', 'storage', 'equipment', 'chemicals', 'mixer', 'other', 'unknown'] as const),
] as const
export const HOLDERS = ['person', 'firm', 'unknown'] as const

const line = z.string().trim().max(200)

/** Stands for the account on the side where it was cash: nobody's, and watched by nobody. */
export const CASH = 'cash'

const sideShape = z.strictObject({
  account: line
    .min(1, 'An account is missing.')
    .describe('Account, card or wallet, as the reporter numbers it; `cash` where it was that.'),
  name: line.default('').describe('Of the holder.'),
  holder: z.enum(HOLDERS).default('unknown').describe('Who holds it.'),
  category: z.enum(CATEGORIES).default('unknown').describe('Of a merchant, as the reporter has it.'),
  institution: line.max(50).default('').describe('Where the account is: BIC (ISO 9362), or a code of the country.'),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^(?:[A-Z]{2})?$/, 'A country is two letters (ISO 3166-1).')
    .default('')
    .describe('Where the account is. Never scores; asked for by goAML.'),
})

export const paymentShape = z.strictObject({
  ref: line.min(1, 'The number of the payment is missing.').max(120).describe('The reporter’s own number.'),
  at: z.iso.datetime({ offset: true }).describe('When it was booked.'),
  amount: z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,6})?$/, 'An amount is a number over 0, without a sign.')
    .refine((text) => Number(text) > 0, 'An amount is over 0.')
    .describe('A decimal number as text.'),
  kind: z.enum(PAYMENT_KINDS).default('unknown').describe('How it was paid.'),
  branch: line.max(40).default('').describe('Branch or machine where it was paid in.'),
  from: sideShape.describe('Who pays.'),
  to: sideShape.describe('Who receives.'),
  memo: line.default('').describe('As it stands on it.'),
})
export type NewPayment = z.input<typeof paymentShape>
export type Payment = z.output<typeof paymentShape>
