// SPDX-License-Identifier: Apache-2.0
/** Incidents that authorities tell each other, and those who are concerned. See README.md. */
import { join } from 'node:path'

export { ROLES as incidentRoles } from './access.ts'
export type { Incident, IncidentPage, IncidentsDesk, IncidentViewer, Suggestion } from './contract.ts'
export { incidentKinds, mayCross, payloadFor } from './crossing.ts'
export { type IncidentPeers, type IncidentsPlan, openIncidents } from './desk.ts'
export { namesOfCountries, readParagraph } from './paragraph.ts'
export { incidentsRoutes } from './routes.ts'
export type { IncidentTables } from './store.ts'

/** After the platform's. */
export const incidentsMigrations = join(import.meta.dirname, 'migrations')
