// SPDX-License-Identifier: Apache-2.0
/**
 * What one authority asks another about an incident, apart from where it is kept:
 *
 *     open ──accept──▶ accepted ──answer──▶ answered
 *       └──answer, decline──────┴──decline──▶ declined      (neither before its day is over: expired)
 */
import { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { REQUEST_KINDS, type RequestKind } from './codes.ts'

const words = z.string().trim().min(1).max(5000)

export const newRequestShape = z.strictObject({
  to: z.uuid().describe('The organisation that is asked: who reported the incident, or one to whom it was released.'),
  kind: z.enum(REQUEST_KINDS).describe('What is asked for.'),
  question: words.describe('In words.'),
  due: z.iso.date().describe('The last day for an answer, in UTC.'),
})
export type NewRequest = z.input<typeof newRequestShape>

export const settleShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('accept') }),
  z.strictObject({ do: z.literal('answer'), text: words }),
  z.strictObject({ do: z.literal('decline'), text: words }),
])
/** What is done by whoever is asked. `text`: the answer, or why there is none. */
export type Settle = z.output<typeof settleShape>

export type StoredStatus = 'open' | 'accepted' | 'answered' | 'declined'
export type RequestStatus = StoredStatus | 'expired'

/** A request as one of the two organisations reads it. Moments are ISO 8601 in UTC. */
export interface IncidentRequest {
  id: string
  incident: string
  /** The organisation that asks. */
  from: string
  to: string
  kind: RequestKind
  status: RequestStatus
  question: string
  due: string
  asked: string
  /** The answer, or why it was declined. */
  answer: string | null
  settled: string | null
  /** Goes up with each change. */
  version: number
  /** What this actor may do with it now. */
  may: Settle['do'][]
}

interface Standing {
  status: StoredStatus
  due: string
}

/** Where it stands at this moment: what nobody settled by the end of its day has expired. */
export const statusAt = ({ status, due }: Standing, now: Date): RequestStatus =>
  (status === 'open' || status === 'accepted') && now.toISOString().slice(0, 10) > due ? 'expired' : status

const FROM: Record<Settle['do'], readonly RequestStatus[]> = {
  accept: ['open'],
  answer: ['open', 'accepted'],
  decline: ['open', 'accepted'],
}
const TO = { accept: 'accepted', answer: 'answered', decline: 'declined' } as const

/** What whoever is asked may do with it. */
export const settlesOf = (standing: Standing, now: Date): Settle['do'][] =>
  (Object.keys(FROM) as Settle['do'][]).filter((act) => FROM[act].includes(statusAt(standing, now)))

export interface Settled {
  status: StoredStatus
  answer: string | null
  settled_at: Date | null
}

/** Decides what whoever is asked does. Refuses with `not-now` what is not possible as it stands. */
export const settle = (standing: Standing, command: Settle, now: Date): Outcome<Settled> => {
  const status = statusAt(standing, now)
  if (!FROM[command.do].includes(status))
    return refuse('not-now', `A request that is ${status} cannot be given: ${command.do}.`)
  const ends = command.do !== 'accept'
  return ok({ status: TO[command.do], answer: ends ? command.text : null, settled_at: ends ? now : null })
}

const MOST_DAYS = 366

/** Whether a day can be the last for an answer: today or later, within a year. */
export const isDue = (due: string, now: Date): boolean => {
  const days = (Date.parse(due) - Date.parse(now.toISOString().slice(0, 10))) / 86_400_000
  return days >= 0 && days <= MOST_DAYS
}

/** Keys of an audience by which one organisation of this node sees what it is the audience of. */
export const keysNaming = (audience: readonly string[], organisation: string): string[] =>
  audience.filter((key) => key === `organisation:${organisation}` || key.startsWith(`role:${organisation}:`))
