// SPDX-License-Identifier: Apache-2.0
/** A compartment with this room in it, people and desks, for the tests of links, merging, board and exports. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Actor, accessMigrations, type Seat } from '#platform/access/index.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import type { IncidentCommand, IncidentsDesk, NewIncident } from '../contract.ts'
import { type IncidentTables, incidentsMigrations, openIncidents } from '../index.ts'

export const migrations = {
  access: accessMigrations,
  request: requestMigrations,
  ledger: ledgerMigrations,
  events: eventsMigrations,
  search: searchMigrations,
  peers: peersMigrations,
  incidents: incidentsMigrations,
}

export const actorOf = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['incidents:officer'], groups: [], clearance: 'amber' },
  ...{ purposes: ['supply-control'], ...over },
})

/** The desk of an actor among these organisations, all of one country. */
export const deskOf = (db: Kysely<IncidentTables>, actor: Actor, organisations: readonly string[]): IncidentsDesk =>
  openIncidents({
    ...{ db, actor, prefixes: new Map<string, string>(), readParagraph: () => ({ incident: {}, spans: [] }) },
    seats: async (): Promise<Seat[]> => [],
    isAbroad: async (id) => (organisations.includes(id) ? false : undefined),
  })

export const value = <T>(
  outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } },
): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
export const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }): string => outcome.refusal?.code ?? 'ok'

export const told = (over: Partial<NewIncident> = {}): NewIncident => ({
  ...{ kind: 'stopped-shipment', title: 'Drums', place: { country: 'ZZ', name: 'Port Azur' }, ...over },
})

/** Reports an incident and releases it to these; answers its id. */
export const release = async (
  desk: IncidentsDesk,
  given: NewIncident,
  audience: readonly string[],
  over: Partial<Extract<IncidentCommand, { do: 'release' }>['release']> = {},
): Promise<string> => {
  const { id, version } = value(await desk.report(given))
  value(await desk.act(id, { do: 'release', release: { audience: [...audience], ...over } }, version))
  return id
}
