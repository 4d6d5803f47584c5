// SPDX-License-Identifier: Apache-2.0
/**
 * From the facts of one event to what is said of it: which red flags went up, whether they are enough together, and what would
 * have to be otherwise. The sum of few whole numbers, so that a person can follow it. No single indication is ever enough, and
 * two of one group count as independent of each other no more than once (DEA task force: judge the totality).
 */
import type { CompiledFlag, RuleSet } from './compile.ts'
import { isOwn, type OwnWords, ownWords } from './shapes.ts'
import { type FactsOf, type FactValue, factAt, isKnown } from './vocabulary.ts'

export interface Reason {
  /** Red flag and version. */
  flag: string
  version: number
  group: string
  weight: number
  /** Words of a firm's own red flag: those that ship are known everywhere. */
  own?: OwnWords
  /** Facts that whoever decides sees with it, by path. */
  shown: Readonly<Record<string, FactValue>>
}

export const OUTCOMES = ['pass', 'alert', 'hold'] as const
export type JudgedAs = (typeof OUTCOMES)[number]

export interface Judgement {
  outcome: JudgedAs
  score: number
  /** Which kinds of illicit business it looks like. */
  typologies: readonly string[]
  /** Heaviest first. */
  reasons: readonly Reason[]
  /** Red flags of which, one set down, nobody would look: each set is enough by itself. Empty where nothing is alerted. */
  unless: readonly (readonly string[])[]
}

const NONE: ReadonlySet<string> = new Set()

/** Nothing is said. */
export const PASSED: Judgement = { outcome: 'pass', score: 0, typologies: [], reasons: [], unless: [] }

const stands = ({ flag, holds }: CompiledFlag, facts: FactsOf, day: string): boolean =>
  day <= flag.until && flag.needs.every((path) => isKnown(factAt(facts, path))) && holds(facts)

const sumOf = (reasons: readonly Reason[]) => reasons.reduce((sum, { weight }) => sum + weight, 0)
const groupsOf = (reasons: readonly Reason[]) => new Set(reasons.map(({ group }) => group)).size

/**
 * Facts as they are on that day, `YYYY-MM-DD`, through all rules of their leg. `capped`: red flags that held too much already;
 * they still count for a look, and no longer hold anything by themselves (see breaker.ts).
 */
export const judge = (
  { flags, typologies }: RuleSet,
  facts: FactsOf,
  day: string,
  capped: ReadonlySet<string> = NONE,
): Judgement => {
  const possible = typologies.filter(({ holds }) => holds(facts)).map(({ typology }) => typology)
  const reasons = flags
    .filter((each) => stands(each, facts, day))
    .map(
      ({ flag, weight }): Reason => ({
        ...{ flag: flag.id, version: flag.version, group: flag.group, weight },
        ...(isOwn(flag.id) && { own: ownWords(flag) }),
        shown: Object.fromEntries(flag.shows.map((path) => [path, factAt(facts, path) ?? ''])),
      }),
    )
    .sort((a, b) => b.weight - a.weight || (a.flag < b.flag ? -1 : 1))
  const reached = (of: readonly Reason[], sum: 'alert' | 'hold') =>
    possible.filter((typology) => groupsOf(of) >= typology.groups && sumOf(of) >= typology[sum])
  const holding = capped.size === 0 ? reasons : reasons.filter(({ flag }) => !capped.has(flag))
  const alerting = reached(reasons, 'alert')
  if (alerting.length === 0) return { outcome: 'pass', score: sumOf(reasons), typologies: [], reasons, unless: [] }
  const isQuiet = (without: readonly string[]) =>
    reached(
      reasons.filter(({ flag }) => !without.includes(flag)),
      'alert',
    ).length === 0
  const single = reasons.filter(({ flag }) => isQuiet([flag])).map(({ flag }) => [flag])
  const several = () => {
    const without: string[] = []
    for (const { flag } of reasons) {
      without.push(flag)
      if (isQuiet(without)) break
    }
    return [without]
  }
  return {
    outcome: reached(holding, 'hold').length > 0 ? 'hold' : 'alert',
    ...{ score: sumOf(reasons), typologies: alerting.map(({ id }) => id), reasons },
    unless: single.length > 0 ? single : several(),
  }
}
