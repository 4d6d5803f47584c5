// SPDX-License-Identifier: Apache-2.0
/** The key under which the server hands over the compartments that a person has to do with. */
import { createContext } from 'react-router'
import type { Words } from '#platform/accounts/contract.ts'
import type { Custody } from '#platform/custody/contract.ts'

export interface KeptCompartment extends Custody {
  /** Name of the schema, as it stands in addresses. */
  name: string
  words: Words
}

/** Null, or no compartments: the pages do not exist for this person. */
export const custodyContext = createContext<{ compartments: readonly KeptCompartment[] } | null>(null)
