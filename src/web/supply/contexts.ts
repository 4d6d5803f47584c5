// SPDX-License-Identifier: Apache-2.0
/** Keys of the rooms of the supply wing, beside those of `workspace/contexts.ts`: null where an actor has no such desk. */
import { createContext } from 'react-router'
import type { IncidentsDesk } from '#supply/incidents/contract.ts'
import type { Area, WarningsDesk } from '#supply/warnings/contract.ts'

/** An organisation of the node, for names and to choose from. */
export interface Told {
  id: string
  name: string
  /** Id of its kind. */
  kind: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** One that is suspended can be told nothing. */
  status: 'active' | 'suspended'
}

export interface IncidentsDoor {
  desk: IncidentsDesk
  organisations(): Promise<readonly Told[]>
}

export interface WarningsDoor {
  desk: WarningsDesk
  organisations(): Promise<readonly Told[]>
  /** Of a country, to choose from. */
  areas(country: string): readonly Area[]
}

export const warningsContext = createContext<WarningsDoor | null>(null)

export const incidentsContext = createContext<IncidentsDoor | null>(null)
