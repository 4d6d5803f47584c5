// SPDX-License-Identifier: Apache-2.0
/** Two months at a court of the invented country: how long people waited for a lawyer. After `tellComplaints`, which says who runs what. */
import type { NewCount } from '#health/legal-aid/contract.ts'
import { type DesksOf, given } from './given.ts'
import story from './legal-aid.json' with { type: 'json' }

const monthBefore = (months: number): string => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7)
}

export const tellLegalAid = async (desksOf: DesksOf): Promise<void> => {
  const { legalAid: desk } = await desksOf(story.by)
  const place = desk && given(await desk.services(story.service)).find(({ name }) => name === story.service)
  if (!desk || !place) return
  for (const { monthsAgo, ...count } of story.counts)
    given(await desk.enter({ ...count, service: place.id, month: monthBefore(monthsAgo) } as NewCount))
}
