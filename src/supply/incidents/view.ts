// SPDX-License-Identifier: Apache-2.0
/** An incident as it is shown: to those who reported it, to those who were told, and to the ledger. */
import { canonical } from '#basis/canonical.ts'
import { type Actor, readable, readingOf } from '#platform/access/index.ts'
import { may } from './access.ts'
import type { Incident, IncidentContent } from './contract.ts'
import { actsOf, type Standing } from './incident.ts'
import type { IncidentRow } from './store.ts'

export const standingOf = (row: IncidentRow): Standing => ({
  status: row.status,
  urgency: row.urgency,
  proposed: row.proposed_by && row.proposed_release ? { by: row.proposed_by, release: row.proposed_release } : null,
})

/** The parts that a person reads, as `whoSees` names them. */
export const partsOf = ({ content }: IncidentRow): IncidentContent => content

/** All that others keep of an incident that was recalled: that it was there, and why it is not any more. */
const emptied = ({ kind, urgency, place }: IncidentContent): IncidentContent => ({
  ...{ kind, urgency, title: '', account: '', place: { country: place.country, name: '' } },
  ...{ goods: [], equipment: [], route: [], parties: [], identifiers: [] },
})

/** What was reported, as far as somebody reads it. */
export type Said = Omit<IncidentContent, 'account' | 'parties' | 'identifiers'> &
  Partial<Pick<IncidentContent, 'account' | 'parties' | 'identifiers'>>
/** What is needed of a row to say what of it somebody reads. */
export type ReadRow = Pick<IncidentRow, 'content' | 'status' | 'originator' | 'audience' | 'marking' | 'field_markings'>

const isGoneFor = ({ status, originator }: ReadRow, { organisation }: Actor) =>
  status === 'recalled' && originator !== organisation

/** What was reported, as this actor may read it. Parts that are denied are absent, not empty. */
export const saidTo = (row: ReadRow, actor: Actor): Said => {
  const { account, parties, identifiers, ...others } = isGoneFor(row, actor) ? emptied(row.content) : row.content
  // What another node kept to itself is not there at all, for nobody.
  const told = { account, ...(parties && { parties }), ...(identifiers && { identifiers }) }
  return { ...others, ...readable(told, readingOf(row), actor) }
}

/** The incident as this actor may read it. */
export const incidentOf = (row: IncidentRow, actor: Actor): Incident => {
  const isOwn = row.originator === actor.organisation
  return {
    ...saidTo(row, actor),
    ...{ id: row.id, from: row.originator, status: row.status, marking: readingOf(row).marking },
    countries: isGoneFor(row, actor) ? [] : row.countries,
    reported: row.reported_at.toISOString(),
    released: row.released_at?.toISOString() ?? null,
    lookBy: row.look_by?.toISOString() ?? null,
    proposed: isOwn ? standingOf(row).proposed : null,
    changed: row.changed_at?.toISOString() ?? null,
    ended: row.ended_at === null ? null : { at: row.ended_at.toISOString(), reason: row.reason ?? '' },
    version: row.version,
    may: isOwn && may(actor, 'act') ? actsOf(standingOf(row), actor.account) : [],
  }
}

/** What the ledger keeps a digest of: all that it says and where it stands, in one order. */
export const contentOf = (row: IncidentRow): string =>
  canonical([row.content, row.status, row.proposed_release, row.ended_at?.toISOString() ?? null, row.reason])
