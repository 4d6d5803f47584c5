// SPDX-License-Identifier: Apache-2.0
/** Restraint, seclusion, and whether people may leave. Moments are ISO 8601 in UTC, days `YYYY-MM-DD`. No person stands in any of it. */
import { z } from 'zod'
import type { Outcome, Refusal } from '#basis/outcome.ts'

export const RESTRAINTS = ['held', 'mechanical', 'medicine', 'seclusion'] as const
/** Also those that no law allows: what cannot be said is not entered. */
export const REASONS = ['own-safety', 'safety-of-others', 'order', 'punishment', 'other'] as const
export const AUTHORISERS = ['doctor', 'nurse', 'other-professional', 'manager', 'nobody'] as const
export const INJURIES = ['no', 'yes', 'unknown'] as const
export const WITHDRAWALS = ['twice', 'wrong'] as const
/** On which kind of law people are held. */
export const BASES = [
  ...(['sentence', 'remand', 'court-order', 'health-law'] as const),
  ...(['guardian', 'administrative', 'immigration', 'other-law'] as const),
] as const

const moment = z.iso.datetime()
const injury = z.enum(INJURIES).describe('Whether anybody was injured.')
export const newRestraintShape = z.strictObject({
  service: z.uuid().describe('Id of the service in the directory.'),
  kind: z.enum(RESTRAINTS).describe('Held by hands, by means, by a medicine, or shut in alone.'),
  reason: z.enum(REASONS).describe('Class of the reason.'),
  authorisedBy: z.enum(AUTHORISERS).describe('The role of who authorised it.'),
  began: moment.describe('When it began.'),
  ended: moment.nullable().default(null).describe('When it ended; null while it has not.'),
  injury: injury.default('unknown').describe('Whether anybody was injured.'),
})
export type NewRestraint = z.input<typeof newRestraintShape>

export const restraintCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('end'), ended: moment.describe('When it ended.'), injury }),
  z.strictObject({ do: z.literal('review') }),
  z.strictObject({ do: z.literal('withdraw'), why: z.enum(WITHDRAWALS).describe('Entered twice, or wrong.') }),
])
export type RestraintCommand = z.input<typeof restraintCommandShape>

export const newStatementShape = z.strictObject({
  service: z.uuid().describe('Id of the service in the directory.'),
  canLeave: z.enum(['yes', 'no']).describe('Whether everybody there may leave when they want.'),
  bases: z.array(z.enum(BASES)).max(BASES.length).default([]).describe('On which kinds of law people are held.'),
})
export type NewStatement = z.input<typeof newStatementShape>

export interface Restraint {
  id: string
  organisation: string
  service: string
  serviceName: string
  kind: (typeof RESTRAINTS)[number]
  reason: (typeof REASONS)[number]
  authorisedBy: (typeof AUTHORISERS)[number]
  began: string
  ended: string | null
  injury: (typeof INJURIES)[number]
  entered: string
  reviewed: string | null
  withdrawn: { at: string; why: (typeof WITHDRAWALS)[number] } | null
  /** No ending was entered a day after it began. */
  isEndingMissing: boolean
  /** It was entered more than a day after it began. */
  isLate: boolean
  /** Nobody reviewed it within three days after its end. */
  isReviewMissing: boolean
  may: RestraintCommand['do'][]
  version: number
}

export interface Statement {
  service: string
  serviceName: string
  organisation: string
  by: 'provider' | 'overseer'
  canLeave: 'yes' | 'no'
  bases: (typeof BASES)[number][]
  /** The day. */
  on: string
}

/** What everybody may know of a place. */
export interface LibertySign {
  service: string
  name: string
  /** `disputed`: those who spoke say different things. A place of which nobody spoke has no sign: it is not known. */
  canLeave: 'yes' | 'no' | 'disputed'
  /** Of each organisation its last word, the newest first. */
  said: Omit<Statement, 'service' | 'serviceName'>[]
  /**
   * Entries of restraint and seclusion that began in the twelve months before this one, rounded to five; null: fewer than
   * eight, or none.
   */
  restraints: number | null
  /** The last day that `restraints` tells of. */
  until: string
}

/** Everybody’s. */
export interface LibertyRegister {
  /** By name. */
  list(): Promise<LibertySign[]>
  /** Undefined where nobody said anything: not known. */
  of(service: string): Promise<LibertySign | undefined>
}

/** What an authority found of a place that is said to have no licence. */
export const FOUND = ['confirmed', 'licensed', 'not-found'] as const
export const placeCommandShape = z.strictObject({ state: z.enum(FOUND).describe('What was found.') })
export type PlaceCommand = z.input<typeof placeCommandShape>

export interface UnlicensedPlace {
  id: string
  name: string
  address: string
  received: string
  state: 'waiting' | (typeof FOUND)[number]
  settled: string | null
  /** Nobody said in 30 days what was found. */
  isLate: boolean
  version: number
}

export interface PlaceFound {
  id: string
  name: string
  city: string | null
}

export type LibertyRefusal = Refusal<'not-found' | 'not-valid' | 'not-now' | 'changed' | 'key-reused'>
type Told<T> = Promise<Outcome<T, LibertyRefusal>>

export interface LibertyDesk {
  may: readonly string[]
  /** Services of the directory whose name has these words, 20 at most. */
  services(words: string): Told<PlaceFound[]>
  /** Those without an ending first, then the newest; 500 at most. Of one’s own places, or of all for who watches over them. */
  list(): Told<Restraint[]>
  open(id: string): Told<Restraint>
  enter(input: NewRestraint, key?: string): Told<Restraint>
  act(id: string, command: RestraintCommand, version: number, key?: string): Told<Restraint>
  /** Says whether people may leave a place; the last word of each organisation counts. */
  state(input: NewStatement, key?: string): Told<Statement>
  /** Places said to have no licence: those that wait first; 500 at most. */
  unlicensed(): Told<UnlicensedPlace[]>
  settle(id: string, command: PlaceCommand, version: number, key?: string): Told<UnlicensedPlace>
}
