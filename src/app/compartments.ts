// SPDX-License-Identifier: Apache-2.0
/** The compartments of the house, which process holds which, and what makes each. */
import { commitmentsMigrations } from '#commitments/index.ts'
import { lookupMigrations } from '#commons/lookup/index.ts'
import { noticesMigrations } from '#commons/notices/index.ts'
import { practicesMigrations } from '#commons/practices/index.ts'
import { adviceMigrations } from '#health/advice/index.ts'
import { assuranceMigrations } from '#health/assurance/index.ts'
import { complaintsMigrations } from '#health/complaints/index.ts'
import { continuityMigrations } from '#health/continuity/index.ts'
import { directoryMigrations } from '#health/directory/index.ts'
import { experienceMigrations } from '#health/experience/index.ts'
import { legalAidMigrations } from '#health/legal-aid/index.ts'
import { libertyMigrations } from '#health/liberty/index.ts'
import { safeguardsMigrations } from '#health/safeguards/index.ts'
import { signalsMigrations } from '#health/signals/index.ts'
import { visitsMigrations } from '#health/visits/index.ts'
import { accessMigrations } from '#platform/access/index.ts'
import { accountsPlans } from '#platform/accounts/index.ts'
import { attachmentMigrations } from '#platform/attachments/index.ts'
import type { CompartmentPlan } from '#platform/database/index.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { letterQueue, mailMigrations } from '#platform/mail/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { webhooksMigrations } from '#platform/webhooks/index.ts'
import { correctionsMigrations } from '#supply/corrections/index.ts'
import { feedsMigrations } from '#supply/feeds/index.ts'
import { groupsMigrations } from '#supply/groups/index.ts'
import { incidentsMigrations } from '#supply/incidents/index.ts'
import { oversightMigrations } from '#supply/oversight/index.ts'
import { partnershipsMigrations } from '#supply/partnerships/index.ts'
import { restrictedMigrations } from '#supply/restricted/index.ts'
import { suspicionsMigrations } from '#supply/suspicions/index.ts'
import { expiryQueue, factsQueue, warningsMigrations } from '#supply/warnings/index.ts'
import { crossingsMigrations } from '../crossings/index.ts'
import type { Wing } from './wings.ts'

interface Compartment extends CompartmentPlan {
  wing: Wing | 'neutral'
}

/** Every compartment stands on these before its rooms. */
const platform = {
  access: accessMigrations,
  request: requestMigrations,
  ledger: ledgerMigrations,
  events: eventsMigrations,
  search: searchMigrations,
  attachments: attachmentMigrations,
}

const compartment = (name: string, wing: Compartment['wing'], rooms: Record<string, string> = {}): Compartment => ({
  name,
  wing,
  migrations: { ...platform, ...rooms },
})

export const COMPARTMENTS: readonly Compartment[] = [
  ...accountsPlans(platform).map((plan): Compartment => ({ ...plan, wing: 'neutral' })),
  compartment('commons', 'neutral', {
    lookup: lookupMigrations,
    mail: mailMigrations,
    peers: peersMigrations,
    notices: noticesMigrations,
    practices: practicesMigrations,
    crossings: crossingsMigrations,
    webhooks: webhooksMigrations,
  }),
  compartment('commitments', 'neutral', { facts: commitmentsMigrations }),
  compartment('supply', 'supply', {
    peers: peersMigrations,
    incidents: incidentsMigrations,
    partnerships: partnershipsMigrations,
    groups: groupsMigrations,
    warnings: warningsMigrations,
    corrections: correctionsMigrations,
    feeds: feedsMigrations,
    restricted: restrictedMigrations,
    webhooks: webhooksMigrations,
  }),
  compartment('supply_oversight', 'supply', { oversight: oversightMigrations }),
  compartment('supply_suspicions', 'supply', { suspicions: suspicionsMigrations }),
  compartment('health', 'health', {
    ...{ signals: signalsMigrations, advice: adviceMigrations, directory: directoryMigrations },
    ...{ assurance: assuranceMigrations, complaints: complaintsMigrations, liberty: libertyMigrations },
    ...{ visits: visitsMigrations, continuity: continuityMigrations },
    ...{ experience: experienceMigrations, 'legal-aid': legalAidMigrations },
  }),
  compartment('health_care', 'health'),
  compartment('health_safeguards', 'health', { safeguards: safeguardsMigrations }),
]

/** The names of the compartments that a process for this wing holds; all of them without a wing. */
export const heldBy = (wing: Wing | undefined): string[] =>
  COMPARTMENTS.filter((each) => wing === undefined || each.wing === 'neutral' || each.wing === wing).flatMap(
    ({ name }) => (QUEUES.some(({ compartment }) => compartment === name) ? [name, `${name}_jobs`] : [name]),
  )

/** Compartments whose events are told by letter, and the jobs of each. */
export const QUEUES = [
  { compartment: 'commons', queues: [letterQueue] },
  { compartment: 'supply', queues: [letterQueue, expiryQueue, factsQueue] },
  { compartment: 'health', queues: [letterQueue] },
]
