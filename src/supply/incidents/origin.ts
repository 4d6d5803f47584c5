// SPDX-License-Identifier: Apache-2.0
/**
 * A draft made of what another system sent: it keeps from what, and how narrowly that was marked (TLP 2.0). Above TLP:AMBER
 * it was for this organisation's own people, and leaves for nobody; else its marking only goes up.
 */
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { MARKINGS, type Marking } from '#platform/access/index.ts'
import type { IncidentsRefusal, MadeFrom } from './contract.ts'
import type { ReleaseGiven } from './incident.ts'
import type { IncidentTables, OriginRow } from './store.ts'

type Trx = Transaction<IncidentTables>

const rank = (marking: Marking) => MARKINGS.indexOf(marking)
const AMBER = rank('amber')

/** As a draft is born, or narrower where what it is made of is. */
export const bornMarking = (origin: MadeFrom | undefined): Marking =>
  origin && rank(origin.marking) > AMBER ? origin.marking : 'amber'

export const insertOrigin = (trx: Trx, incident: string, organisation: string, origin: MadeFrom) => {
  const { received, stixId: stix_id, madeBy: made_by, marking } = origin
  const row: OriginRow = { incident, organisation, received, stix_id, made_by, marking: rank(marking) }
  return trx.insertInto('incident_origin').values(row).execute()
}

export const originOf = (trx: Trx, incident: string): Promise<OriginRow | undefined> =>
  trx.selectFrom('incident_origin').selectAll().where('incident', '=', incident).executeTakeFirst()

/** The incident that this actor's organisation made of a received object. */
export const madeOf = (trx: Trx, received: string): Promise<OriginRow | undefined> =>
  trx.selectFrom('incident_origin').selectAll().where('received', '=', received).executeTakeFirst()

export const madeFrom = ({ received, stix_id, made_by, marking }: OriginRow): MadeFrom => ({
  ...{ received, stixId: stix_id, madeBy: made_by, marking: MARKINGS[marking] ?? 'red' },
})

/** Refuses a release that is wider than what the incident was made of. */
export const notWider = (
  origin: Pick<OriginRow, 'marking'> | undefined,
  release: Pick<ReleaseGiven, 'audience' | 'partners' | 'agreements' | 'marking'> | undefined,
  own: string,
): Outcome<true, IncidentsRefusal> => {
  if (!origin || !release) return ok(true)
  const { audience, partners = [], agreements = [], marking } = release
  const others = [...audience.filter((id) => id !== own), ...partners, ...agreements]
  if (origin.marking > AMBER && others.length > 0)
    return refuse('not-valid', 'What it was made of came for this organisation alone.', 'release.audience.origin')
  if (rank(marking) < origin.marking)
    return refuse('not-valid', 'What it was made of is marked more narrowly.', 'release.marking.origin')
  return ok(true)
}
