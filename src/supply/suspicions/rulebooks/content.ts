// SPDX-License-Identifier: Apache-2.0
/**
 * What a firm sets of its red flags: which are on, how much each weighs, its parameters within their bounds, from which sums
 * somebody looks, and red flags of its own. How many independent indications are asked for is nobody's to set: no single one
 * is ever enough.
 */
import { z } from 'zod'
import { compile, parametersOf } from '../rules/compile.ts'
import { flagId, redFlagShape, typologyShape, weightShape } from '../rules/shapes.ts'
import { factAt, isKnown, speechAt, type Vocabulary } from '../rules/vocabulary.ts'
import { caseOf } from './ordinary.ts'
import type { Shipped } from './rules.ts'

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

const problem = (where: string, code: RuleProblemCode, text: string, ...named: (string | number)[]): RuleProblem => ({
  ...{ where, code, text, named: named.map(String) },
})

/** Facts that a condition names, in the order in which it does. */
export const factsIn = (when: string, vocabulary: Vocabulary): string[] => [
  ...new Set(
    (when.match(/\b[a-z]+\.[a-zA-Z0-9]+\b/g) ?? []).filter((path) => speechAt(vocabulary, path) !== undefined),
  ),
]

const wrongSettings = ({ flags: settings, typologies: sums, own }: RuleContent, shipped: Shipped): RuleProblem[] => {
  const problems: RuleProblem[] = []
  const known = new Map([...shipped.flags, ...own].map((flag) => [flag.id, flag]))
  for (const [id, { parameters = {} }] of Object.entries(settings)) {
    const flag = known.get(id)
    if (!flag) problems.push(problem(`flags.${id}`, 'no-flag', 'There is no such red flag here.', id))
    for (const [name, value] of Object.entries(flag ? parameters : {})) {
      const given = flag?.parameters[name]
      const where = `flags.${id}.parameters.${name}`
      if (!given) problems.push(problem(where, 'no-parameter', 'It has no such parameter.', name))
      else if ('of' in given) {
        if (!Array.isArray(value) || value.some((each) => !given.of.includes(each)))
          problems.push(problem(where, 'one-of', `Only of: ${given.of.join(', ')}.`, given.of.join(', ')))
      } else if (typeof value !== 'number' || value < given.least || value > given.most) {
        const { least, most } = given
        problems.push(problem(where, 'between', `A number from ${least} to ${most}.`, least, most))
      }
    }
  }
  const typologies = new Set(shipped.typologies.map(({ id }) => id))
  for (const [id, { alert, hold }] of Object.entries(sums)) {
    if (!typologies.has(id))
      problems.push(problem(`typologies.${id}`, 'no-typology', 'There is no such typology here.'))
    if (hold < alert)
      problems.push(
        problem(`typologies.${id}.hold`, 'sums', 'It is held from no smaller sum than somebody looks from.'),
      )
  }
  return problems
}

const wrongCondition = (at: string, when: string, flag: Pick<OwnFlag, 'parameters'>, { vocabulary }: Shipped) => {
  const condition = compile(when, vocabulary, parametersOf(flag))
  const { detail = '' } = condition.ok ? {} : condition.refusal
  return { condition, problems: condition.ok ? [] : [problem(`${at}.when`, 'condition', detail, detail)] }
}

const wrongFlag = (flag: OwnFlag, shipped: Shipped, today: string): RuleProblem[] => {
  const { leg, vocabulary } = shipped
  const at = `own.${flag.id}`
  if (flag.leg !== leg) return [problem(`${at}.leg`, 'leg', 'It is of another leg.')]
  const { condition, problems } = wrongCondition(at, flag.when, flag, shipped)
  const unknown = [...flag.needs, ...flag.shows].filter((path) => speechAt(vocabulary, path) === undefined)
  const fires = (facts: Readonly<Record<string, unknown>>) => {
    const all = caseOf(leg, facts)
    return condition.ok && flag.needs.every((path) => isKnown(factAt(all, path))) && condition.value.holds(all)
  }
  const cases = flag.cases.filter((each) => condition.ok && fires(each.facts) !== each.fires)
  return [
    ...problems,
    ...unknown.map((path) => problem(`${at}.needs`, 'fact', `${path} is no fact of this leg.`, path)),
    ...(flag.until < today ? [problem(`${at}.until`, 'until', 'Its last day is past.')] : []),
    ...(fires({}) ? [problem(`${at}.when`, 'ordinary', 'It goes up for what is wholly ordinary.')] : []),
    ...cases.map(({ name, fires: wanted }) => {
      const text = `“${name}”: it ${wanted ? 'stays down and should go up' : 'goes up and should stay down'}.`
      return problem(`${at}.cases`, 'case', text, name)
    }),
  ]
}

/** All that is wrong with it, each with its place; nothing: it can be put in force. `today`: `YYYY-MM-DD`. */
export const problemsIn = (content: RuleContent, shipped: Shipped, today: string): RuleProblem[] => {
  const ids = content.own.map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  return [
    ...wrongSettings(content, shipped),
    ...twice.map((id) => problem(`own.${id}.id`, 'twice', 'There are two of this name.', id)),
    ...content.own.flatMap((flag) => wrongFlag(flag, shipped, today)),
  ]
}

/** The same of what is still being written: what has no shape yet is told, and a condition is read all the same. */
export const problemsWritten = (input: unknown, shipped: Shipped, today: string): RuleProblem[] => {
  const given = ruleContentShape.safeParse(input)
  if (given.success) return problemsIn(given.data, shipped, today)
  const own = ((input ?? {}) as { own?: unknown }).own
  const conditions = (Array.isArray(own) ? own : []).flatMap((flag: unknown, index) => {
    const { when, parameters = {} } = (flag ?? {}) as { when?: unknown; parameters?: unknown }
    const known = ownFlagShape.shape.parameters.safeParse(parameters)
    return typeof when === 'string' && when !== '' && known.success
      ? wrongCondition(`own.${index}`, when, { parameters: known.data }, shipped).problems
      : []
  })
  return [
    ...given.error.issues.map(({ path, message, code }) =>
      problem(path.join('.'), code === 'too_small' ? 'missing' : 'shape', message, message),
    ),
    ...conditions,
  ]
}
