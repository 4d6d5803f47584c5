// SPDX-License-Identifier: Apache-2.0
/** The signals desk: what goes in, what comes out, in shapes that a browser may see. Moments are ISO 8601 in UTC. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import { SEVERITIES, type Severity, type Source } from './codes.ts'
import type { NewSignal, SignalGiven } from './shapes.ts'

/** What a form offers. */
export * from './codes.ts'
export { findPersons, MARKS, type Mark } from './persons.ts'
export { type NewSignal, newSignalShape, reasonShape } from './shapes.ts'
export { mondayOf, weekOf } from './week.ts'

/** All of a signal that others than those who reported it are ever told. */
export interface Leaves {
  sourceKind: Source
  /** By the registry where somebody confirmed it, else as it was called. */
  substance: { id?: string; name: string }
  severity: Severity
  /** The region, whatever smaller area was given. */
  region: string
  /** ISO 8601, `2026-W47`. */
  week: string
  /** `1-7`, or the number rounded to 5. */
  count: string
}

export interface Signal extends Omit<SignalGiven, 'day' | 'source' | 'substance'> {
  id: string
  /** The organisation that reported it. */
  from: string
  source: Source
  /** `name`: of the registry, where somebody confirmed what it was. */
  substance: { told: string; id?: string; name?: string }
  week: string
  status: 'reported' | 'withdrawn'
  reported: string
  /** When it was last corrected; null where never. */
  corrected: string | null
  withdrawn: { at: string; reason: string } | null
  /** What others are told of it; null where it is withdrawn, or the country lets none out. */
  leaves: Leaves | null
  /** Goes up with each change; an ETag. */
  version: number
}

export const signalQueryShape = z.strictObject({
  text: z.string().max(100).optional().describe('Part of the name of the substance, as told or of the registry.'),
  severity: z.enum(SEVERITIES).optional().describe('Only those of this severity.'),
  status: z.enum(['reported', 'withdrawn']).optional().describe('Only those in this state.'),
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('How many, 1 to 100.'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
})
export type SignalQuery = z.input<typeof signalQueryShape>

export interface SignalPage {
  items: Signal[]
  next: string | null
}

/** A substance of the registry that may be meant. */
export interface Recognised {
  id: string
  name: string
  /** What of the text it was found by. */
  as: string
  /** 0 to 1. */
  certainty: number
}

/** What a signal would be, before it is reported. */
export interface Checked {
  /** What the name may mean, surest first. */
  recognised: Recognised[]
  /** What others would be told; null where the country lets none out. */
  leaves: Leaves | null
}

/** `person`: something points to one person; `values` has `mark` and `text`, `where` the field. */
export type SignalsRefusal = Refusal<'not-found' | 'not-valid' | 'person' | 'changed' | 'not-now' | 'key-reused'>
type Answer<T> = Promise<Outcome<T, SignalsRefusal>>

/** An area of the node's country. */
export interface Area {
  code: string
  /** Null for a region. */
  parent: string | null
  name: { en: string; fr: string }
}

export interface SignalsDesk {
  /** Which of these methods this actor may use. */
  may: readonly string[]
  /** What a form needs: as what this organisation may report, and where. */
  offered(): Answer<{ sources: readonly Source[]; areas: readonly Area[]; area: string | null }>
  /** Nothing is kept. */
  check(input: NewSignal): Answer<Checked>
  /** `key`: an Idempotency-Key. */
  report(input: NewSignal, key?: string): Answer<Signal>
  /** All of it anew. `version`: the one that was read; refused with `changed` where it is another by now. */
  correct(id: string, input: NewSignal, version: number, key?: string): Answer<Signal>
  withdraw(id: string, reason: string, version: number, key?: string): Answer<Signal>
  /** Those of this organisation, newest first. */
  list(query?: SignalQuery): Answer<SignalPage>
  count(query?: SignalQuery): Answer<number>
  open(id: string): Answer<Signal>
}
