// SPDX-License-Identifier: Apache-2.0
/** Sightings on the page of an incident: what its loader says of them, and what its forms do. */
import { type Incident, type IncidentsDesk, PARTS_SEEN, valuesOf } from '#supply/incidents/contract.ts'
import { type Acted, refusedAs, written } from './form.ts'

/** To who reported it: who else saw what, by country. To others: what may be seen, and what they said. */
export const sightingLines = async (
  desk: IncidentsDesk,
  incident: Incident,
  { isOwn, nameOf }: { isOwn: boolean; nameOf(country: string): string },
) => {
  const found = desk.may.includes('sightings') ? await desk.sightings(incident.id) : null
  const { seen, own } = found?.ok ? found.value : { seen: [], own: [] }
  const isTold = ['released', 'under-investigation', 'closed'].includes(incident.status)
  const may = !isOwn && isTold && desk.may.includes('sight')
  return {
    seen: seen.map((each) => ({ ...each, country: nameOf(each.country) })),
    offered: may
      ? valuesOf(incident).map((each) => ({
          ...each,
          said: own.some(({ part, value }) => part === each.part && value === each.value),
        }))
      : [],
  }
}

/** Says that it was seen here too; null where there is nothing here. */
export const sight = async (desk: IncidentsDesk, id: string, form: FormData): Promise<Acted | null> => {
  const part = PARTS_SEEN.find((each) => each === form.get('sight'))
  if (!part) return null
  const said = await desk.sight(id, { part, value: written(form, 'sight-value') })
  return said.ok ? { ok: true, said: 'said.sighted', of: part } : refusedAs(said.refusal, {}, () => undefined)
}
