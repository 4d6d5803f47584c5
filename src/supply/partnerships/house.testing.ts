// SPDX-License-Identifier: Apache-2.0
/** An authority, a partner and a stranger, with their people, for tests of agreements and of what is told under them. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Actor, accessMigrations, type Seat } from '#platform/access/index.ts'
import { attachmentMigrations } from '#platform/attachments/index.ts'
import type { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { type IncidentTables, incidentsMigrations, openIncidents } from '../incidents/index.ts'
import {
  allWithAgreements,
  openPartnerships,
  type PartnershipTables,
  partnershipsMigrations,
  tellable,
  withAgreements,
} from './index.ts'
import type { GivenTerms } from './terms.ts'

export const migrations = {
  access: accessMigrations,
  request: requestMigrations,
  ledger: ledgerMigrations,
  events: eventsMigrations,
  search: searchMigrations,
  attachments: attachmentMigrations,
  peers: peersMigrations,
  incidents: incidentsMigrations,
  partnerships: partnershipsMigrations,
}

export const value = <T>(
  outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } },
): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
export const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

const PEOPLE = ['partnerships:officer', 'partnerships:signatory', 'incidents:officer', 'incidents:reader']
export const personOf = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: PEOPLE, groups: [], clearance: 'amber' },
  ...{ purposes: ['partnership', 'supply-control'], ...over },
})

export const TERMS: GivenTerms = {
  ...{ title: 'Drums and their seals', from: '2026-01-01', until: '2026-12-31', review: '2026-06-30' },
  ...{ purposes: ['supply-control'], classes: ['incidents'], marking: 'amber' },
  ...{ legalBasis: 'Invented Act on Partnerships, section 4', refusals: ['law', 'secrecy'] },
}
export const MORNING = new Date('2026-03-02T10:00:00Z')

/** A house of three organisations; `at` is its clock, `more` are migrations of another room. */
export const partnersForTests = async (
  database: ReturnType<typeof databaseForTests>,
  name = 'supply',
  more: Record<string, string> = {},
) => {
  const compartment = await database.open<PartnershipTables & IncidentTables>(name, { ...migrations, ...more })
  const db = compartment.db as unknown as Kysely<PartnershipTables>
  const clock = { at: MORNING }
  const now = () => clock.at
  const [authority, firm, other] = [randomUUID(), randomUUID(), randomUUID()]
  const people = {
    officer: personOf(authority),
    director: personOf(authority, { roles: ['partnerships:signatory'] }),
    compliance: personOf(firm, { roles: ['partnerships:signatory', 'incidents:reader'] }),
    stranger: personOf(other),
  }
  const kinds: Record<string, string> = {
    [authority]: 'authority',
    [firm]: 'chemical-industry',
    [other]: 'chemical-industry',
  }
  const names: Record<string, string> = { [authority]: 'Authority', [firm]: 'Lindqvist', [other]: 'Rival' }
  const seatOf = (actor: Actor): Seat => ({
    organisation: {
      id: actor.organisation,
      name: names[actor.organisation] ?? '',
      kind: kinds[actor.organisation] ?? '',
    },
    actor,
  })
  const seats = async () => allWithAgreements(db, Object.values(people).map(seatOf), now())
  const deskOf = (actor: Actor) => openPartnerships({ db, actor, seats, now })
  /** As whoever asks is at this moment. */
  const current = (actor: Actor) => withAgreements(db, actor, now())
  const incidentsOf = async (actor: Actor) =>
    openIncidents({
      ...{ db: compartment.db as never, actor: await current(actor), seats, now, prefixes: new Map() },
      ...{ isAbroad: async () => false, isFirm: async (id: string) => kinds[id] === 'chemical-industry' },
      readParagraph: () => ({ incident: {}, spans: [] }),
      agreements: (trx) => tellable(trx as never, { authority: actor.organisation, kind: 'incident', now: now() }),
    })
  /** An agreement that both have signed. */
  const agreed = async (terms: Partial<GivenTerms> = {}) => {
    const [officer, director, compliance] = [people.officer, people.director, people.compliance].map(deskOf) as [
      ...[ReturnType<typeof deskOf>, ReturnType<typeof deskOf>, ReturnType<typeof deskOf>],
    ]
    const drafted = value(await officer.draft({ partner: firm, m: 'manufacture', terms: { ...TERMS, ...terms } }))
    const offered = value(await officer.act(drafted.id, { do: 'offer' }, drafted.version))
    const { number = 0, digest = '' } = offered.texts[0] ?? {}
    const half = value(await director.act(drafted.id, { do: 'sign', number, digest }, offered.version))
    return value(await compliance.act(drafted.id, { do: 'sign', number, digest }, half.version))
  }
  return { compartment, db, clock, now, authority, firm, other, people, deskOf, incidentsOf, current, agreed }
}
