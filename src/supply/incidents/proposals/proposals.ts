// SPDX-License-Identifier: Apache-2.0
/** A change of an incident that one of its readers proposes: what may be proposed, what would come of it, and who may decide. */
import { z } from 'zod'
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Status } from '../codes.ts'
import type { IncidentsRefusal } from '../contract.ts'
import { isOpen } from '../incident.ts'
import { goods, type IncidentContent, identifier, newIncidentShape, party } from '../shapes.ts'

const { title, account } = newIncidentShape.shape
const { role, knowledge } = party.shape
const at = z.int().min(0).max(49).describe('Which of them, from 0.')

/** One change, each value in the shape that a report has it. */
export const changeShape = z.discriminatedUnion('field', [
  z.strictObject({
    field: z.literal('title').describe('The title.'),
    to: title.describe('What it should be, in one line.'),
  }),
  z.strictObject({
    field: z.literal('account').describe('The account.'),
    to: account.unwrap().min(1).describe('What it should be.'),
  }),
  z.strictObject({
    field: z.literal('goods').describe('One of the goods.'),
    at,
    to: goods
      .pick({ name: true, id: true, amount: true, certainty: true })
      .describe('What is said of them instead; their form stays.'),
  }),
  z.strictObject({
    field: z.literal('identifiers').describe('A number or address that is added.'),
    to: identifier.describe('What is added.'),
  }),
  z.strictObject({
    field: z.literal('parties').describe('One of the parties.'),
    at,
    to: z.strictObject({ role, knowledge: knowledge.unwrap().describe('What it knew.') }).describe('Instead.'),
  }),
])
export type Change = z.output<typeof changeShape>

const reason = z.string().trim().min(1).max(500)

export const newProposalShape = z.strictObject({
  change: changeShape.describe('What should be changed, and into what.'),
  reason: reason.describe('Why: who reported the incident reads it, and this organisation.'),
})
export type NewProposal = z.input<typeof newProposalShape>

export const settleProposalShape = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('accept').describe('The incident is changed.'),
    version: z.int().min(1).describe('Of the incident, as it was read.'),
  }),
  z.strictObject({ do: z.literal('decline').describe('It stays as it is.'), reason: reason.describe('Why.') }),
  z.strictObject({ do: z.literal('withdraw').describe('Taken back by who proposed it.') }),
])
export type SettleProposal = z.input<typeof settleProposalShape>

export const PROPOSAL_STATUSES = ['open', 'accepted', 'declined', 'withdrawn'] as const
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number]

/** A proposal as the two organisations read it. Moments are ISO 8601 in UTC. */
export interface IncidentProposal {
  id: string
  incident: string
  /** The organisation that proposes. */
  from: string
  change: Change
  /** What the field said when it was proposed; null where something is added. */
  was: Change['to'] | null
  reason: string
  status: ProposalStatus
  made: string
  /** Why it was declined. */
  answer: string | null
  settled: string | null
  /** What this actor may do with it now. */
  may: SettleProposal['do'][]
}

/** The part of the report that a change is about; `open` is what nobody is denied who sees the incident. */
export type Part = 'open' | 'account' | 'parties' | 'identifiers'
export const partOf = ({ field }: Change): Part => (field === 'title' || field === 'goods' ? 'open' : field)

/** An incident as somebody reads it: parts that they are denied are absent. */
export type Read = Pick<IncidentContent, 'title' | 'goods'> &
  Partial<Pick<IncidentContent, 'account' | 'parties' | 'identifiers'>>

export const reads = (incident: Read, part: Part): boolean => part === 'open' || incident[part] !== undefined

/** What the field says now; null where something is added, undefined where there is no such thing to read. */
export const wasIn = (incident: Read, change: Change): Change['to'] | null | undefined => {
  if (!reads(incident, partOf(change))) return undefined
  switch (change.field) {
    case 'title':
      return incident.title
    case 'account':
      return incident.account
    case 'identifiers':
      return null
    case 'goods': {
      const { form: _, ...said } = incident.goods[change.at] ?? {}
      return 'name' in said ? (said as (Change & { field: 'goods' })['to']) : undefined
    }
    case 'parties': {
      const said = incident.parties?.[change.at]
      return said && { role: said.role, knowledge: said.knowledge }
    }
  }
}

export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

const replaced = <T>(all: readonly T[], at: number, by: (each: T) => T): T[] =>
  all.map((each, index) => (index === at ? by(each) : each))

/** The incident after the change. Refuses what changes nothing; the caller has seen that the field is there. */
export const applied = <C extends Read>(content: C, change: Change): Outcome<C, IncidentsRefusal> => {
  const { goods: all, parties = [], identifiers = [] } = content
  const none = () => refuse('not-valid', 'It says so already.', 'change.to')
  if (isSame(wasIn(content, change), change.to)) return none()
  switch (change.field) {
    case 'title':
      return ok({ ...content, title: change.to })
    case 'account':
      return ok({ ...content, account: change.to })
    case 'goods': {
      const { at: place, to } = change
      return ok({ ...content, goods: replaced(all, place, ({ form }) => ({ ...to, ...(form && { form }) })) })
    }
    case 'parties':
      return ok({ ...content, parties: replaced(parties, change.at, (each) => ({ ...each, ...change.to })) })
    case 'identifiers':
      if (identifiers.some((each) => isSame(each, change.to))) return none()
      return ok({ ...content, identifiers: [...identifiers, change.to] })
  }
}

/** What an organisation may do with a proposal now; `isOfficer`: whether this person decides for it. */
export const settlesOf = (
  { status, from }: Pick<IncidentProposal, 'status' | 'from'>,
  incident: { originator: string; status: Status },
  { organisation, isOfficer }: { organisation: string; isOfficer: boolean },
): SettleProposal['do'][] => {
  if (status !== 'open' || incident.status === 'recalled') return []
  if (from === organisation) return ['withdraw']
  if (incident.originator !== organisation || !isOfficer) return []
  return isOpen(incident.status) ? ['accept', 'decline'] : ['decline']
}
