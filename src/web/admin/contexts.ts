// SPDX-License-Identifier: Apache-2.0
/** The key under which the server hands over the compartments that a person has to do with. */
import { createContext } from 'react-router'
import type { Words } from '#platform/accounts/contract.ts'
import type { Custody } from '#platform/custody/contract.ts'
import type { NodesDesk } from '#platform/peers/contract.ts'

export interface KeptCompartment extends Custody {
  /** Name of the schema, as it stands in addresses. */
  name: string
  words: Words
}

/** One setting of the node. Secrets are no settings: of them it is said only whether there is one. */
export interface NodeSetting {
  id: (typeof SETTINGS)[number]
  /** As a person reads it; null where it is not set. */
  value: string | boolean | null
  /** Where it was set: the variable of the process's environment that did, a file of the node, or nobody. */
  from: 'environment' | 'file' | 'default'
  /** The variable that sets it; null where none does. */
  variable: string | null
}

/** What a node may be asked about itself, in the order in which it is shown. */
export const SETTINGS = [
  'name',
  'address',
  'country',
  'mail',
  'sender',
  'providers',
  'contact',
  'policy',
  'outward',
  'listens',
  'wing',
  'database',
  'log',
  'demonstration',
] as const

export interface NodeSettings {
  settings: readonly NodeSetting[]
  /** Schemas that this process holds, with their names. */
  compartments: readonly { name: string; words: Words }[]
  /** How long things are kept, in days; null: for good. */
  kept: readonly { id: 'ledger' | 'session' | 'invitation' | 'jobs' | 'lockout'; hours: number | null }[]
}

/** Null: this person has no such page. */
export const settingsContext = createContext<NodeSettings | null>(null)

/** Null, or no compartments: the pages do not exist for this person. */
export const custodyContext = createContext<{ compartments: readonly KeptCompartment[] } | null>(null)

/** Other nodes, for whoever keeps the compartment that speaks with them; null: the page does not exist. */
export const nodesContext = createContext<{
  desk: NodesDesk
  organisations(): Promise<readonly { id: string; name: string }[]>
} | null>(null)
