// SPDX-License-Identifier: Apache-2.0
/** Incidents for sheets of paper, as this desk reads them at that moment. */
import type { LoaderFunctionArgs } from 'react-router'
import type { Incident } from '#supply/incidents/contract.ts'
import { nothingHere } from '../../../workspace/who.ts'
import type { Countries } from '../countries.ts'
import { incidentsAt } from '../door.ts'
import { askedIn } from '../filter.ts'

const together = (...parts: string[]) => parts.filter((part) => part !== '').join(', ')

const sheetOf = (incident: Incident, names: ReadonlyMap<string, string>, countries: Countries) => ({
  ...incident,
  from: names.get(incident.from) ?? null,
  where: together(incident.place.name, countries.name(incident.place.country)),
  way: incident.route.map(({ place, country }) => together(place, countries.name(country))),
})
export type IncidentSheet = ReturnType<typeof sheetOf>

/** One incident, or those of the board as it is filtered; that they are taken along is kept in the ledger. */
export async function sheetsAt({ params, context, url }: Pick<LoaderFunctionArgs, 'params' | 'context' | 'url'>) {
  const { desk, names, countries, messages, me } = await incidentsAt({ context, url })
  const { id } = params
  const paper = await desk.paper(id === undefined ? askedIn(url, countries).query : { id })
  if (!paper.ok) throw nothingHere()
  const known = await names()
  const sheets = paper.value.items.map((incident) => sheetOf(incident, known, countries))
  return { id, me, messages, sheets, more: paper.value.more }
}
