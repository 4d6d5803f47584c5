// SPDX-License-Identifier: Apache-2.0
/**
 * A parcel as a post or a courier has it before it is loaded: what a sender declares on a CN 22 or CN 23 and what travels ahead
 * as ITMATT (UPU S10, M33; not compared with their text). Weights in grams, amounts in one currency, moments ISO 8601 in UTC.
 */
import { z } from 'zod'
import { isS10 } from '#basis/s10.ts'

export const SERVICES = ['letter', 'small-packet', 'parcel', 'registered', 'express', 'unknown'] as const
export const POSTAGE_BY = ['account', 'card', 'cash', 'stamps', 'unknown'] as const
/** Category of contents of a CN 23. */
export const CONTENTS = ['gift', 'documents', 'sample', 'merchandise', 'returned', 'other', 'unknown'] as const

const line = z.string().trim().max(200)
const amount = z
  .string()
  .regex(/^(?:\d{1,10}(?:\.\d{1,4})?)?$/, 'An amount is a number, without a sign.')
  .default('')
const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(?:[A-Z]{2})?$/, 'A country is two letters (ISO 3166-1).')
  .default('')
  .describe('ISO 3166-1. Never scores.')

const sideShape = z.strictObject({
  name: line.default('').describe('As it stands on it.'),
  address: line.default('').describe('As it stands on it.'),
  country,
})

export const parcelShape = z.strictObject({
  ref: line
    .min(1, 'The number of the parcel is missing.')
    .max(40)
    .toUpperCase()
    .refine(
      (ref) => !/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(ref) || isS10(ref),
      'The check digit of this number (S10) is wrong.',
    )
    .describe('S10 where it has one, else the carrier’s own number.'),
  at: z.iso.datetime({ offset: true }).describe('When it was accepted, or announced.'),
  service: z.enum(SERVICES).default('unknown').describe('How it is sent.'),
  contents: z.enum(CONTENTS).default('unknown').describe('Category on the CN 23.'),
  description: line.default('').describe('Contents in the sender’s words.'),
  hs: z
    .string()
    .trim()
    .transform((text) => text.replace(/[ .]/g, ''))
    .refine((text) => /^(?:\d{4}|\d{6}(?:\d{2,4})?)?$/.test(text), 'A tariff heading has 4 to 10 digits (HS).')
    .default('')
    .describe('Harmonized System, as the sender declared it.'),
  grams: amount.describe('Weight in grams.'),
  value: amount.describe('Declared value.'),
  currency: line.max(3).toUpperCase().default('').describe('ISO 4217.'),
  postage: amount.describe('What sending it cost.'),
  paidWith: z.enum(POSTAGE_BY).default('unknown').describe('How postage was paid.'),
  sender: sideShape.describe('Who sends it.'),
  addressee: sideShape.describe('To whom.'),
})
export type NewParcel = z.input<typeof parcelShape>
export type Parcel = z.output<typeof parcelShape>
