// SPDX-License-Identifier: Apache-2.0
/** The key of the partnerships desk: null where an actor has none. */
import { createContext } from 'react-router'
import type { PartnershipsDesk } from '#supply/partnerships/contract.ts'
import type { Told } from '../contexts.ts'

export interface PartnershipsDoor {
  desk: PartnershipsDesk
  organisations(): Promise<readonly Told[]>
}

export const partnershipsContext = createContext<PartnershipsDoor | null>(null)
