// SPDX-License-Identifier: Apache-2.0
/** The life of an edition of red flags: drafted, let run in the shadow, and put in force by another person than drafted it. */
import { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { SuspicionsRefusal } from '../contract.ts'

export const EDITION_STATUSES = ['draft', 'shadow', 'proposed', 'in-force', 'past', 'dropped'] as const
export type EditionStatus = (typeof EDITION_STATUSES)[number]

const text = z.string().trim().min(1).max(1000)
export const ruleCommandShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('shadow') }).describe('Lets it run beside what is in force, and nothing comes of it.'),
  z.strictObject({ do: z.literal('propose'), text: text.describe('Why it is better.') }),
  z.strictObject({ do: z.literal('agree') }).describe('The second person puts it in force.'),
  z.strictObject({ do: z.literal('decline'), text: text.describe('Why it is not put in force.') }),
  z.strictObject({ do: z.literal('drop') }).describe('Gives it up.'),
])
export type RuleCommand = z.input<typeof ruleCommandShape>

const LIFE: Record<
  RuleCommand['do'],
  { from: readonly EditionStatus[]; to: EditionStatus; by: 'watcher' | 'approver' }
> = {
  shadow: { from: ['draft'], to: 'shadow', by: 'watcher' },
  propose: { from: ['draft', 'shadow'], to: 'proposed', by: 'watcher' },
  agree: { from: ['proposed'], to: 'in-force', by: 'approver' },
  decline: { from: ['proposed'], to: 'draft', by: 'approver' },
  drop: { from: ['draft', 'shadow', 'proposed'], to: 'dropped', by: 'watcher' },
}

export interface EditionStands {
  status: EditionStatus
  /** Accounts that changed or proposed it. */
  drafted: readonly string[]
  /** Whether it was compared with what is in force, as it is now. */
  isCompared: boolean
}
export interface RuleActing {
  account: string
  isWatcher: boolean
  isApprover: boolean
}

/** What becomes of it; refused in another state, for who may not, and for who drafted it. */
export const decideRules = (
  { status, drafted, isCompared }: EditionStands,
  command: RuleCommand['do'],
  { account, isWatcher, isApprover }: RuleActing,
): Outcome<EditionStatus, SuspicionsRefusal> => {
  const { from, to, by } = LIFE[command]
  if (!(by === 'watcher' ? isWatcher : isApprover)) return refuse('not-found', 'There is nothing here.')
  if (!from.includes(status)) return refuse('not-now', `It is ${status}.`, 'do')
  if (command === 'agree' && drafted.includes(account))
    return refuse('second-person', 'Another person puts it in force than changed or proposed it.', 'do')
  if (command === 'propose' && !isCompared)
    return refuse('not-now', 'Compare it with what is in force first: nobody agrees to what nobody saw at work.', 'do')
  return ok(to)
}

export const actsOnRules = (stands: EditionStands, acting: RuleActing): RuleCommand['do'][] =>
  (Object.keys(LIFE) as RuleCommand['do'][]).filter((command) => decideRules(stands, command, acting).ok)
