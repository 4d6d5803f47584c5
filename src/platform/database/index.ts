// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL: the embedded server, and the maker of compartments. */
export { type Compartment, openCompartment, reach } from './compartment.ts'
export { type DatabaseServer, startEmbedded } from './embedded.ts'
export { type Logins, openLogins } from './logins.ts'
export { type CompartmentPlan, makeCompartments } from './make.ts'
export { freePort } from './process.ts'
export { loudSettings } from './quiet.ts'
export { SteadyClient } from './steady.ts'
