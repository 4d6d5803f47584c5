// SPDX-License-Identifier: Apache-2.0
/** What every chapter of the story needs: somebody's desks, and that nothing is refused. */
import type { Outcome } from '#basis/outcome.ts'
import type { Desks } from '../house.ts'

/** The desks of somebody, by name. */
export type DesksOf = (name: string) => Promise<Desks>

/** What a desk answered. Throws where it refused. */
export const given = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok)
    throw new Error(`The demonstration could not be made: ${outcome.refusal.detail} ${outcome.refusal.where ?? ''}`)
  return outcome.value
}

/** A file of this text, as a desk takes it. */
export async function* bytesOf(text: string) {
  yield Buffer.from(text)
}
