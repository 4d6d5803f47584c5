// SPDX-License-Identifier: Apache-2.0
/** A received incident as a draft of one's own: what it says is read as any bundle is, and what is missing a person says. */
import { type Outcome, refuse } from '#basis/outcome.ts'
import { type ExchangedIncident, fromBundle } from '#interop/stix/index.ts'
import { type NewIncident, newIncidentOf } from '#supply/incidents/index.ts'
import type { Draftable, FeedsRefusal, NewDraft } from './contract.ts'

/** The incident in a received object; undefined where it is none, or was taken back. */
const incidentIn = (object: unknown): Partial<ExchangedIncident> | undefined => {
  const read = fromBundle({ objects: [object] }, { knows: () => true })
  if (!read.ok) return undefined
  const [found] = [...read.value.incidents, ...read.value.suggestions]
  return found?.incident.recalled === false ? found.incident : undefined
}

export const draftableOf = (object: unknown): Draftable | null => {
  const found = incidentIn(object)
  return found ? { title: found.title ?? '', kind: found.kind ?? null, country: found.place?.country ?? null } : null
}

/** The report that it becomes. How narrowly it was marked is kept beside it, since a report has no marking. */
export const reportOf = (object: unknown, { title, kind, country }: NewDraft): Outcome<NewIncident, FeedsRefusal> => {
  const found = incidentIn(object)
  if (!found) return refuse('not-now', 'It is no incident, or was taken back.')
  const { marking: _, partiesMarking: _own, place, ...said } = found
  const name = place?.country === country ? place.name : ''
  const report = newIncidentOf({ ...said, title, kind, place: { country, name } })
  return report.ok ? report : refuse('not-now', report.refusal.detail)
}
