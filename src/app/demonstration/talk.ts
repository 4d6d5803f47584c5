// SPDX-License-Identifier: Apache-2.0
/** What was asked, written, seen and proposed about the incidents of the invented country, each at a desk of its own. */
import type { NewProposal, NewRequest, Sighting } from '#supply/incidents/contract.ts'
import { organisationsOf } from '../organisations.ts'
import { type DesksOf, given } from './given.ts'
import said from './talk.json' with { type: 'json' }

const WEEK = 7 * 86_400_000

export const tellTalk = async (desksOf: DesksOf): Promise<void> => {
  for (const { on, by, ask, write, sight, propose } of said) {
    const { incidents: desk, accounts } = await desksOf(by)
    if (!desk || !accounts) continue
    const found = given(await desk.list({ limit: 100 })).items.find(({ title }) => title === on)
    if (!found) throw new Error(`The demonstration could not be made: ${by} was not told of “${on}”.`)
    if (write) given(await desk.write(found.id, { text: write }))
    if (sight) given(await desk.sight(found.id, sight as Sighting))
    if (propose) given(await desk.propose(found.id, propose as NewProposal))
    if (!ask) continue
    const to = (await organisationsOf(accounts)).find(({ name }) => name === ask.to)?.id ?? ''
    const due = new Date(Date.now() + WEEK).toISOString().slice(0, 10)
    given(await desk.ask(found.id, { ...ask, to, due } as NewRequest))
  }
}
