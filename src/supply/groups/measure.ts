// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done with a practical measure, apart from where it is kept:
 *
 *     agreed ──begin──▶ under way ──done (in words)──▶ done
 *        └──────────────────┴──drop (with a reason)──▶ dropped, or hand to another group, where it goes on
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { MeasureState } from './codes.ts'
import type { MeasureCommand } from './shapes.ts'

type Do = MeasureCommand['do']

/** From which states each act is possible, and whose it is. */
const ACTS: Record<Do, { from: readonly MeasureState[]; by: 'owner' | 'convener'; to: MeasureState | null }> = {
  begin: { from: ['agreed'], by: 'owner', to: 'under-way' },
  done: { from: ['agreed', 'under-way'], by: 'owner', to: 'done' },
  postpone: { from: ['agreed', 'under-way'], by: 'convener', to: null },
  drop: { from: ['agreed', 'under-way'], by: 'convener', to: 'dropped' },
  hand: { from: ['agreed', 'under-way'], by: 'convener', to: 'handed' },
}

export interface Acting {
  /** Of the organisation that does it. */
  isOwner: boolean
  /** An officer of the authority that convened the group. */
  isConvener: boolean
}

export const actsOf = (state: MeasureState, { isOwner, isConvener }: Acting): Do[] =>
  (Object.keys(ACTS) as Do[]).filter(
    (act) => ACTS[act].from.includes(state) && (ACTS[act].by === 'owner' ? isOwner : isConvener),
  )

/** The state that follows. */
export const decide = (
  state: MeasureState,
  command: MeasureCommand,
  acting: Acting,
): Outcome<MeasureState, { code: 'not-now'; detail: string }> =>
  actsOf(state, acting).includes(command.do)
    ? ok(ACTS[command.do].to ?? state)
    : refuse('not-now', 'That is not possible as it stands, or for this organisation.')

export const isOpen = (state: MeasureState): boolean => state === 'agreed' || state === 'under-way'

/** Whether its day is over, and it is not. Days are `YYYY-MM-DD`. */
export const isLate = ({ state, due }: { state: MeasureState; due: string }, today: string): boolean =>
  isOpen(state) && due < today
