// SPDX-License-Identifier: Apache-2.0
/**
 * What a practice is, apart from where it is kept.
 *
 *     draft ──publish──▶ published ──withdraw, with a reason──▶ withdrawn
 */
import { canonical } from '#basis/canonical.ts'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Actor } from '#platform/access/index.ts'
import { may } from './access.ts'
import type { Act, Command, Practice, Reuse, Status, Translation } from './contract.ts'
import type { PracticeRow, ReuseRow, TranslationRow } from './store.ts'

const FROM: Record<Act, Status> = { revise: 'draft', publish: 'draft', withdraw: 'published' }

/** What an editor of the organisation whose it is may do now; nobody else may do anything. */
export const actsOf = ({ status, originator }: Pick<PracticeRow, 'status' | 'originator'>, actor: Actor): Act[] =>
  originator === actor.organisation && may(actor, 'act')
    ? (Object.keys(FROM) as Act[]).filter((act) => FROM[act] === status)
    : []

export interface Change {
  status: Status
  published_at?: Date
  ended_at?: Date
  reason?: string
}

/** Refuses with `not-now` what does not follow from where it stands. */
export const decide = (status: Status, command: Command, now: Date): Outcome<Change> => {
  if (FROM[command.do] !== status) return refuse('not-now', `It is ${status}: that cannot be done with it.`)
  return ok(
    command.do === 'publish'
      ? { status: 'published', published_at: now }
      : { status: 'withdrawn', ended_at: now, reason: command.reason },
  )
}

/** Words by which it is found, in every language of its author. */
export const wordsIn = ({ content }: PracticeRow): string =>
  Object.values(content.texts)
    .flatMap((texts) => Object.values(texts ?? {}))
    .join('\n')

/** What the ledger keeps a digest of: all that it says and where it stands. */
export const contentOf = ({ content, status, reason }: PracticeRow): string => canonical([content, status, reason])

export const reuseOf = ({ originator, outcome, note, at }: ReuseRow): Reuse => ({
  ...{ from: originator, outcome, note, at: at.toISOString() },
})

export const translationOf = ({ originator, language, texts, at }: TranslationRow): Translation => ({
  ...{ language, from: originator, texts, at: at.toISOString() },
})

/** `reuses`: those that this actor may read, of any practices. */
export const practiceOf = (row: PracticeRow, reuses: readonly ReuseRow[], actor: Actor): Practice => {
  const { partners: _, ...content } = row.content
  return {
    ...content,
    ...{ id: row.id, status: row.status, organisation: row.originator, ...(row.node && { node: row.node }) },
    ...{ changed: row.changed_at.toISOString(), published: row.published_at?.toISOString() ?? null },
    ended: row.ended_at ? { at: row.ended_at.toISOString(), reason: row.reason ?? '' } : null,
    reused: reuses.filter(({ practice, outcome }) => practice === row.id && outcome !== 'did-not-work').length,
    ...{ version: row.version, may: actsOf(row, actor) },
  }
}
