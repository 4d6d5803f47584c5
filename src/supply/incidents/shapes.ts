// SPDX-License-Identifier: Apache-2.0
/** An incident as it is reported: the parts of C.1 that officers know at that moment, each described for the API. */
import { z } from 'zod'
import {
  CERTAINTIES,
  FORMS,
  IDENTIFIER_TYPES,
  KINDS,
  KNOWLEDGE,
  LEG_ROLES,
  MODES,
  PARTY_ROLES,
  UNITS,
  URGENCIES,
} from './codes.ts'
import { identifierProblem } from './identifiers.ts'

const short = z.string().trim().max(200)
export const country = z.string().regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1).')
const many = <S extends z.ZodType>(shape: S, described: string) =>
  z.array(shape).max(50).default([]).describe(described)
const keysOf = <T extends object>(codes: T) => Object.keys(codes) as [keyof T & string]

const amount = z.strictObject({
  value: z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,6})?$/, 'An amount is a number such as 25 or 0.5.')
    .describe('A decimal number as text, so that nothing is lost by rounding.'),
  unit: z.enum(UNITS).describe('Unified Code for Units of Measure (UCUM).'),
})

export const goods = z.strictObject({
  name: short.min(1).describe('As it is called where it was found or on its papers.'),
  id: short.optional().describe('Id in the reference data, where it is known there.'),
  amount: amount.optional().describe('How much, where it is known.'),
  form: z.enum(FORMS).optional().describe('What it looks like.'),
  certainty: z
    .enum(CERTAINTIES)
    .default('declared')
    .describe('By its papers, by what officers saw, a field test, or a laboratory.'),
})

const equipment = z.strictObject({
  name: short.min(1).describe('What it is.'),
  count: z.int().min(1).max(100_000).default(1).describe('How many.'),
})

const leg = z.strictObject({
  role: z.enum(LEG_ROLES).describe('What the goods did there.'),
  country: country.describe('ISO 3166-1 alpha-2.'),
  place: short.default('').describe('Port, airport or town.'),
  mode: z.enum(keysOf(MODES)).optional().describe('How it left: UN/CEFACT Recommendation 19, first digit.'),
})

export const party = z
  .strictObject({
    role: z.enum(PARTY_ROLES).describe('What it had to do with the goods.'),
    name: short.min(1).describe('Of the firm or person.'),
    country: country.optional().describe('ISO 3166-1 alpha-2.'),
    knowledge: z.enum(KNOWLEDGE).default('unknown').describe('What it knew, as far as one can say.'),
    person: z.boolean().default(false).describe('Whether this is a natural person.'),
    necessity: z
      .string()
      .trim()
      .max(500)
      .default('')
      .describe('Why this person has to be named: asked before a person is added, read by who reviews.'),
  })
  .refine(({ person, necessity }) => !person || necessity.length >= 10, {
    message: 'Say why this person has to be named, or leave the name out.',
    path: ['necessity'],
  })

export const identifier = z
  .strictObject({
    type: z.enum(IDENTIFIER_TYPES).describe('What it is a number or name of.'),
    value: short.min(1).describe('As it was read; its check digit is checked.'),
  })
  .superRefine(({ type, value }, context) => {
    const message = identifierProblem(type, value)
    if (message) context.addIssue({ code: 'custom', message, path: ['value'] })
  })

export const newIncidentShape = z.strictObject({
  kind: z.enum(KINDS).describe('What happened.'),
  urgency: z.enum(keysOf(URGENCIES)).default('routine').describe('How soon receivers are asked to look at it.'),
  title: short.min(1).describe('In one line.'),
  account: z.string().trim().max(20_000).default('').describe('What happened, in the officer’s words.'),
  occurred: z.iso.date().optional().describe('The day on which it happened, or the first of them.'),
  place: z
    .strictObject({
      country: country.describe('ISO 3166-1 alpha-2.'),
      name: short.default('').describe('Port, airport, town or address on the network.'),
    })
    .describe('Where it happened.'),
  goods: many(goods, 'What was found or missed.'),
  equipment: many(equipment, 'Presses, vessels and the like.'),
  route: many(leg, 'Where the goods came from and were to go, in order.'),
  parties: many(party, 'Firms, and persons where they must be named. Absent where the clearance is too low.'),
  identifiers: many(
    identifier,
    'What points to the same goods or firm elsewhere. Absent where the clearance is too low.',
  ),
})
export type NewIncident = z.input<typeof newIncidentShape>
export type IncidentContent = z.output<typeof newIncidentShape>
