// SPDX-License-Identifier: Apache-2.0
/** Harm that services saw, as events without persons. See README.md. */
import { join } from 'node:path'

export { ROLES as signalRoles } from './access.ts'
export type { Area, Leaves, Recognised, Signal, SignalPage, SignalsDesk } from './contract.ts'
export { findPersons } from './contract.ts'
export { openSignals, type SignalsPlan } from './desk.ts'
export { type FloorTable, signalFacts } from './facts.ts'
export { carrySignal, type Due, type SignalToTell } from './passage.ts'
export { signalsRoutes } from './routes.ts'
export type { SignalTables } from './store.ts'

/** After the platform's. */
export const signalsMigrations = join(import.meta.dirname, 'migrations')
