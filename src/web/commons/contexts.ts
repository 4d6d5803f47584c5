// SPDX-License-Identifier: Apache-2.0
/** Keys of the rooms of the commons, beside those of `workspace/contexts.ts`: null where an actor has no such desk. */
import { createContext } from 'react-router'
import type { NoticesDesk } from '#commons/notices/contract.ts'
import type { PracticesDesk } from '#commons/practices/contract.ts'

export interface NoticesDoor {
  desk: NoticesDesk
  /** All organisations of the node, for names and to choose from; `kind` is the id of a kind. */
  organisations(): Promise<readonly { id: string; name: string; kind: string; status: 'active' | 'suspended' }[]>
}

export const noticesContext = createContext<NoticesDoor | null>(null)

export interface PracticesDoor {
  desk: PracticesDesk
  /** All organisations of the node, for names. */
  organisations(): Promise<readonly { id: string; name: string }[]>
  /** Kinds of organisations, to choose from. */
  kinds: readonly { id: string; name: { en: string; fr: string } }[]
  /** Name of a country, by its code. */
  country(code: string, language: 'en' | 'fr'): string
}

export const practicesContext = createContext<PracticesDoor | null>(null)
