// SPDX-License-Identifier: Apache-2.0
/** The invented country's independent body: its key, agreed by two officers, and what two people told it. */
import { newReference, newSecret, type SafeguardsCounter, sealReport } from '#health/safeguards/contract.ts'
import bodyKey from './body-key.json' with { type: 'json' }
import { type DesksOf, given } from './given.ts'
import story from './safeguards.json' with { type: 'json' }

/** `counter`: undefined where this process does not hold the compartment. */
export const tellSafeguards = async (desksOf: DesksOf, counter: SafeguardsCounter | undefined): Promise<void> => {
  const [first = '', second = ''] = story.officers
  const [desk, other] = [(await desksOf(first)).safeguards, (await desksOf(second)).safeguards]
  if (!counter || !desk || !other) return
  const { id } = given(await desk.settleKey({ do: 'propose', publicKey: bodyKey.publicKey }))
  given(await other.settleKey({ do: 'agree', id }))
  const body = await counter.body()
  if (!body) throw new Error('The body of the demonstration has no key.')
  given(await desk.handOver(story.handed))
  for (const { told, acknowledged } of story.reports) {
    const code = { reference: newReference(), secret: newSecret() }
    given(await counter.report(await sealReport(body, code, told)))
    const own = given(await desk.list()).find(({ reference }) => reference === code.reference)
    if (own && acknowledged) given(await desk.decide(own.id, { do: 'acknowledge' }, own.version))
  }
}
