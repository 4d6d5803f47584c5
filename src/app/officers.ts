// SPDX-License-Identifier: Apache-2.0
import type { Accounts } from '#platform/accounts/index.ts'

const OFFICER = 'warnings:officer'

/** Organisations of a country with officers for early warning: they hear of a harm there, and their figures are its figures. */
export const officersIn = async (accounts: Accounts, country: string): Promise<string[]> => {
  const [organisations, seats] = await Promise.all([accounts.organisations(), accounts.seats([])])
  const staffed = new Set(seats.flatMap(({ actor }) => (actor.roles.includes(OFFICER) ? [actor.organisation] : [])))
  return organisations
    .filter(({ id, country: own, status }) => staffed.has(id) && own === country && status === 'active')
    .map(({ id }) => id)
}
