// SPDX-License-Identifier: Apache-2.0
/** Keys of the rooms of the health wing, beside those of `workspace/contexts.ts`: null where an actor has no such desk. */
import { createContext } from 'react-router'
import type { AdviceDesk } from '#health/advice/contract.ts'
import type { SignalsDesk } from '#health/signals/contract.ts'

export interface SignalsDoor {
  desk: SignalsDesk
}

export const signalsContext = createContext<SignalsDoor | null>(null)

export interface AdviceDoor {
  desk: AdviceDesk
  /** Areas of the country, for their names. */
  areas: readonly { code: string; name: { en: string; fr: string } }[]
}

export const adviceContext = createContext<AdviceDoor | null>(null)
