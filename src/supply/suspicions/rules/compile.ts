// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions in the Common Expression Language (cel.dev), checked against the vocabulary before any event meets them: a name
 * that is none, a type that does not fit and an answer that is not yes or no are refused with their place. A condition has no
 * loops but those over the short lists of one event, and is bounded in size, so that none runs on.
 */
import { Environment } from '@marcbachmann/cel-js'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { RedFlag, Typology } from './shapes.ts'
import type { FactsOf, Vocabulary } from './vocabulary.ts'

const LIMITS = { maxAstNodes: 200, maxDepth: 24, maxListElements: 50, maxMapEntries: 0, maxCallArguments: 4 }
/** Of these in one condition; each goes over one list. */
const MOST_LOOPS = 2
const LOOPS = new Set(['exists', 'exists_one', 'all', 'filter'])
/** Nothing else is called: a pattern (`matches`) that goes back and forth stops a server, and no bound of size sees it. */
const CALLS = new Set([...LOOPS, 'size', 'contains', 'startsWith', 'endsWith'])

/** From what was read, not from the text: between a name and its bracket anything may stand. */
const callsIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(callsIn)
  if (typeof part !== 'object' || part === null || !('args' in part)) return []
  const { op, args } = part as { op?: unknown; args: unknown }
  const own = (op === 'call' || op === 'rcall') && Array.isArray(args) ? [String(args[0])] : []
  return [...own, ...callsIn(args)]
}

export type Parameters = Readonly<Record<string, number | readonly string[]>>

export interface Condition {
  /** Whether it holds. A fact that its check let through and that fails all the same counts as no. */
  holds(facts: FactsOf): boolean
}

/** As the file has them, or as the node set them, within their bounds. */
export const parametersOf = (flag: Pick<RedFlag, 'parameters'>, set: Parameters = {}): Parameters =>
  Object.fromEntries(
    Object.entries(flag.parameters).map(([name, given]) => {
      const own = set[name]
      if ('of' in given) return [name, Array.isArray(own) ? own.filter((each) => given.of.includes(each)) : given.value]
      return [name, typeof own === 'number' ? Math.min(given.most, Math.max(given.least, own)) : given.value]
    }),
  )

const typesOf = (vocabulary: Vocabulary) =>
  Object.entries(vocabulary).map(
    ([group, names]) =>
      [group, Object.fromEntries(Object.entries(names).map(([name, { type }]) => [name, type]))] as const,
  )

/** Refused with what is wrong, at `when`. */
export const compile = (when: string, vocabulary: Vocabulary, parameters: Parameters): Outcome<Condition> => {
  const checking = new Environment({ limits: LIMITS })
  const asking = new Environment({ limits: LIMITS })
  for (const [group, schema] of typesOf(vocabulary)) {
    checking.registerVariable({ name: group, schema })
    asking.registerVariable(group, 'map')
  }
  const types = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === 'number' ? 'double' : 'list<string>']),
  )
  if (Object.keys(types).length > 0) checking.registerVariable({ name: 'p', schema: types as Record<string, string> })
  asking.registerVariable('p', 'map')
  try {
    const read = checking.parse(when)
    const calls = callsIn(read.ast)
    const other = calls.find((call) => !CALLS.has(call))
    if (other !== undefined)
      return refuse(
        'not-valid',
        `A condition calls nothing but ${[...CALLS].join(', ')}; this one calls ${other}.`,
        'when',
      )
    if (calls.filter((call) => LOOPS.has(call)).length > MOST_LOOPS)
      return refuse('not-valid', `A condition goes over at most ${MOST_LOOPS} lists.`, 'when')
    const { valid, type, error } = read.check()
    if (!valid) return refuse('not-valid', error?.message.split('\n')[0] ?? 'It cannot be read.', 'when')
    if (type !== 'bool') return refuse('not-valid', `A condition says yes or no; this one says ${type}.`, 'when')
    const ask = asking.parse(when)
    return ok({
      holds: (facts) => {
        try {
          return ask({ ...facts, p: parameters }) === true
        } catch {
          return false
        }
      },
    })
  } catch (error) {
    return refuse('not-valid', (error as Error).message.split('\n')[0] ?? 'It cannot be read.', 'when')
  }
}

export interface CompiledFlag extends Condition {
  flag: RedFlag
  weight: number
}
export interface CompiledTypology extends Condition {
  typology: Typology
}

export interface RuleSet {
  flags: readonly CompiledFlag[]
  typologies: readonly CompiledTypology[]
  vocabulary: Vocabulary
}

/** What a firm set for a red flag, instead of what its file has. */
export interface Setting {
  isOn?: boolean | undefined
  weight?: number | undefined
  parameters?: Parameters | undefined
}

/** What is set instead of what ships, by id. */
export interface Settings {
  flags?: Readonly<Record<string, Setting>>
  typologies?: Readonly<Record<string, Pick<Typology, 'alert' | 'hold'>>>
}

/** All of one leg. Throws where one of them is not in order: what ships is tested, what a firm sets was checked. */
export const compileRules = (
  { flags, typologies }: { flags: readonly RedFlag[]; typologies: readonly Typology[] },
  vocabulary: Vocabulary,
  { flags: settings = {}, typologies: sums = {} }: Settings = {},
): RuleSet => {
  const compiled = (id: string, when: string, parameters: Parameters): Condition => {
    const made = compile(when, vocabulary, parameters)
    if (!made.ok) throw new Error(`${id}: ${made.refusal.detail}`)
    return made.value
  }
  return {
    vocabulary,
    flags: flags
      .filter(({ id }) => settings[id]?.isOn !== false)
      .map((flag) => ({
        flag,
        weight: settings[flag.id]?.weight ?? flag.weight,
        ...compiled(flag.id, flag.when, parametersOf(flag, settings[flag.id]?.parameters)),
      })),
    typologies: typologies.map((typology) => ({
      typology: { ...typology, ...sums[typology.id] },
      ...compiled(typology.id, typology.when, {}),
    })),
  }
}
