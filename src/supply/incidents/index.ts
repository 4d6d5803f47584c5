// SPDX-License-Identifier: Apache-2.0
/** Incidents that authorities tell each other, and those who are concerned. See README.md. */
import { join } from 'node:path'
import { toldKinds } from './between-nodes.ts'
import { requestKinds } from './between-nodes-requests.ts'
import { mergeKinds } from './merging/between-nodes-merges.ts'
import type { OwnUse } from './persons.ts'
import { messageKinds } from './talk/between-nodes-messages.ts'
import { sightingKinds } from './talk/sighting.ts'

export { ROLES as incidentRoles } from './access.ts'
export { mayCross, payloadFor } from './between-nodes.ts'
export { tellDue } from './board/digest.ts'
export { FIRMS } from './codes.ts'
export type {
  Incident,
  IncidentPage,
  IncidentsDesk,
  IncidentViewer,
  MadeFrom,
  NewIncident,
  Suggestion,
} from './contract.ts'
export { type CrossedDraft, takeDraft } from './crossed.ts'
export { type IncidentPeers, type IncidentsPlan, openIncidents } from './desk.ts'
export { incidentFacts } from './facts.ts'
export { namesOfCountries, readParagraph } from './paragraph.ts'
export { type OwnUse, ownUseOf, refusePersons } from './persons.ts'
export { incidentsRoutes } from './routes.ts'
export type { IncidentTables } from './store.ts'
export { taxiiRoutes } from './taxii.ts'
export { openTaxii, type TaxiiDesk, type TaxiiPlan } from './taxii-desk.ts'
export { newIncidentOf } from './taxii-objects.ts'

/** What this room takes from other nodes. `ownUse`: as `IncidentsPlan` has it; nobody is named beside goods where absent. */
export const incidentKinds = (ownUse: OwnUse = {}) => [
  ...toldKinds(ownUse),
  ...requestKinds,
  ...mergeKinds,
  ...messageKinds,
  ...sightingKinds,
]

/** After the platform's. */
export const incidentsMigrations = join(import.meta.dirname, 'migrations')
