// SPDX-License-Identifier: Apache-2.0
/** The passages between the wings: one small file each, and the only code that sees two compartments. See README.md. */
import { join } from 'node:path'

export { carriedOf, HARM_SIGNAL_TO_WARNINGS, signalsIn, signalsOut } from './harm-signal-to-warnings.ts'
export { PLACE_TO_LICENSING, placesIn, placesOut } from './place-to-licensing.ts'
export { keepReceiving, type Message } from './post.ts'
export { draftsIn, draftsOut, REPORT_TO_INCIDENT } from './report-to-incident.ts'
export { advisoriesIn, advisoriesOut, advisoryOf, WARNING_TO_HEALTH } from './warning-to-health.ts'

/** In the neutral compartment in which passages lie. */
export const crossingsMigrations = join(import.meta.dirname, 'migrations')
