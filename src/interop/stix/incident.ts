// SPDX-License-Identifier: Apache-2.0
/** What is said of an incident between two systems: the content of our extension, and what STIX itself has room for. */
import { z } from 'zod'
import { VOCABULARY } from './vocabulary.ts'

const short = z.string().trim().max(200)
/** ISO 3166-1 alpha-2. */
const country = z.string().regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1).')
const upTo50 = <S extends z.ZodType>(shape: S) => z.array(shape).max(50)

export const goodsShape = z.strictObject({
  name: short.min(1),
  /** Id in the reference data of the sender. */
  id: short.optional(),
  amount: z
    .strictObject({
      /** A decimal number as text, so that nothing is lost by rounding. */
      value: z.string().regex(/^\d{1,12}(?:\.\d{1,6})?$/, 'An amount is a number such as 25 or 0.5.'),
      unit: z.enum(VOCABULARY.unit),
    })
    .optional(),
  form: z.enum(VOCABULARY.form).optional(),
  certainty: z.enum(VOCABULARY.certainty).default('declared'),
})
export const legShape = z.strictObject({
  role: z.enum(VOCABULARY.leg),
  country,
  place: short.default(''),
  /** First digit of UN/CEFACT Recommendation 19. */
  mode: z.enum(VOCABULARY.mode).optional(),
})
const partyShape = z
  .strictObject({
    role: z.enum(VOCABULARY.party),
    name: short.min(1),
    country: country.optional(),
    knowledge: z.enum(VOCABULARY.knowledge).default('unknown'),
    person: z.boolean().default(false),
    necessity: z.string().trim().max(500).default(''),
  })
  .refine(({ person, necessity }) => !person || necessity.length >= 10, {
    message: 'Whoever names a person says why that is needed.',
    path: ['necessity'],
  })
export const identifierShape = z.strictObject({ type: z.enum(VOCABULARY.identifier), value: short.min(1) })

/** All but the title and the account, which are the name and the description of the STIX object. */
const content = {
  kind: z.enum(VOCABULARY.kind),
  urgency: z.enum(VOCABULARY.urgency).default('routine'),
  /** The day on which it happened, or the first of them. */
  occurred: z.iso.date().optional(),
  place: z.strictObject({ country, name: short.default('') }),
  goods: upTo50(goodsShape).default([]),
  equipment: upTo50(z.strictObject({ name: short.min(1), count: z.int().min(1).max(100_000).default(1) })).default([]),
  route: upTo50(legShape).default([]),
  /** Absent where the reader may not see them; empty where there are none. */
  parties: upTo50(partyShape).optional(),
  identifiers: upTo50(identifierShape).optional(),
}
const title = short
const account = z.string().trim().max(20_000).default('')

/** An incident as it is exchanged, and as the incidents desk reports it. */
export const exchangedIncidentShape = z.strictObject({
  id: z.uuid(),
  title,
  account,
  ...content,
  marking: z.enum(VOCABULARY.marking),
  /** Of parties and identifiers, where they need more clearance than the rest. Without any of them it is not kept. */
  partiesMarking: z.enum(VOCABULARY.marking).optional(),
  /** Taken back by whoever reported it. Its title may then be empty. */
  recalled: z.boolean(),
})
export type ExchangedIncident = z.output<typeof exchangedIncidentShape>
export type Party = NonNullable<ExchangedIncident['parties']>[number]

/** What stands in an incident's `extensions` under our id. What is empty is left out: STIX knows no empty list. */
export const extensionShape = z.strictObject({
  extension_type: z.literal('property-extension'),
  ...content,
  /** Only where the STIX id could not be made of it (RFC 4122, versions 1 to 5). */
  id: z.uuid().optional(),
  /** Only where it is not the name of the STIX object, which must have one. */
  title: title.optional(),
  /** Parts that this reader is not shown, rather than that there are none. */
  withheld: z
    .array(z.enum(['parties', 'identifiers']))
    .max(2)
    .default([]),
})
