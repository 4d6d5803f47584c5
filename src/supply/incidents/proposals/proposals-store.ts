// SPDX-License-Identifier: Apache-2.0
/** The only SQL of proposals. Each takes a transaction in which an actor sits: a proposal exists only with its incident. */
import { sql, type Transaction } from 'kysely'
import type { IncidentTables } from '../store.ts'
import type { Change, IncidentProposal, Part, ProposalStatus } from './proposals.ts'

type Trx = Transaction<IncidentTables>

export interface ProposalRow {
  id: string
  incident: string
  part: Part
  change: Change
  was: IncidentProposal['was']
  reason: string
  organisation: string
  account: string
  made_at: Date
  status: ProposalStatus
  answer: string | null
  settled_at: Date | null
}

export const insertProposal = (trx: Trx, row: Omit<ProposalRow, 'status' | 'answer' | 'settled_at'>) =>
  sql`insert into incident_proposal (id, incident, part, change, was, reason, organisation, account, made_at)
    values (${row.id}, ${row.incident}, ${row.part}, ${JSON.stringify(row.change)}::jsonb,
      ${row.was === null ? null : JSON.stringify(row.was)}::jsonb, ${row.reason}, ${row.organisation}, ${row.account},
      ${row.made_at})`.execute(trx)

export const proposalById = async (trx: Trx, id: string): Promise<ProposalRow | undefined> =>
  (await sql<ProposalRow>`select * from incident_proposal where id = ${id}`.execute(trx)).rows[0]

/** Of one incident, oldest first, the newest 200. */
export const proposalsOf = async (trx: Trx, incident: string): Promise<ProposalRow[]> => {
  const { rows } = await sql<ProposalRow>`select * from (
    select * from incident_proposal where incident = ${incident} order by made_at desc, id desc limit 200) newest
    order by made_at, id`.execute(trx)
  return rows
}

/** How many of an organisation wait for an answer. */
export const countOpen = async (trx: Trx, incident: string, organisation: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from incident_proposal
    where incident = ${incident} and organisation = ${organisation} and status = 'open'`.execute(trx)
  return rows[0]?.count ?? 0
}

/** Whether it still waits; until the end of the transaction nobody else settles it. */
export const holdOpen = async (trx: Trx, id: string): Promise<boolean> =>
  (await sql`select 1 from incident_proposal where id = ${id} and status = 'open' for update`.execute(trx)).rows
    .length > 0

/** Answers the row as it is then; undefined where somebody settled it meanwhile. */
export const settle = async (
  trx: Trx,
  id: string,
  { status, answer, settled_at }: Pick<ProposalRow, 'status' | 'answer' | 'settled_at'>,
): Promise<ProposalRow | undefined> => {
  const { rows } = await sql<ProposalRow>`update incident_proposal
    set status = ${status}, answer = ${answer}, settled_at = ${settled_at}
    where id = ${id} and status = 'open' returning *`.execute(trx)
  return rows[0]
}
