// SPDX-License-Identifier: Apache-2.0
/**
 * What restricted lists find in a pasted paragraph, for who may match by them. It is told to that person on that page alone:
 * it goes into no field of the form, comes back with none, and is saved nowhere, since the draft is read by colleagues who
 * may not know that a list has it.
 */
import type { RestrictedDesk } from '#supply/restricted/contract.ts'

export interface Listed {
  /** As it is written in the paragraph. */
  as: string
  /** As the list has it. */
  name: string
  list: string
  marking: 'amber+strict' | 'red'
}

export const listedIn = async (
  desk: Pick<RestrictedDesk, 'may' | 'match'> | undefined,
  paragraph: string,
): Promise<Listed[]> => {
  if (!desk?.may.includes('match')) return []
  const found = await desk.match(paragraph)
  const listed = (found.ok ? found.value : []).flatMap(({ as, name, restricted, marking }) =>
    restricted === null || marking === null
      ? []
      : [[`${as}\n${restricted}`, { as, name, list: restricted, marking }] as const],
  )
  return [...new Map(listed).values()]
}
