// SPDX-License-Identifier: Apache-2.0
/** What rows of visits say, and what may be done next. Pure. */
import { canonical } from '#basis/canonical.ts'
import {
  ASKED,
  type PublishedVisit,
  type Recommendation,
  type Visit,
  type VisitCommand,
  type VisitSummary,
} from './contract.ts'
import type { AnswerRow, FollowUpRow, PublicationRow, RecommendationRow, VisitRow } from './store.ts'

const DAY = 86_400_000
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
export const dayAfter = (at: Date, days: number): string => dayOf(new Date(at.getTime() + days * DAY))

const stateOf = ({ dropped_at, held_on, sent_at }: VisitRow): VisitSummary['state'] =>
  dropped_at ? 'dropped' : sent_at ? 'sent' : held_on ? 'held' : 'planned'

const askedOf = ({ given, refused }: Pick<VisitRow, 'given' | 'refused'>): Visit['asked'] =>
  ASKED.filter((what) => given.includes(what) || refused.includes(what)).map((what) => ({
    what,
    given: given.includes(what) ? 'given' : 'refused',
  }))

export const summaryOf = (row: VisitRow, publication: PublicationRow | undefined): VisitSummary => ({
  ...{ id: row.id, service: row.service, serviceName: row.service_name, plannedOn: row.planned_on },
  ...{ announced: row.announced, heldOn: row.held_on, state: stateOf(row), version: row.version },
  isPublished: !!publication?.published_at,
})

/** What another person than who proposed it publishes; who proposed it may propose other words. */
export const actsOf = (
  row: VisitRow,
  publication: PublicationRow | undefined,
  account: string,
): VisitCommand['do'][] => {
  const state = stateOf(row)
  if (state === 'dropped') return []
  if (state === 'planned') return ['hold', 'drop']
  const summary: VisitCommand['do'][] = publication?.published_at
    ? ['take-back']
    : ['propose', ...(publication && publication.proposed_by !== account ? (['publish'] as const) : [])]
  return [...(state === 'held' ? (['hold', 'send'] as const) : []), ...summary]
}

export interface Written {
  answers: readonly AnswerRow[]
  followUps: readonly FollowUpRow[]
}
export const recommendationOf = (
  row: RecommendationRow,
  { answers, followUps }: Written,
  now: Date,
): Recommendation => {
  const own = answers.filter(({ recommendation }) => recommendation === row.id)
  return {
    ...{ id: row.id, visit: row.visit, number: row.number, service: row.service, serviceName: row.service_name },
    ...{ from: row.originator, provider: row.provider, heldOn: row.held_on, text: row.text },
    ...{ sent: row.sent_at.toISOString(), answerBy: row.answer_by, answerRule: row.answer_rule },
    answers: own.map(({ answer, text, answered_at }) => ({ answer, text, at: answered_at.toISOString() })),
    followUps: followUps
      .filter(({ recommendation }) => recommendation === row.id)
      .map(({ state, text, found_at }) => ({ state, text, at: found_at.toISOString() })),
    isLate: own.length === 0 && row.answer_by < dayOf(now),
  }
}

export const visitFrom = (
  row: VisitRow,
  parts: {
    publication: PublicationRow | undefined
    recommendations: Recommendation[]
    runner: string | null
    account: string
  },
): Visit => ({
  ...summaryOf(row, parts.publication),
  ...{ team: row.team, asked: askedOf(row), notes: row.notes, recommendations: parts.recommendations },
  runner: parts.runner,
  summary: parts.publication
    ? {
        ...{ text: parts.publication.text, proposedBy: parts.publication.proposed_by },
        proposed: parts.publication.proposed_at.toISOString(),
        published: parts.publication.published_at?.toISOString() ?? null,
      }
    : null,
  may: actsOf(row, parts.publication, parts.account),
})

export const publishedFrom = (row: PublicationRow): PublishedVisit => ({
  ...{ id: row.id, service: row.service, serviceName: row.service_name, from: row.originator, heldOn: row.held_on },
  ...{ announced: row.announced, team: row.team, asked: askedOf(row), text: row.text },
  ...{ recommendations: row.recommendations, answered: row.answered },
  published: row.published_at ? dayOf(row.published_at) : '',
})

/** What the ledger keeps a digest of. */
export const contentOf = (row: VisitRow): string =>
  canonical([
    ...[row.service, row.planned_on, row.announced, row.dropped_at?.toISOString() ?? null, row.held_on],
    ...[row.team, row.given, row.refused, row.notes],
  ])
