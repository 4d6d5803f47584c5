// SPDX-License-Identifier: Apache-2.0
/** Reports of ill-treatment: everybody's counter and the independent body's desk. Moments are ISO 8601 in UTC, days `YYYY-MM-DD`. */
import { z } from 'zod'
import { isKey } from '#basis/hpke.ts'
import type { Outcome, Refusal } from '#basis/outcome.ts'
import {
  type Code,
  isReference,
  keysOf,
  type LetterKind,
  MOST_PLACE_ADDRESS,
  MOST_PLACE_NAME,
  MOST_SEALED,
  MOST_SEALED_VOICE,
  sealLetter,
  type Told,
} from './code.ts'

export * from './code.ts'
export * from './voice.ts'

/** Days in which the body says that it has a report, and answers it. */
export const ACKNOWLEDGE_DAYS = 3
export const ANSWER_DAYS = 30

const sealedUpTo = (most: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .min(100)
    .max(most)
const sealed = sealedUpTo(MOST_SEALED)
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const key = z.string().refine(isKey)

/** What is kept of a report: nothing of it can be read here. */
export const newReportShape = z.strictObject({
  reference: z.string().refine(isReference),
  token,
  /** To which answers are sealed. */
  personKey: key,
  /** The body's key to which it is sealed. */
  bodyKey: z.uuid(),
  /** With a voice or without. */
  sealed: sealedUpTo(MOST_SEALED_VOICE),
})
export type NewReport = z.input<typeof newReportShape>

/** Seals a report, in the browser or for who has no script; nothing else of what is told is kept. */
export const sealReport = async (
  { id, publicKey }: Pick<BodyKey, 'id' | 'publicKey'>,
  code: Pick<Code, 'reference' | 'secret'>,
  told: Told,
): Promise<NewReport> => {
  const { token, pair } = await keysOf(code)
  const sealed = await sealLetter(publicKey, 'report', code.reference, told)
  return { reference: code.reference, token, personKey: pair.publicKey, bodyKey: id, sealed }
}

export const holderShape = z.strictObject({
  reference: z.string().refine(isReference),
  check: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}$/),
  token,
})
/** Who has a code. */
export type Holder = z.input<typeof holderShape>

export const addedShape = z.strictObject({ kind: z.enum(['more', 'reprisal']), bodyKey: z.uuid(), sealed })
export type Added = z.input<typeof addedShape>

export interface BodyKey {
  id: string
  publicKey: string
  fingerprint: string
}

/** Of which body the reports are, and to which key they are sealed. */
export interface Body extends BodyKey {
  organisation: string
}

export interface Letter {
  number: number
  kind: LetterKind
  at: string
  /** For the body; of its own answers too. Null where retention was ended. */
  sealedBody: string | null
  /** For the person: of answers alone. */
  sealedPerson: string | null
}

interface Clocks {
  received: string
  acknowledgeBy: string
  answerBy: string
  acknowledged: string | null
  answered: string | null
  /** The body ended its retention, two persons, at this moment. */
  ended: string | null
}

/** What is wrong with what is kept: something is gone, was changed, or stands there although nobody sent it. */
export interface Fault {
  kind: 'report' | 'letter' | 'key'
  id: string
  fault: 'removed' | 'changed' | 'inserted'
}

/** What a code shows. `letters`: of the body's alone what can be opened with it. */
export interface Followed extends Clocks {
  state: 'kept'
  letters: Pick<Letter, 'number' | 'kind' | 'at' | 'sealedPerson'>[]
  /** From this day on it is asked whether one suffered for having reported. */
  reprisalFrom: string
  /** Something of this report was removed or changed by somebody who may not. */
  isDamaged: boolean
}
/** A code that was given out here, and the report is not here any more. */
export interface Gone {
  state: 'removed'
}

export type CounterRefusal = Refusal<'not-valid' | 'not-found' | 'nobody-answers' | 'key-changed' | 'not-now'>

/** Everybody's: no account, no trace of who asks. */
export interface SafeguardsCounter {
  /** Undefined where no body of this node has a key: then nothing is taken in. */
  body(): Promise<Body | undefined>
  /** Answers the check that ends the code. The same report twice is kept once. `key-changed`: seal it anew. */
  report(input: NewReport): Promise<Outcome<{ check: string }, CounterRefusal>>
  follow(holder: Holder): Promise<Outcome<Followed | Gone, CounterRefusal>>
  add(holder: Holder, input: Added): Promise<Outcome<Followed | Gone, CounterRefusal>>
}

export interface ReportSummary extends Clocks {
  id: string
  reference: string
  letters: number
  /** The last word is the person's. */
  waits: boolean
  /** Account that proposed to end retention. */
  endProposedBy: string | null
  version: number
}
export interface Report extends ReportSummary {
  personKey: string
  bodyKey: string
  content: Letter[]
}

export interface KeyProposal extends BodyKey {
  status: 'proposed' | 'active' | 'retired' | 'declined'
  proposedBy: string
  proposedAt: string
}

/** Whether what was received is still here: by the ledger, whose own lines are looked at too. */
export interface Watch {
  faults: Fault[]
  /** `unknown`: this process has no key of the ledger. */
  ledger: 'holds' | 'broken' | 'unknown'
  /** To whose key the public page seals: this body's, another's although this one has a key, or nobody's that concerns it. */
  named: 'own' | 'other' | 'none'
  /** 20 letters of the key by which this node knows codes that it gave out; other letters mean that it was replaced. */
  codes: string
}

export const reportCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('acknowledge') }),
  z.strictObject({ do: z.literal('answer'), sealedBody: sealed, sealedPerson: sealed, bodyKey: z.uuid() }),
  z.strictObject({ do: z.literal('propose-end') }),
  z.strictObject({ do: z.literal('agree-end') }),
  z.strictObject({ do: z.literal('decline-end') }),
])
export type ReportCommand = z.input<typeof reportCommandShape>

export const keyCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('propose'), publicKey: key }),
  z.strictObject({ do: z.literal('agree'), id: z.uuid() }),
  z.strictObject({ do: z.literal('decline'), id: z.uuid() }),
])
export type KeyCommand = z.input<typeof keyCommandShape>

export const newHandedPlaceShape = z.strictObject({
  name: z.string().trim().min(1).max(MOST_PLACE_NAME),
  address: z.string().trim().min(1).max(MOST_PLACE_ADDRESS),
})
/** All that those who license places learn. */
export type NewHandedPlace = z.input<typeof newHandedPlaceShape>
export interface HandedPlace extends NewHandedPlace {
  id: string
  /** The day. */
  on: string
}

export type SafeguardsRefusal = Refusal<
  'not-found' | 'not-valid' | 'not-now' | 'second-person' | 'changed' | 'key-changed' | 'key-reused'
>
type Answer<T> = Promise<Outcome<T, SafeguardsRefusal>>

/** Of one officer of the body. */
export interface SafeguardsDesk {
  may: readonly string[]
  /** Those that wait first, then by the day of the answer; at most 200. */
  list(): Answer<ReportSummary[]>
  open(id: string): Answer<Report>
  decide(id: string, command: ReportCommand, version: number, key?: string): Answer<ReportSummary>
  /** Newest first. */
  keys(): Answer<KeyProposal[]>
  settleKey(command: KeyCommand, key?: string): Answer<KeyProposal>
  watch(): Answer<Watch>
  /** Hands name and address of a place without a licence to those who license places; `not-now` where the country closed that way. */
  handOver(place: NewHandedPlace, key?: string): Answer<HandedPlace>
  /** Those that were handed over, newest first. */
  handed(): Answer<HandedPlace[]>
}
