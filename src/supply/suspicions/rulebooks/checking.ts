// SPDX-License-Identifier: Apache-2.0
/** What is wrong with what a firm would set, each thing with its place. */
import { compile, parametersOf } from '../rules/compile.ts'
import { factAt, isKnown, speechAt } from '../rules/vocabulary.ts'
import {
  type OwnFlag,
  ownFlagShape,
  type RuleContent,
  type RuleProblem,
  type RuleProblemCode,
  ruleContentShape,
} from './content.ts'
import { caseOf } from './ordinary.ts'
import type { Shipped } from './rules.ts'

const problem = (where: string, code: RuleProblemCode, text: string, ...named: (string | number)[]): RuleProblem => ({
  ...{ where, code, text, named: named.map(String) },
})

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
