// SPDX-License-Identifier: Apache-2.0
/** The only SQL of editions of red flags. Each function takes a transaction in which somebody of the firm sits. */
import { sql } from 'kysely'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { SuspicionLeg } from '../codes.ts'
import type { Trx } from '../store.ts'
import type { Comparison } from './comparison.ts'
import type { RuleContent } from './content.ts'
import type { EditionStatus, RuleCommand } from './edition.ts'

export interface RuleStep {
  at: string
  did: RuleCommand['do'] | 'change'
  text: string
  by: string
}

export interface RulebookRow extends HandlingColumns {
  id: string
  leg: SuspicionLeg
  number: number
  status: EditionStatus
  content: RuleContent
  digest: Buffer
  replay: Comparison | null
  replayed: Buffer | null
  drafted: string[]
  changed_at: Date
  shadow_at: Date | null
  agreed_by: string | null
  in_force_at: Date | null
  past_at: Date | null
  steps: RuleStep[]
  version: number
}

/** Only its name: what is in force is compiled once (rules.ts). */
export const inForce = async (trx: Trx, leg: SuspicionLeg): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select id from rulebook where leg = ${leg} and status = 'in-force'`.execute(trx)
  return rows[0]?.id
}

export const editionById = async (trx: Trx, id: string): Promise<RulebookRow | undefined> => {
  const { rows } = await sql<RulebookRow>`select * from rulebook where id = ${id}`.execute(trx)
  return rows[0]
}

export const editionNumbered = async (trx: Trx, leg: SuspicionLeg, number: number) => {
  const { rows } = await sql<RulebookRow>`
    select * from rulebook where leg = ${leg} and number = ${number}`.execute(trx)
  return rows[0]
}

export const openEdition = async (trx: Trx, leg: SuspicionLeg): Promise<RulebookRow | undefined> => {
  const { rows } = await sql<RulebookRow>`
    select * from rulebook where leg = ${leg} and status in ('draft', 'shadow', 'proposed')`.execute(trx)
  return rows[0]
}

/** More than anybody goes back. */
const MOST_LISTED = 100

/** Newest first, without what stands in them. */
export const editionsOf = async (trx: Trx, leg: SuspicionLeg) => {
  const { rows } = await sql<Omit<RulebookRow, 'content' | 'digest' | 'replay' | 'replayed'>>`
    select id, leg, number, status, drafted, changed_at, shadow_at, agreed_by, in_force_at, past_at, steps, version
    from rulebook where leg = ${leg} order by number desc limit ${MOST_LISTED}`.execute(trx)
  return rows
}

export const insertEdition = async (
  trx: Trx,
  row: Pick<
    RulebookRow,
    'id' | 'leg' | 'content' | 'digest' | 'drafted' | 'changed_at' | 'steps' | keyof HandlingColumns
  >,
): Promise<RulebookRow | undefined> => {
  const { rows } = await sql<RulebookRow>`
    insert into rulebook (id, leg, number, status, content, digest, drafted, changed_at, steps, originator, audience, marking,
      purposes, is_originator_controlled)
    select ${row.id}, ${row.leg}, coalesce(max(number), 0) + 1, 'draft', ${JSON.stringify(row.content)}::jsonb, ${row.digest},
      ${row.drafted}::uuid[], ${row.changed_at}, ${JSON.stringify(row.steps)}::jsonb, ${row.originator}, ${row.audience}, ${row.marking},
      ${row.purposes}, ${row.is_originator_controlled} from rulebook where leg = ${row.leg} and originator = ${row.originator}
    returning *`.execute(trx)
  return rows[0]
}

type Changes = Partial<Omit<RulebookRow, 'id' | 'leg' | 'number' | 'version' | keyof HandlingColumns>>
const JSONS = ['content', 'replay', 'steps']

/** Undefined where it was changed since. */
export const changeEdition = async (
  trx: Trx,
  { id, version }: Pick<RulebookRow, 'id' | 'version'>,
  changes: Changes,
): Promise<RulebookRow | undefined> => {
  const set = Object.entries(changes).map(([name, value]) =>
    JSONS.includes(name) ? sql`${sql.ref(name)} = ${JSON.stringify(value)}::jsonb` : sql`${sql.ref(name)} = ${value}`,
  )
  const { rows } = await sql<RulebookRow>`
    update rulebook set ${sql.join([...set, sql`version = version + 1`])} where id = ${id} and version = ${version}
    returning *`.execute(trx)
  return rows[0]
}
