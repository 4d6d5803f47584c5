// SPDX-License-Identifier: Apache-2.0
/**
 * What a licence is and what may be done with it, apart from where it is kept:
 *
 *     applied ──propose──▶ proposed ──agree──▶ granted ──suspend──▶ suspended
 *       │  ▲                  │                  │ ▲                   │ │
 *       │  └─────decline──────┘                  │ └──────resume───────┘ │
 *       └──refuse──▶ refused                     └──revoke──▶ revoked ◀──┘
 */
import { createHash, randomBytes } from 'node:crypto'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { LicenceStatus, Standing } from './codes.ts'
import type { LicenceCommand, LicenceStep } from './contract.ts'

export type LicenceAct = LicenceCommand['do']

/** From which states each act is possible, and what it leads to. */
const ACTS: Record<LicenceAct, { from: readonly LicenceStatus[]; to: LicenceStatus }> = {
  propose: { from: ['applied'], to: 'proposed' },
  agree: { from: ['proposed'], to: 'granted' },
  decline: { from: ['proposed'], to: 'applied' },
  refuse: { from: ['applied'], to: 'refused' },
  suspend: { from: ['granted'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'granted' },
  revoke: { from: ['granted', 'suspended'], to: 'revoked' },
}

export interface Stands {
  status: LicenceStatus
  /** Account of the first officer, while a second has not agreed. */
  proposedBy: string | null
}

/** What this officer may do with it now. */
export const actsOf = ({ status, proposedBy }: Stands, account: string): LicenceAct[] =>
  (Object.keys(ACTS) as LicenceAct[]).filter(
    (act) => ACTS[act].from.includes(status) && !(act === 'agree' && proposedBy === account),
  )

/**
 * Decides an act. A licence takes two officers: one who proposes it, another who agrees. Refuses with `not-now` what is
 * not possible in this state, and with `second-person` who would agree with themselves.
 */
export const decide = ({ status, proposedBy }: Stands, act: LicenceAct, account: string): Outcome<LicenceStatus> => {
  const { from, to } = ACTS[act]
  if (!from.includes(status)) return refuse('not-now', `A licence that is ${status} cannot be given: ${act}.`)
  if (act === 'agree' && proposedBy === account)
    return refuse('second-person', 'A licence is agreed to by another officer than who proposed it.')
  return ok(to)
}

/** Where it stands on a day, `YYYY-MM-DD`. */
export const standingOn = ({ status, until }: { status: LicenceStatus; until: string }, day: string): Standing =>
  (status === 'granted' || status === 'suspended') && until < day ? 'expired' : status

/** Acts by which a licence comes into force or goes out of it. */
const TURNS: Partial<Record<LicenceAct | 'apply', boolean>> = {
  ...{ agree: true, resume: true, suspend: false, revoke: false },
}

/**
 * Whether it was in force on a day, by what had been done up to the end of that day: one that was suspended on it was
 * not, and one that was granted on it was. Steps are in the order in which they were taken.
 */
export const wasInForce = (
  { from, until, steps }: { from: string; until: string; steps: readonly Pick<LicenceStep, 'at' | 'did'>[] },
  day: string,
): boolean => {
  const turns = steps.filter(({ at, did }) => at.slice(0, 10) <= day && TURNS[did] !== undefined)
  const last = turns.at(-1)
  return from <= day && day <= until && last !== undefined && TURNS[last.did] === true
}

/** Crockford's base 32: no I, L, O and U, which people read as something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const NUMBER = /^[0-9A-HJKMNP-TV-Z]{10}$/

/** 50 random bits as two groups of five, such as `7Q2KD-M0XVB`: who has not read a number does not guess one. */
export const newNumber = (): string =>
  Array.from(randomBytes(10), (byte) => LETTERS[byte % 32])
    .join('')
    .replace(/^.{5}/, '$&-')

/** As it stands on the licence, however it was typed; undefined where it can be none. */
export const numberIn = (text: string): string | undefined => {
  const plain = text.slice(0, 60).toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return NUMBER.test(plain) ? plain.replace(/^.{5}/, '$&-') : undefined
}

/** The key of an audience that whoever shows the number has. */
export const keyOfNumber = (number: string): string => `licence:${createHash('sha256').update(number).digest('hex')}`
