// SPDX-License-Identifier: Apache-2.0
/**
 * What somebody offers on an online marketplace, as the marketplace has it. Prices are of the whole quantity, in one currency; moments
 * ISO 8601 in UTC.
 */
import { z } from 'zod'
import { UNITS } from '../orders/order.ts'

const line = z.string().trim().max(200)
const amount = z
  .string()
  .regex(/^(?:\d{1,10}(?:\.\d{1,6})?)?$/, 'An amount is a number, without a sign.')
  .default('')

export const listingShape = z.strictObject({
  ref: line.min(1, 'The number of the listing is missing.').max(120).describe('The marketplace’s own number.'),
  at: z.iso.datetime({ offset: true }).describe('When it was put up.'),
  seller: line.min(1, 'The seller is missing.').describe('Account of the seller, as the marketplace numbers it.'),
  venue: line.default('').describe('Part of the marketplace.'),
  title: line.min(1, 'The title is missing.').describe('As it stands there.'),
  text: z.string().trim().max(4000).default('').describe('As it stands there.'),
  pictureText: z.string().trim().max(2000).default('').describe('What was read in its pictures.'),
  quantity: amount.describe('How much is offered.'),
  unit: z
    .enum(['', ...UNITS])
    .default('')
    .describe('UCUM.'),
  price: amount.describe('For all of it.'),
  currency: line.max(3).toUpperCase().default('').describe('ISO 4217.'),
  contact: line.default('').describe('Where buyers are asked to write.'),
  picture: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(?:[0-9a-f]{16})?$/, 'A perceptual hash has 16 hexadecimal digits.')
    .default('')
    .describe('Perceptual hash of the first picture: 64 bits, hexadecimal.'),
})
export type NewListing = z.input<typeof listingShape>
export type Listing = z.output<typeof listingShape>
