// SPDX-License-Identifier: Apache-2.0
/** The key of the desk of working groups: null where an actor has none. */
import { createContext } from 'react-router'
import type { GroupsDesk } from '#supply/groups/contract.ts'
import type { Told } from '../contexts.ts'

export interface GroupsDoor {
  desk: GroupsDesk
  organisations(): Promise<readonly Told[]>
}

export const groupsContext = createContext<GroupsDoor | null>(null)
