// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Indicator } from '#reference/index.ts'
import { type Fact, FLOOR, type PublishRefusal } from './contract.ts'
import { factShape } from './shapes.ts'
import { type FactTables, placeOf, writeFacts } from './store.ts'

/** Which of the indicator's units are counts of people or events, so that a value can be held to the floor. */
const COUNTS = new Set(['number'])

/** Why one fact may not be shown, or undefined. The floor of a country may be stricter than ours, never laxer. */
const refusalOf = (
  fact: Fact,
  indicator: Indicator | undefined,
): [PublishRefusal['code'], string, string] | undefined => {
  if (!indicator) return ['unknown-indicator', 'indicator', `No indicator has the id ${fact.indicator}.`]
  const { floor, unit, value } = fact
  if (!indicator.units.includes(unit)) return ['not-valid', 'unit', `${unit} is none of ${indicator.units.join(', ')}.`]
  if (value === null && !floor) return ['not-valid', 'value', 'Only a floor hides a value.']
  if (indicator.hides === 'nothing') return undefined
  if (!floor || floor.least < FLOOR.least || floor.round < FLOOR.round)
    return [
      'no-floor',
      'floor',
      `${indicator.id} is about people: at least ${FLOOR.least} and rounded to ${FLOOR.round}.`,
    ]
  if (value !== null && COUNTS.has(unit) && (value < floor.least || value % floor.round !== 0))
    return ['too-small', 'value', `${value} is not a count at or above ${floor.least} rounded to ${floor.round}.`]
  return undefined
}

const check = (
  facts: readonly Fact[],
  indicators: ReadonlyMap<string, Indicator>,
): Outcome<undefined, PublishRefusal> => {
  const seen = new Set<string>()
  for (const [n, fact] of facts.entries()) {
    const shaped = factShape.safeParse(fact)
    if (!shaped.success) {
      const [issue] = shaped.error.issues
      return refuse('not-valid', issue?.message ?? '', [`facts[${n}]`, ...(issue?.path ?? [])].join('.'))
    }
    const wrong = refusalOf(fact, indicators.get(fact.indicator))
    if (wrong) return refuse(wrong[0], wrong[2], `facts[${n}].${wrong[1]}`)
    const place = JSON.stringify(placeOf(fact))
    if (seen.has(place)) return refuse('twice', 'Two facts of one key in one publication.', `facts[${n}]`)
    seen.add(place)
  }
  return ok(undefined)
}

/** A publisher of facts: all of them, or none and the first reason why. */
export type PublishFacts = (
  db: Kysely<FactTables>,
  facts: readonly Fact[],
) => Promise<Outcome<{ changed: number }, PublishRefusal>>

/**
 * Makes the publisher for the indicators known. Give it a transaction and it writes there, or the compartment's `db`
 * and it makes its own. The same facts twice change nothing; older ones never take the place of newer ones.
 */
export const createPublisher = (indicators: readonly Indicator[]): PublishFacts => {
  const known = new Map(indicators.map((indicator) => [indicator.id, indicator]))
  return async (db, facts) => {
    const checked = check(facts, known)
    if (!checked.ok) return checked
    const changed = db.isTransaction
      ? await writeFacts(db, facts)
      : await db.transaction().execute((trx) => writeFacts(trx, facts))
    return ok({ changed })
  }
}
