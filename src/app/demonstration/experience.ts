// SPDX-License-Identifier: Apache-2.0
/** A few people of the invented country answered how it was at a service: too few, in a quarter that is not over, to be shown. */
import type { ExperienceCounter } from '#health/experience/index.ts'
import { type DesksOf, given } from './given.ts'

/** `counter`: undefined where this process does not hold the health wing. After `tellComplaints`, which says who runs what. */
export const tellExperience = async (desksOf: DesksOf, counter: ExperienceCounter | undefined): Promise<void> => {
  const { experience: desk } = await desksOf('Jonas Weber')
  const [service] = desk ? given(await desk.services()) : []
  if (!counter || !desk || !service) return
  const { codes } = given(await desk.make({ service: service.id, many: 6 }))
  for (const code of codes.slice(0, 4)) given(await counter.answer(code, { respect: 'always', access: 'sometimes' }))
}
