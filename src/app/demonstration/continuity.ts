// SPDX-License-Identifier: Apache-2.0
/** A week of storms in the invented country: one service closed and said where to go, another did not. */
import type { NewWord } from '#health/continuity/contract.ts'
import story from './continuity.json' with { type: 'json' }
import { type DesksOf, given } from './given.ts'

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

/** The month before this one, and the same month of another year. */
const lastMonth = (year?: number): string => {
  const now = new Date()
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
  return year === undefined ? month : `${year}${month.slice(4)}`
}

const BASELINE = 2019

export const tellContinuity = async (desksOf: DesksOf): Promise<void> => {
  for (const { by, service: name, hoursAgo: hours, contacts, ...word } of story) {
    const { continuity: desk } = await desksOf(by)
    const idOf = async (called: string) =>
      desk && given(await desk.services(called)).find((each) => each.name === called)?.id
    const service = await idOf(name)
    if (!desk || service === undefined) continue
    const alternatives = await Promise.all(
      word.alternatives.map(async (each) =>
        'service' in each && each.service !== undefined ? { ...each, service: await idOf(each.service) } : each,
      ),
    )
    given(await desk.say({ ...word, alternatives, service, since: hoursAgo(hours) } as NewWord))
    if (desk.may.includes('compareWith')) given(await desk.compareWith({ year: BASELINE }))
    if (!contacts) continue
    given(await desk.count({ service, month: lastMonth(), contacts: contacts.now }))
    given(await desk.count({ service, month: lastMonth(BASELINE), contacts: contacts.then }))
  }
}
