// SPDX-License-Identifier: Apache-2.0
/** The only SQL of visits. What takes a transaction needs an actor that sits in it. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import type { PublishedVisit, Recommendation, Visit } from './contract.ts'

type Asked = Visit['asked'][number]['what']
export interface VisitRow extends HandlingColumns {
  id: string
  service: string
  service_name: string
  /** `YYYY-MM-DD`, as each `_on` and `_by`. */
  planned_on: string
  announced: boolean
  dropped_at: Date | null
  held_on: string | null
  team: Visit['team']
  given: Asked[]
  refused: Asked[]
  notes: string
  sent_at: Date | null
  version: number
}
export interface RecommendationRow extends HandlingColumns {
  id: string
  visit: string
  number: number
  service: string
  service_name: string
  provider: string
  held_on: string
  text: string
  sent_at: Date
  answer_by: string
  answer_rule: Recommendation['answerRule']
}
export interface AnswerRow extends HandlingColumns {
  id: string
  recommendation: string
  answer: Recommendation['answers'][number]['answer']
  text: string
  answered_at: Date
}
export interface FollowUpRow extends HandlingColumns {
  id: string
  recommendation: string
  state: Recommendation['followUps'][number]['state']
  text: string
  found_at: Date
}
export interface PublicationRow extends HandlingColumns {
  /** Of the visit. */
  id: string
  service: string
  service_name: string
  held_on: string
  announced: boolean
  team: PublishedVisit['team']
  given: Asked[]
  refused: Asked[]
  text: string
  proposed_by: string
  proposed_at: Date
  published_by: string | null
  published_at: Date | null
  recommendations: number
  answered: number
}
export interface VisitsTables extends EventTables {
  preventive_visit: VisitRow
  visit_recommendation: RecommendationRow
  visit_answer: AnswerRow
  visit_follow_up: FollowUpRow
  visit_publication: PublicationRow
}
export type Trx = Transaction<VisitsTables>

const MOST = 500

export const insertVisit = (trx: Trx, row: VisitRow) => trx.insertInto('preventive_visit').values(row).execute()
export const visitById = (trx: Trx, id: string) =>
  trx.selectFrom('preventive_visit').selectAll().where('id', '=', id).executeTakeFirst()
export const listVisits = (trx: Trx) =>
  trx
    .selectFrom('preventive_visit')
    .selectAll()
    .orderBy(sql`held_on is null and dropped_at is null`, 'desc')
    .orderBy(sql`coalesce(held_on, planned_on)`, 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute()
export type VisitChange = Partial<
  Pick<VisitRow, 'dropped_at' | 'held_on' | 'team' | 'given' | 'refused' | 'notes' | 'sent_at'>
>
/** Undefined where it has another version by now. */
export const changeVisit = (trx: Trx, { id, version }: Pick<VisitRow, 'id' | 'version'>, change: VisitChange) =>
  trx
    .updateTable('preventive_visit')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export const insertRecommendations = (trx: Trx, rows: RecommendationRow[]) =>
  trx.insertInto('visit_recommendation').values(rows).execute()
export const recommendationById = (trx: Trx, id: string) =>
  trx.selectFrom('visit_recommendation').selectAll().where('id', '=', id).executeTakeFirst()
/** Of one visit, or all: those that nobody answered first. */
export const listRecommendations = (trx: Trx, visit?: string) =>
  trx
    .selectFrom('visit_recommendation as r')
    .selectAll('r')
    .$if(visit !== undefined, (query) => query.where('r.visit', '=', visit ?? ''))
    .orderBy(sql`not exists (select 1 from visit_answer a where a.recommendation = r.id)`, 'desc')
    .orderBy('r.answer_by', 'desc')
    .orderBy('r.visit')
    .orderBy('r.number')
    .limit(MOST)
    .execute()
export const answersTo = (trx: Trx, ids: string[]) =>
  trx.selectFrom('visit_answer').selectAll().where('recommendation', 'in', ids).orderBy('answered_at').execute()
export const followUpsOf = (trx: Trx, ids: string[]) =>
  trx.selectFrom('visit_follow_up').selectAll().where('recommendation', 'in', ids).orderBy('found_at').execute()
export const insertAnswer = (trx: Trx, row: AnswerRow) => trx.insertInto('visit_answer').values(row).execute()
export const insertFollowUp = (trx: Trx, row: FollowUpRow) => trx.insertInto('visit_follow_up').values(row).execute()

export const publicationOf = (trx: Trx, visit: string) =>
  trx.selectFrom('visit_publication').selectAll().where('id', '=', visit).executeTakeFirst()
export const publicationsOf = (trx: Trx, visits: string[]) =>
  trx.selectFrom('visit_publication').selectAll().where('id', 'in', visits).execute()
/** A second proposal takes the place of the first. */
export const putPublication = (trx: Trx, row: PublicationRow) =>
  trx
    .insertInto('visit_publication')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        text: ref('excluded.text'),
        proposed_by: ref('excluded.proposed_by'),
        proposed_at: ref('excluded.proposed_at'),
      })),
    )
    .execute()
type PublicationChange = Pick<PublicationRow, 'published_by' | 'published_at' | 'audience' | 'marking'> &
  Partial<Pick<PublicationRow, 'recommendations' | 'answered'>>
export const changePublication = (trx: Trx, visit: string, change: PublicationChange) =>
  trx.updateTable('visit_publication').set(change).where('id', '=', visit).execute()
export const published = (trx: Trx) =>
  trx
    .selectFrom('visit_publication')
    .selectAll()
    .where('published_at', 'is not', null)
    .orderBy('held_on', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute()

export interface Counted {
  held: number
  due: number
  in_time: number
}
/** Needs no actor. */
export const countsOf = async (db: Kysely<VisitsTables>, since: Date, until: Date): Promise<Counted> => {
  const { rows } = await sql<Counted>`select * from visit_counts(${since}, ${until})`.execute(db)
  return rows[0] ?? { held: 0, due: 0, in_time: 0 }
}
