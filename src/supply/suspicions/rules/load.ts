// SPDX-License-Identifier: Apache-2.0
/** The red flags that ship, checked: what is not in shape is a fault of the file, and is named. */
import { z } from 'zod'
import { loadRedFlags } from '#reference/index.ts'
import { type Leg, type RedFlag, redFlagShape, type Typology, typologyShape } from './shapes.ts'

const parsed = <S extends z.ZodType>(shape: S, given: unknown): z.output<S> => {
  const result = shape.safeParse(given)
  if (result.success) return result.data
  const { id = 'a red flag' } = (given ?? {}) as { id?: string }
  throw new Error(`${id}: ${z.prettifyError(result.error)}`)
}

/** Those of one leg, of the reference data or of a firm's own folder. */
export const flagsOf = (leg: Leg, given = loadRedFlags()): { flags: RedFlag[]; typologies: Typology[] } => ({
  flags: given.flags.map((each) => parsed(redFlagShape, each)).filter((each) => each.leg === leg),
  typologies: parsed(z.array(typologyShape), given.typologies).filter((each) => each.leg === leg),
})
