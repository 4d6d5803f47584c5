// SPDX-License-Identifier: Apache-2.0
/** Red flags and typologies as data, in the shape of `reference/red-flags/`. */
import { z } from 'zod'

export const LEGS = ['order', 'payment', 'parcel', 'listing'] as const
export type Leg = (typeof LEGS)[number]

export const FLAG_GROUPS = [
  ...(['goods', 'amount', 'customer', 'use', 'payment', 'delivery', 'conduct', 'pattern'] as const),
] as const

const words = z.strictObject({ en: z.string().min(1).describe('English.'), fr: z.string().min(1).describe('French.') })
const fact = z.string().regex(/^[a-z]+\.[a-zA-Z0-9]+$/, 'A fact is written group.name.')

const parameterShape = z.union([
  z
    .strictObject({
      value: z.number().describe('Illustrative, unless the node says otherwise.'),
      least: z.number().describe('It is never set under this.'),
      most: z.number().describe('Nor over this.'),
      unit: words.describe('What is counted.'),
    })
    .refine(({ value, least, most }) => least <= value && value <= most, 'A value lies between its bounds.'),
  z
    .strictObject({
      value: z.array(z.string()).describe('Illustrative, unless the node says otherwise.'),
      of: z.array(z.string()).describe('From these alone.'),
    })
    .refine(({ value, of }) => value.every((each) => of.includes(each)), 'A value is one of those offered.'),
])

/** Weights are small whole numbers, so that a person can add them up. */
export const weightShape = z.int().min(1).max(5)

export const flagId = z
  .string()
  .regex(/^[A-Z]-[A-Z0-9]+$/, 'A red flag is named as in the list of indicators, such as O-CASH.')

export const redFlagShape = z.strictObject({
  id: flagId.describe('Its name.'),
  version: z.int().min(1).describe('Another condition gets another version.'),
  leg: z.enum(LEGS).describe('Of what it is asked.'),
  group: z.enum(FLAG_GROUPS).describe('Two of one group are one indication: they are not independent.'),
  text: words.describe('What it says of an event.'),
  unless: words.describe('What would have to be otherwise.'),
  source: z.string().min(1).describe('Who published the indicator.'),
  certainty: z.enum(['published', 'not-compared', 'practice']).describe('Whether its source was read for this file.'),
  when: z.string().min(1).max(1000).describe('Common Expression Language, over the facts of its leg and `p`.'),
  parameters: z.record(z.string().regex(/^[a-z][A-Za-z]*$/), parameterShape).describe('What a node may set.'),
  needs: z.array(fact).min(1).describe('Facts without which it stays down.'),
  shows: z.array(fact).min(1).describe('Facts that whoever decides sees with it.'),
  weight: weightShape.describe('What it adds to the score.'),
  until: z.iso.date().describe('After this day it stays down until somebody looks at it again.'),
  fairness: words.describe('Whom it could wrong, and how that is held small.'),
  cases: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('What happens.'),
        fires: z.boolean().describe('Whether it goes up.'),
        facts: z.record(z.string(), z.unknown()).describe('By group and name.'),
      }),
    )
    .describe('Facts that differ from an ordinary event, and whether it then goes up.'),
})
export type RedFlag = z.output<typeof redFlagShape>

/** A firm names its own with an X, so that none is taken for a published one. */
export const isOwn = (flag: string): boolean => flag.startsWith('X-')

/** What is said of a red flag where its file is not at hand. */
export type OwnWords = Pick<RedFlag, 'text' | 'unless' | 'fairness' | 'source' | 'certainty'>
export const ownWords = ({ text, unless, fairness, source, certainty }: OwnWords): OwnWords => ({
  ...{ text, unless, fairness, source, certainty },
})

export const typologyShape = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  leg: z.enum(LEGS),
  name: words,
  when: z.string().min(1).max(1000).describe('What an event has to be at all, in the same language.'),
  groups: z.int().min(2).describe('Independent indications at least: no single one is enough.'),
  alert: z.int().min(1).describe('Sum of weights from which somebody looks at it.'),
  hold: z.int().min(1).describe('Sum from which it is held until somebody has.'),
})
export type Typology = z.output<typeof typologyShape>
