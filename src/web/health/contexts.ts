// SPDX-License-Identifier: Apache-2.0
/** Keys of the rooms of the health wing, beside those of `workspace/contexts.ts`: null where an actor has no such desk. */
import { createContext } from 'react-router'
import type { SignalsDesk } from '#health/signals/contract.ts'

export interface SignalsDoor {
  desk: SignalsDesk
}

export const signalsContext = createContext<SignalsDoor | null>(null)
