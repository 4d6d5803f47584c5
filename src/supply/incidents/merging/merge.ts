// SPDX-License-Identifier: Apache-2.0
/**
 * Two reports of one event: what the authors may do, apart from where it is kept.
 *
 *     nothing ──merge (author of both)──▶ merged ──undo──▶ undone
 *        └──merge (author of one)──▶ proposed ──merge (the other)──▶ merged
 *                                        └──decline (either)──▶ declined
 */
import { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Status } from '../codes.ts'
import { isTold } from '../incident.ts'

export const mergeShape = z.strictObject({
  duplicate: z.uuid().describe('The incident that points to the other.'),
  kept: z.uuid().describe('The incident that is worked on.'),
  do: z
    .enum(['merge', 'decline', 'undo'])
    .describe(
      'By the author of one of them, what the author of both does at once; who proposed declines to take it back.',
    ),
  reason: z.string().trim().min(1).max(500).describe('Why.'),
})
export type MergeCommand = z.input<typeof mergeShape>

export type StepKind = 'propose' | 'merge' | 'decline' | 'undo'
export interface MergeStep {
  step: StepKind
  /** The organisation whose step it was. */
  organisation: string
  reason: string
  /** ISO 8601 in UTC. */
  at: string
}
export type MergeState = 'proposed' | 'merged' | 'declined' | 'undone'

/** What two incidents are to each other, as somebody sees it who sees both. */
export interface Merge {
  duplicate: { id: string; title: string; from: string }
  kept: { id: string; title: string; from: string }
  state: MergeState
  /** Oldest first. */
  steps: MergeStep[]
  may: MergeCommand['do'][]
}

const STATE: Record<StepKind, MergeState> = {
  propose: 'proposed',
  merge: 'merged',
  decline: 'declined',
  undo: 'undone',
}

/** What holds after these steps. */
export const stateOf = (steps: readonly Pick<MergeStep, 'step'>[]): MergeState | undefined => {
  const last = steps.at(-1)
  return last && STATE[last.step]
}

interface Pair {
  /** Organisations that reported them. */
  authors: readonly [duplicate: string, kept: string]
  statuses: readonly [Status, Status]
  steps: readonly MergeStep[]
}

/** What this organisation may do with two incidents now. */
export const mergesOf = ({ authors, statuses, steps }: Pair, organisation: string): MergeCommand['do'][] => {
  if (!authors.includes(organisation)) return []
  const last = steps.at(-1)
  if (last?.step === 'merge') return ['undo']
  if (!statuses.every(isTold)) return []
  if (last?.step === 'propose') return last.organisation === organisation ? ['decline'] : ['merge', 'decline']
  return ['merge']
}

/** The step that a command is; refused with `not-now` where it is not possible, or the other author has to do it. */
export const stepFor = (pair: Pair, command: MergeCommand['do'], organisation: string): Outcome<StepKind> => {
  if (!mergesOf(pair, organisation).includes(command))
    return refuse('not-now', `These two cannot be given by this organisation now: ${command}.`)
  if (command !== 'merge') return ok(command)
  const isOwn = pair.authors.every((author) => author === organisation)
  return ok(isOwn || stateOf(pair.steps) === 'proposed' ? 'merge' : 'propose')
}
