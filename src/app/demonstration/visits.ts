// SPDX-License-Identifier: Apache-2.0
/** Visits of the independent body to two places of the invented country: one answered and published, one planned without notice. */
import type { NewAnswer, NewFollowUp, VisitCommand } from '#health/visits/contract.ts'
import { type DesksOf, given } from './given.ts'
import story from './visits.json' with { type: 'json' }

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

export const tellVisits = async (desksOf: DesksOf): Promise<void> => {
  const [first = '', second = ''] = story.members
  const [desk, other, place] = [
    (await desksOf(first)).visits,
    (await desksOf(second)).visits,
    (await desksOf(story.answers)).visits,
  ]
  if (!desk || !other || !place) return
  for (const { service: name, daysAgo, announced, held, recommendations, answer, followUp, summary } of story.visits) {
    const service = given(await desk.services(name)).find((each) => each.name === name)?.id
    if (!service) continue
    const { id } = given(await desk.plan({ service, plannedOn: dayAgo(daysAgo), announced }))
    if (!held || !recommendations || !summary) continue
    const act = async (by: typeof desk, command: VisitCommand) =>
      given(await by.act(id, command, given(await by.open(id)).version))
    await act(desk, { do: 'hold', heldOn: dayAgo(daysAgo), ...held } as VisitCommand)
    const [, last] = (await act(desk, { do: 'send', recommendations })).recommendations
    if (last) {
      given(await place.answer(last.id, answer as NewAnswer))
      given(await desk.follow(last.id, followUp as NewFollowUp))
    }
    await act(desk, { do: 'propose', summary })
    await act(other, { do: 'publish' })
  }
}
