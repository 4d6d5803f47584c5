// SPDX-License-Identifier: Apache-2.0
/** Practices that organisations of the invented country share, and what became of one elsewhere. */
import type { NewPractice, NewReuse } from '#commons/practices/contract.ts'
import { type DesksOf, given } from './given.ts'
import practices from './practices.json' with { type: 'json' }

export const tellPractices = async (desksOf: DesksOf): Promise<void> => {
  for (const { by, practice, reuse } of practices) {
    const { practices: desk } = await desksOf(by)
    if (!desk) continue
    const { id, version } = given(await desk.prepare(practice as NewPractice))
    given(await desk.act(id, { do: 'publish' }, version))
    const other = reuse ? (await desksOf(reuse.by)).practices : undefined
    if (reuse && other) given(await other.reuse(id, { outcome: reuse.outcome, note: reuse.note } as NewReuse))
  }
}
