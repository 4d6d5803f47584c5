// SPDX-License-Identifier: Apache-2.0
/** An incident as it is shown: to those who reported it, to those who were told, and to the ledger. */
import { canonical } from '#basis/canonical.ts'
import { type Actor, handlingOf, readable } from '#platform/access/index.ts'
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

/** The incident as this actor may read it. */
export const incidentOf = (row: IncidentRow, actor: Actor): Incident => {
  const isOwn = row.originator === actor.organisation
  const isGone = row.status === 'recalled' && !isOwn
  const { account, parties, identifiers, ...others } = isGone ? emptied(row.content) : row.content
  const handling = handlingOf(row)
  // What another node kept to itself is not there at all, for nobody.
  const told = { account, ...(parties && { parties }), ...(identifiers && { identifiers }) }
  return {
    ...others,
    ...readable(told, handling, actor),
    ...{ id: row.id, from: row.originator, status: row.status, marking: handling.marking },
    countries: isGone ? [] : row.countries,
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
