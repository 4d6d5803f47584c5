// SPDX-License-Identifier: Apache-2.0
/** Links between incidents, as the desk answers them. */
import type { Incident } from '../contract.ts'
import type { LinkKind } from './kinds.ts'

/** What two incidents have in common, as each of them says it. */
export interface LinkReason {
  kind: LinkKind
  /** As the incident that was asked about says it. */
  here: string
  /** As the other one says it. */
  there: string
  /** Whether one of them says that the firm's name was misused: then it is no suspect. */
  misused: boolean
}

export interface IncidentLink {
  incident: Incident
  /** The most telling first. */
  reasons: LinkReason[]
}
