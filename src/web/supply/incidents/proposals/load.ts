// SPDX-License-Identifier: Apache-2.0
/** What the panel of proposed changes shows. */
import type { Incident } from '#supply/incidents/contract.ts'
import { choices } from '../choices.ts'
import type { incidentsAt } from '../door.ts'

export const TOLD = [
  ...(['made', 'accepted', 'declined', 'withdrawn'] as const),
  ...(['not-found', 'not-valid', 'changed', 'not-now', 'key-reused'] as const),
]

export async function proposalsAt(
  { desk, names: namesOf, me }: Pick<Awaited<ReturnType<typeof incidentsAt>>, 'desk' | 'names' | 'me'>,
  { incident, url }: { incident: Incident; url: URL },
) {
  const found = desk.may.includes('proposals') ? await desk.proposals(incident.id) : null
  const names = await namesOf()
  const isOpen = incident.status === 'released' || incident.status === 'under-investigation'
  const { certainties, units, parties, knowledge, identifiers } = choices
  return {
    told: TOLD.find((each) => each === url.searchParams.get('proposal')) ?? null,
    proposals: (found?.ok ? found.value : []).map((each) => ({ ...each, from: names.get(each.from) ?? null })),
    mayPropose: isOpen && incident.from !== me.organisation.id && desk.may.includes('propose'),
    choices: { certainties, units, parties, knowledge, identifiers },
  }
}
export type ProposalsData = Awaited<ReturnType<typeof proposalsAt>>
