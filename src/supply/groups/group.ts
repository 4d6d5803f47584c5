// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done with a group, apart from where it is kept:
 *
 *     planned ──start──▶ running ──close (with its result, and no measure open)──▶ closed
 */
import type { GroupState, Part } from './codes.ts'
import type { Group } from './contract.ts'

type Do = Group['may'][number]

const MANAGED: Record<GroupState, readonly Do[]> = {
  planned: ['start', 'close', 'admit', 'remove', 'meet', 'brief'],
  running: ['close', 'admit', 'remove', 'agree', 'meet', 'brief'],
  closed: [],
}

export interface Taking {
  /** An officer of the authority that convened it. */
  isConvener: boolean
  /** An officer of any organisation. */
  isOfficer: boolean
  /** Undefined where the organisation takes no part any more. */
  part: Part | undefined
}

/** Who convened it manages it; whoever has the chair agrees on measures too; whoever does more than observe says what it found. */
export const actsOf = (state: GroupState, { isConvener, isOfficer, part }: Taking): Do[] => {
  const managed = isConvener ? MANAGED[state] : []
  const chaired: Do[] = state === 'running' && isOfficer && part === 'chair' ? ['agree', 'meet'] : []
  const found: Do[] = state === 'running' && (isConvener || part === 'chair' || part === 'member') ? ['find'] : []
  return [...new Set([...managed, ...chaired, ...found])]
}
