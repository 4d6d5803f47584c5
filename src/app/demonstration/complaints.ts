// SPDX-License-Identifier: Apache-2.0
/** What people complained of at a service of the invented country: one answered, one before the authority, one new. */
import type { NewComplaint } from '#health/complaints/contract.ts'
import type { ComplaintsCounter } from '#health/complaints/index.ts'
import story from './complaints.json' with { type: 'json' }
import { type DesksOf, given } from './given.ts'

/** `counter`: undefined where this process does not hold the health wing. */
export const tellComplaints = async (desksOf: DesksOf, counter: ComplaintsCounter | undefined): Promise<void> => {
  const [officer, desk] = [(await desksOf(story.officer)).complaints, (await desksOf(story.handler)).complaints]
  if (!counter || !officer || !desk) return
  const run: string[] = []
  for (const { provider: name, services: all } of story.runs)
    for (const own of all) {
      const { services, organisations } = given(await officer.choices(own))
      const service = services.find((each) => each.name === own)?.id ?? ''
      const provider = organisations.find((each) => each.name === name)?.id ?? ''
      given(await officer.nameRunner({ service, provider }))
      run.push(service)
    }
  const [service = ''] = run
  for (const { told, answer, appeal } of story.complaints) {
    const { code } = given(await counter.complain(service, told as NewComplaint))
    if (answer === null) continue
    const [own] = given(await desk.list({ state: 'new' })).items
    if (own) given(await desk.act(own.id, { do: 'answer', text: answer }, own.version))
    if (appeal !== null) given(await counter.add(code, { do: 'appeal', text: appeal }))
  }
}
