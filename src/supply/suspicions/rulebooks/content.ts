// SPDX-License-Identifier: Apache-2.0
/**
 * What a firm sets of its red flags: which are on, how much each weighs, its parameters within their bounds, from which sums
 * somebody looks, and red flags of its own. How many independent indications are asked for is nobody's to set: no single one
 * is ever enough.
 */
import { z } from 'zod'
import { flagId, redFlagShape, typologyShape, weightShape } from '../rules/shapes.ts'
import { speechAt, type Vocabulary } from '../rules/vocabulary.ts'

/** More than anybody reads. */
const MOST_OWN = 50
const said = z.string().trim().min(1).max(300)
const words = z.strictObject({ en: said.describe('English.'), fr: said.describe('French.') })

export const ownFlagShape = redFlagShape.extend({
  id: z
    .string()
    .regex(/^X-[A-Z0-9]{1,20}$/, 'Your own begins with X-, such as X-RESALE: capital letters and digits.')
    .describe('Its name.'),
  text: words.describe('What it says of an event.'),
  unless: words.describe('What would have to be otherwise.'),
  fairness: words.describe('Whom it could wrong, and how that is held small.'),
  source: said.describe('Where it comes from.'),
})
export type OwnFlag = z.output<typeof ownFlagShape>

const settingShape = z.strictObject({
  isOn: z.boolean().optional().describe('False: it is not asked.'),
  weight: weightShape.optional().describe('What it adds to the score.'),
  parameters: z
    .record(z.string(), z.union([z.number(), z.array(z.string()).max(50)]))
    .optional()
    .describe('Within the bounds of its file.'),
})
const sumsShape = typologyShape.pick({ alert: true, hold: true }).describe('Sums of weights.')

export const ruleContentShape = z.strictObject({
  flags: z.record(flagId, settingShape).default({}).describe('What is set otherwise than it ships, by red flag.'),
  typologies: z.record(typologyShape.shape.id, sumsShape).default({}).describe('The same of typologies.'),
  own: z.array(ownFlagShape).max(MOST_OWN).default([]).describe('Red flags of your own.'),
})
export type RuleContent = z.output<typeof ruleContentShape>
export type NewRuleContent = z.input<typeof ruleContentShape>
export const AS_SHIPPED: RuleContent = { flags: {}, typologies: {}, own: [] }

export const RULE_PROBLEMS = [
  ...(['missing', 'shape', 'no-flag', 'no-parameter', 'one-of', 'between', 'no-typology', 'sums'] as const),
  ...(['leg', 'condition', 'fact', 'until', 'ordinary', 'case', 'twice'] as const),
] as const
export type RuleProblemCode = (typeof RULE_PROBLEMS)[number]

export interface RuleProblem {
  /** Path in the content, such as `own.X-RESALE.when`. */
  where: string
  code: RuleProblemCode
  text: string
  /** What the text names, for a page that says it in another language. */
  named: string[]
}

/** Facts that a condition names, in the order in which it does. */
export const factsIn = (when: string, vocabulary: Vocabulary): string[] => [
  ...new Set(
    (when.match(/\b[a-z]+\.[a-zA-Z0-9]+\b/g) ?? []).filter((path) => speechAt(vocabulary, path) !== undefined),
  ),
]
