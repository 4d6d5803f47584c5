// SPDX-License-Identifier: Apache-2.0
/** Everything that the rooms declare to the house, added up. */
import { noticeRoles } from '#commons/notices/index.ts'
import { practiceRoles } from '#commons/practices/index.ts'
import { adviceRoles } from '#health/advice/index.ts'
import { assuranceRoles } from '#health/assurance/index.ts'
import { complaintRoles } from '#health/complaints/index.ts'
import { continuityRoles } from '#health/continuity/index.ts'
import { directoryRoles } from '#health/directory/index.ts'
import { experienceRoles } from '#health/experience/index.ts'
import { legalAidRoles } from '#health/legal-aid/index.ts'
import { libertyRoles } from '#health/liberty/index.ts'
import { safeguardRoles } from '#health/safeguards/index.ts'
import { signalRoles } from '#health/signals/index.ts'
import { visitsRoles } from '#health/visits/index.ts'
import type { RoleDeclaration } from '#platform/accounts/index.ts'
import { loadOrganisationKinds } from '#reference/index.ts'
import { groupRoles } from '#supply/groups/index.ts'
import { incidentRoles } from '#supply/incidents/index.ts'
import { oversightRoles } from '#supply/oversight/index.ts'
import { partnershipRoles } from '#supply/partnerships/index.ts'
import { suspicionRoles } from '#supply/suspicions/index.ts'
import { warningRoles } from '#supply/warnings/index.ts'
import { keeperRoles } from './custody.ts'
import { worldRoles } from './world.ts'

export const rooms = (): { roles: RoleDeclaration[]; kinds: ReturnType<typeof loadOrganisationKinds> } => ({
  roles: [
    ...noticeRoles,
    ...practiceRoles,
    ...incidentRoles,
    ...warningRoles,
    ...partnershipRoles,
    ...groupRoles,
    ...oversightRoles,
    ...suspicionRoles,
    ...worldRoles,
    ...signalRoles,
    ...adviceRoles,
    ...directoryRoles,
    ...assuranceRoles,
    ...complaintRoles,
    ...libertyRoles,
    ...legalAidRoles,
    ...continuityRoles,
    ...visitsRoles,
    ...experienceRoles,
    ...safeguardRoles,
    ...keeperRoles,
  ],
  kinds: loadOrganisationKinds(),
})

/** Compartments whose events reach people: by inbox, stream and letter. */
export const TOLD = [
  'accounts',
  'commons',
  'supply',
  'supply_oversight',
  'supply_suspicions',
  'health',
  'health_safeguards',
] as const
