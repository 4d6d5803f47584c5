// SPDX-License-Identifier: Apache-2.0
/** Reference numbers and days of corrections, apart from where they are kept. */
import { createHash, randomBytes } from 'node:crypto'
import type { CorrectionShown } from './contract.ts'

/** Crockford's base 32: no I, L, O and U, which people read as something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 100 random bits as four groups of five, such as `7Q2KD-M0XVB-9T3HC-PW84A`. */
export const newReference = (): string =>
  Array.from(randomBytes(20), (byte) => LETTERS[byte % 32])
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-')

/** As it was shown, however it was copied; undefined where it can be none. */
export const referenceIn = (text: string): string | undefined => {
  const plain = text.slice(0, 100).toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(plain) ? plain.replace(/(.{5})(?=.)/g, '$1-') : undefined
}

/** The key of an audience that whoever shows the number has. */
export const keyOfReference = (reference: string): string =>
  `correction:${createHash('sha256').update(reference).digest('hex')}`

const DAY = 86_400_000

/** The day from which it may be shown as examined. */
export const answerOn = (received: Date, days: number): string =>
  new Date(received.getTime() + days * DAY).toISOString().slice(0, 10)

/** What is shown: nothing of it depends on what an officer found, nor, before the day, on whether one looked. */
export const shownOf = (
  { received_at, answer_on, settled_at }: { received_at: Date; answer_on: string; settled_at: Date | null },
  now: Date,
): CorrectionShown => ({
  received: received_at.toISOString(),
  answerOn: answer_on,
  state: settled_at !== null && now.toISOString().slice(0, 10) >= answer_on ? 'examined' : 'being-examined',
})
