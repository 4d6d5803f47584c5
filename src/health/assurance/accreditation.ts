// SPDX-License-Identifier: Apache-2.0
/**
 * Where an application stands, who appraises it, and what may be decided: pure. Two people of the body decide together, neither
 * of whom appraised or inspected it; an appeal is decided by two who had no part in the decision that is appealed against.
 */
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { AssuranceRefusal, CaseCommand, Decision, QualityStanding, Result, Setting, State } from './contract.ts'

export interface AppraiserSeat {
  organisation: string
  account: string | null
  isDone: boolean
  /** Organisations whose appraiser left this seat for a tie, and the accounts, who do not take it again. */
  left: { organisation: string; account: string; ties: string }[]
}

export interface Proposed {
  decision: Decision
  reason: string
  conditions: string[]
  until: string | null
  by: string
}

export interface Decided extends Omit<Proposed, 'by'> {
  number: number
  proposed_by: string
  signed_by: string
  decided_at: Date
}

/** What can be decided in each state. Nothing follows what was withdrawn or refused but an appeal, or another application. */
const FOLLOWS: Readonly<Record<State, readonly Decision[]>> = {
  applied: ['refused'],
  appraised: ['accredited', 'conditional', 'refused'],
  accredited: ['conditional', 'suspended', 'withdrawn'],
  conditional: ['accredited', 'conditional', 'suspended', 'withdrawn'],
  suspended: ['accredited', 'conditional', 'withdrawn'],
  appealed: ['accredited', 'conditional', 'suspended', 'withdrawn', 'refused'],
  withdrawn: [],
  refused: [],
}

export const APPEALED_FROM: readonly State[] = ['conditional', 'suspended', 'withdrawn', 'refused']

/** A capped result opens no accreditation, and a critical criterion that is met in part only one with conditions at first. */
export const openDecisions = (state: State, result: Result | null): Decision[] => {
  const isFirst = state === 'appraised'
  return FOLLOWS[state].filter((decision) => {
    if (decision !== 'accredited' && decision !== 'conditional') return true
    if (!result || result.isCapped) return false
    return decision === 'conditional' || !isFirst || result.partly.length === 0
  })
}

export interface Deciding {
  state: State
  result: Result | null
  proposal: Proposed | null
  decisions: readonly Decided[]
  /** Accounts that appraised, inspected, declared a tie, or answered for the provider. */
  partial: readonly string[]
  account: string
  today: string
}

const mayDecide = ({ state, partial, decisions, account }: Deciding): Outcome<true, AssuranceRefusal> => {
  if (partial.includes(account))
    return refuse('conflict', 'Who appraised or inspected it, or answered for the provider, does not decide.')
  const last = decisions.at(-1)
  if (state === 'appealed' && last && [last.proposed_by, last.signed_by].includes(account))
    return refuse('conflict', 'An appeal is decided by others than those who took the decision.')
  return ok(true)
}

const isSpan = ({ decision, until }: Pick<Proposed, 'decision' | 'until'>, today: string) =>
  ['accredited', 'conditional'].includes(decision) === (until !== null) && (until === null || until > today)

/** What is proposed. */
export const propose = (
  command: Extract<CaseCommand, { do: 'propose' }>,
  deciding: Deciding,
): Outcome<Proposed, AssuranceRefusal> => {
  const allowed = mayDecide(deciding)
  if (!allowed.ok) return allowed
  const { decision, reason, conditions, until } = command
  if (!FOLLOWS[deciding.state].includes(decision)) return refuse('not-now', 'As it stands, this cannot be decided.')
  if (!openDecisions(deciding.state, deciding.result).includes(decision))
    return refuse('critical', 'A critical criterion is not met: it cannot be accredited so.', 'decision')
  if (!isSpan(command, deciding.today)) return refuse('not-valid', 'An accreditation has a last day to come.', 'until')
  if ((decision === 'conditional') !== conditions.length > 0)
    return refuse('not-valid', 'Conditions are what an accreditation with conditions has.', 'conditions')
  return ok({ decision, reason, conditions, until, by: deciding.account })
}

/** The proposal as a decision, signed by another person. */
export const sign = (deciding: Deciding, at: Date): Outcome<Decided, AssuranceRefusal> => {
  const { proposal, account, decisions } = deciding
  if (!proposal) return refuse('not-now', 'Nothing is proposed.')
  if (proposal.by === account)
    return refuse('second-person', 'A decision is signed by another person than who proposed it.')
  const allowed = mayDecide(deciding)
  if (!allowed.ok) return allowed
  if (deciding.partial.includes(proposal.by))
    return refuse('conflict', 'Who proposed it appraised or inspected it: return it, for another to propose.')
  if (!isSpan(proposal, deciding.today)) return refuse('not-now', 'The last day that was proposed is over.')
  const { by, ...decision } = proposal
  const number = (decisions.at(-1)?.number ?? 0) + 1
  return ok({ ...decision, number, proposed_by: by, signed_by: account, decided_at: at })
}

/** A decision as everybody may know it. */
export interface Registered {
  accreditation: string
  service: string
  service_name: string
  setting: Setting
  criteria: string
  appraised_on: string | null
  number: number
  decision: Decision
  conditions: string[]
  valid_until: string | null
  decided_at: Date
}

/**
 * Where each service stands on a day. A service with several applications stands as the latest that was ever accredited says, and
 * where none was, as the latest: that somebody else was refused does not end an accreditation.
 */
export const standingsOf = (decisions: readonly Registered[], today: string): QualityStanding[] =>
  [...Map.groupBy(decisions, ({ service }) => service).values()].flatMap((all) => {
    const cases = [...Map.groupBy(all, ({ accreditation }) => accreditation).values()]
    const lastAt = (each: Registered[]) => each.at(-1)?.decided_at.getTime() ?? 0
    const wasGood = (each: Registered[]) => each.some(({ valid_until }) => valid_until !== null)
    const [own] = cases.sort((a, b) => Number(wasGood(b)) - Number(wasGood(a)) || lastAt(b) - lastAt(a))
    const last = own?.at(-1)
    if (!own || !last) return []
    const dayOf = (moment: Date) => moment.toISOString().slice(0, 10)
    const isOver = last.valid_until !== null && last.valid_until < today
    return [
      {
        ...{ service: last.service, name: last.service_name, setting: last.setting, criteria: last.criteria },
        ...{
          status: isOver ? ('ended' as const) : last.decision,
          since: dayOf(last.decided_at),
          until: last.valid_until,
        },
        ...{ conditions: last.conditions, appraised: last.appraised_on },
        history: own.map(({ decision, decided_at }) => ({ decision, on: dayOf(decided_at) })),
      },
    ]
  })
