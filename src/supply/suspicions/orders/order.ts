// SPDX-License-Identifier: Apache-2.0
/**
 * An order or inquiry as whoever sells chemicals or equipment has it, in what a report of a suspicious order asks for: who
 * ordered what, for what, delivered where, paid how. Days are `YYYY-MM-DD`, moments ISO 8601 in UTC, countries ISO 3166-1.
 */
import { z } from 'zod'

export const CHANNELS = [
  ...(['web', 'email', 'phone', 'edi', 'in-person', 'marketplace', 'social-media', 'unknown'] as const),
] as const
export const LICENCES = ['verified', 'stated', 'expired', 'none', 'refused', 'not-needed', 'unknown'] as const
export const IDENTITIES = ['seen', 'not-seen', 'altered', 'refused', 'unknown'] as const
export const USES = ['stated', 'vague', 'refused', 'not-asked'] as const
export const PLACES = [
  ...(['business', 'laboratory', 'residence', 'storage', 'post-box', 'forwarder', 'collected', 'unknown'] as const),
] as const
export const PAYMENTS = [
  ...(['transfer', 'card', 'cash', 'money-transfer', 'gift-card', 'crypto', 'unknown'] as const),
] as const
export const UNITS = ['kg', 'g', 'mg', 'L', 'mL', '{piece}'] as const

/** More than this of one order is no order: it is refused, and the batch says so. */
const MOST_ITEMS = 200

const line = z.string().trim().max(200)
const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'A country is two letters (ISO 3166-1).')
/** A decimal number as text: nothing is lost by rounding. At most 12 digits, so that no sum overflows. */
const decimal = z
  .string()
  .regex(/^\d{1,12}(?:\.\d{1,6})?$/, 'A number such as 25 or 0.5: not negative, no thousands sign.')

export const customerShape = z.strictObject({
  ref: line.default('').describe('The reporter’s own number of the customer.'),
  name: line.min(1, 'Who orders is missing.').describe('As the customer gave it.'),
  isPerson: z.boolean().default(false).describe('Whether a natural person orders for themselves.'),
  country: country.describe('Where the customer is. Never scores.'),
  address: line.max(400).default('').describe('As given.'),
  email: line.default('').describe('As given.'),
  phone: line.max(40).default('').describe('As given.'),
  website: line.default('').describe('Empty: none is known.'),
  registration: line.default('').describe('Number in a register of firms.'),
  sector: line.max(8).default('').describe('ISIC Rev. 4, such as 2023; empty: not known.'),
  since: z.iso.date().optional().describe('Day of the first order that the reporter knows of.'),
  founded: z.iso.date().optional().describe('Day on which the firm was registered.'),
  identity: z.enum(IDENTITIES).default('unknown').describe('What was seen of papers.'),
  licence: z.enum(LICENCES).default('unknown').describe('Of what is ordered, as it was checked.'),
  licenceUntil: z.iso.date().optional().describe('Its last day.'),
  asksNothing: z.boolean().optional().describe('Does not know or ask grade, concentration, handling or price.'),
})

export const itemShape = z.strictObject({
  text: line.min(1, 'What is ordered is missing.').describe('As it stands in the order.'),
  cas: line.max(20).default('').describe('CAS number, where it is given.'),
  count: z.int().min(1).max(1_000_000).default(1).describe('Packs or pieces.'),
  quantity: z
    .strictObject({ value: decimal.describe('Of one pack.'), unit: z.enum(UNITS).describe('UCUM.') })
    .optional()
    .describe('How much is in one pack.'),
  price: decimal.optional().describe('Of the whole line, in the currency of the order.'),
  usualPrice: decimal.optional().describe('What the reporter asks for it otherwise.'),
})

export const orderShape = z.strictObject({
  ref: line
    .max(120)
    .min(1, 'The number of the order is missing.')
    .describe('The reporter’s own number: the same twice is one order.'),
  at: z.iso.datetime({ offset: true }).describe('When it came in.'),
  kind: z.enum(['order', 'inquiry']).default('order').describe('Whether something was ordered or asked about.'),
  channel: z.enum(CHANNELS).default('unknown').describe('How it came in.'),
  customer: customerShape.describe('Who orders.'),
  items: z.array(itemShape).min(1, 'An order has at least one line.').max(MOST_ITEMS).describe('What is ordered.'),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'A currency is three letters (ISO 4217).')
    .optional()
    .describe('ISO 4217.'),
  use: z
    .strictObject({
      stated: z.enum(USES).default('not-asked').describe('Whether an end use was said.'),
      text: line.max(1000).default('').describe('In the customer’s words.'),
    })
    .prefault({})
    .describe('For what.'),
  delivery: z
    .strictObject({
      place: z.enum(PLACES).default('unknown').describe('What kind of place the goods go to.'),
      country: country.optional().describe('Where the goods go; the customer’s where absent.'),
      address: line.max(400).default('').describe('As given.'),
      isUrgent: z.boolean().default(false).describe('Pays more, or presses, for speed.'),
      isPlain: z.boolean().default(false).describe('Asks for plain packs, or for labels to be taken off.'),
      isChanged: z.boolean().default(false).describe('The consignee was changed at the last minute.'),
    })
    .prefault({})
    .describe('Where and how.'),
  payment: z
    .strictObject({
      method: z.enum(PAYMENTS).default('unknown').describe('How.'),
      payer: line.default('').describe('Who pays, where that is another.'),
    })
    .prefault({})
    .describe('How it is paid.'),
})

export type NewOrder = z.input<typeof orderShape>
export type Order = z.output<typeof orderShape>
export type Customer = Order['customer']
export type Item = Order['items'][number]

/** Kilograms or litres of a whole line, taken as alike where no density is known; undefined where no amount is said. */
export const kilogramsOf = ({ count, quantity }: Item): number | undefined => {
  if (!quantity || quantity.unit === '{piece}') return undefined
  const of = { kg: 1, L: 1, g: 1e-3, mL: 1e-3, mg: 1e-6 }[quantity.unit]
  return Number(quantity.value) * of * count
}
