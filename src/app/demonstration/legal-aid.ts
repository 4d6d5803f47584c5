// SPDX-License-Identifier: Apache-2.0
/** Two months of three services of legal aid in the invented country: how long people waited for a lawyer. After `tellComplaints`, which says who runs what. */
import type { NewCount } from '#health/legal-aid/contract.ts'
import { type DesksOf, given } from './given.ts'
import story from './legal-aid.json' with { type: 'json' }

const monthBefore = (months: number): string => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7)
}

export const tellLegalAid = async (desksOf: DesksOf): Promise<void> => {
  const { legalAid: desk } = await desksOf(story.by)
  if (!desk) return
  for (const { service, counts } of story.services) {
    const place = given(await desk.services(service)).find(({ name }) => name === service)
    if (!place) continue
    for (const { monthsAgo, ...count } of counts)
      given(await desk.enter({ ...count, service: place.id, month: monthBefore(monthsAgo) } as NewCount))
  }
}
