// SPDX-License-Identifier: Apache-2.0
/** Keys of supervision, beside those of `workspace/contexts.ts`: null where an actor has no such desk. */
import { createContext } from 'react-router'
import type { LicencesCounter, OversightDesk, Words } from '#supply/oversight/contract.ts'

/** For what a licence can be. */
export interface Licensable {
  of: 'substance' | 'table'
  id: string
  name: Words
}

export interface OversightDoor {
  desk: OversightDesk
  organisations(): Promise<readonly { id: string; name: string; status: 'active' | 'suspended' }[]>
  goods: {
    /** By id, name in either language, or CAS number. */
    find(text: string): Licensable | undefined
    offered: readonly Licensable[]
  }
}

export const oversightContext = createContext<OversightDoor | null>(null)

/** Where anybody looks whether a licence is in force; null where this process does not hold the compartment. */
export const licencesContext = createContext<LicencesCounter | null>(null)
