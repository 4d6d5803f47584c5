// SPDX-License-Identifier: Apache-2.0
/** The only SQL of practices. Each function takes a transaction in which an actor sits. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { Place } from '#platform/http/index.ts'
import type { PeerTables } from '#platform/peers/index.ts'
import { findByWords } from '#platform/search/index.ts'
import type { Effect, Language, PracticeContent, ReuseOutcome, Setting, Status, Texts } from './contract.ts'

export interface PracticeRow extends HandlingColumns {
  id: string
  status: Status
  content: PracticeContent
  node: { id: string; name: string } | null
  changed_at: Date
  published_at: Date | null
  ended_at: Date | null
  reason: string | null
  version: number
}
export interface ReuseRow extends HandlingColumns {
  practice: string
  outcome: ReuseOutcome
  note: string
  at: Date
}
export interface TranslationRow extends HandlingColumns {
  practice: string
  language: Language
  texts: Texts
  at: Date
}
export interface PracticeTables extends EventTables, PeerTables {
  practice: PracticeRow
  practice_reuse: ReuseRow
  practice_translation: TranslationRow
}
type Trx = Transaction<PracticeTables>

const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`

export const insertPractice = async (trx: Trx, row: PracticeRow): Promise<void> => {
  await trx
    .insertInto('practice')
    .values({ ...row, content: json(row.content), node: row.node === null ? null : json(row.node) })
    .execute()
}

export const practiceById = (trx: Trx, id: string): Promise<PracticeRow | undefined> =>
  trx.selectFrom('practice').selectAll().where('id', '=', id).executeTakeFirst()

type Changes = Partial<
  Pick<PracticeRow, 'status' | 'content' | 'published_at' | 'ended_at' | 'reason' | 'audience' | 'marking'>
>

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changePractice = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  { content, ...changes }: Changes,
  at: Date,
): Promise<PracticeRow | undefined> =>
  trx
    .updateTable('practice')
    .set({ ...changes, ...(content && { content: json(content) }), changed_at: at, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export interface Filter {
  text?: string | undefined
  setting?: Setting | undefined
  effect?: Effect | undefined
  status?: Status | undefined
}

/** More ids than this are not carried from a search into a list. */
const MOST_FOUND = 2000

const matching = async (trx: Trx, { text, setting, effect, status }: Filter) => {
  let query = trx.selectFrom('practice')
  if (setting !== undefined) query = query.where(sql<boolean>`content ->> 'setting' = ${setting}`)
  if (effect !== undefined) query = query.where(sql<boolean>`content ->> 'effect' = ${effect}`)
  if (status !== undefined) query = query.where('status', '=', status)
  if (text === undefined || text.trim() === '') return query
  const ids = await findByWords(trx, { kind: 'practice', text, limit: MOST_FOUND })
  return query.where(sql<boolean>`id = any(${ids}::uuid[])`)
}

/** Last changed first, one more than `limit` where there are more. */
export const listPractices = async (
  trx: Trx,
  filter: Filter,
  limit: number,
  before?: Place,
): Promise<PracticeRow[]> => {
  const query = (await matching(trx, filter)).selectAll()
  const paged = before
    ? query.where(sql<boolean>`(changed_at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`)
    : query
  return paged
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export const countPractices = async (trx: Trx, filter: Filter): Promise<number> => {
  const query = await matching(trx, filter)
  const { count } = await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** One word of each organisation: what it said before is replaced. */
export const putReuse = async (trx: Trx, row: ReuseRow): Promise<void> => {
  const { outcome, note, at } = row
  await trx
    .insertInto('practice_reuse')
    .values(row)
    .onConflict((conflict) => conflict.columns(['practice', 'originator']).doUpdateSet({ outcome, note, at }))
    .execute()
}

export const reusesOf = (trx: Trx, practices: readonly string[]): Promise<ReuseRow[]> =>
  practices.length === 0
    ? Promise.resolve([])
    : trx
        .selectFrom('practice_reuse')
        .selectAll()
        .where('practice', 'in', practices)
        .orderBy('at', 'desc')
        .orderBy('originator')
        .execute()

export const putTranslation = async (trx: Trx, row: TranslationRow): Promise<void> => {
  const texts = json(row.texts)
  await trx
    .insertInto('practice_translation')
    .values({ ...row, texts })
    .onConflict((conflict) =>
      conflict.columns(['practice', 'language', 'originator']).doUpdateSet({ texts, at: row.at }),
    )
    .execute()
}

export const translationsOf = (trx: Trx, practice: string): Promise<TranslationRow[]> =>
  trx
    .selectFrom('practice_translation')
    .selectAll()
    .where('practice', '=', practice)
    .orderBy('language')
    .orderBy('at')
    .execute()
