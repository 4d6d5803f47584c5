// SPDX-License-Identifier: Apache-2.0
/** What the pages by which a node deals with the world may use: absent where an actor has no such desk. */
import { createContext } from 'react-router'
import type { CorrectionsDesk } from '#supply/corrections/contract.ts'
import type { FeedsDesk } from '#supply/feeds/contract.ts'
import type { RestrictedDesk } from '#supply/restricted/contract.ts'
import type { Told } from '../contexts.ts'

export interface ExchangeDesks {
  corrections?: CorrectionsDesk
  feeds?: FeedsDesk
  restricted?: RestrictedDesk
}

export interface ExchangeDoor {
  desks: ExchangeDesks
  organisations(): Promise<readonly Told[]>
}

export const exchangeContext = createContext<ExchangeDoor | null>(null)
