// SPDX-License-Identifier: Apache-2.0
/** Facts: figures that a room publishes to show what was promised and done. Public, so no figure is of a person. */
import type { Outcome, Refusal } from '#basis/outcome.ts'

/** The smallest count that is shown, and to what shown counts are rounded. */
export interface Floor {
  least: number
  round: number
}

/** Unless a country's law sets a stricter one: counts under 8 are hidden, others rounded to 5. */
export const FLOOR: Floor = { least: 8, round: 5 }

/** By what a figure is broken down, e.g. `{ sex: 'women' }`. `{}` is the total. */
export type Disaggregation = Readonly<Record<string, string>>

/** What one fact is about; a second with the same key takes its place. */
export interface FactKey {
  /** Id of `reference/indicators.csv`. */
  indicator: string
  /** ISO 8601 year, quarter or month: `2026`, `2026-Q3`, `2026-09`. */
  period: string
  /** Code of a country or of an area of its pack: `ZZ`, `ZZ-NO-1`. */
  area: string
  disaggregation: Disaggregation
  /** The room that counted, e.g. `health/directory`. */
  source: string
}

export interface Fact extends FactKey {
  /** `null`: hidden, because the number is small or gives a small one away. */
  value: number | null
  /** One of the indicator's units. */
  unit: string
  /** Applied before the figure left its room; `null` where the indicator hides nothing. */
  floor: Floor | null
  /** ISO 8601, UTC. A later one takes the place of an earlier one, never the other way round. */
  computedAt: string
  /** `partial`: some who should have reported have not. `estimated`: from a sample or model. */
  certainty: 'complete' | 'partial' | 'estimated'
}

export interface FactQuery {
  indicators?: readonly string[]
  areas?: readonly string[]
  period?: string
  /** Of all periods from this one on, as texts sort: a year before its quarters and months. */
  from?: string
  source?: string
  /** Only totals, or only figures broken down by exactly these. */
  by?: readonly string[]
  /** The answer's `next`, to read on. */
  after?: string
  /** At most 1,000, which is also what it is where absent. */
  limit?: number
}

export interface FactPage {
  facts: Fact[]
  /** Absent on the last page. */
  next?: string
}

export type PublishRefusal = Refusal<'unknown-indicator' | 'not-valid' | 'no-floor' | 'too-small' | 'twice'>

/** What everybody may sit at: public figures. */
export interface FactsDesk {
  facts(query?: FactQuery): Promise<Outcome<FactPage, Refusal<'not-valid'>>>
}
