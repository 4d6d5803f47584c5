// SPDX-License-Identifier: Apache-2.0
/** The SQL of merging. Each takes a transaction in which an actor sits: steps exist only for who sees both incidents. */
import { sql, type Transaction } from 'kysely'
import { keyOf, MARKINGS } from '#platform/access/index.ts'
import { PURPOSE } from '../access.ts'
import type { IncidentRow, IncidentTables } from '../store.ts'
import type { MergeStep, StepKind } from './merge.ts'

type Trx = Transaction<IncidentTables>

export interface StepRow {
  duplicate: string
  kept: string
  turn: number
  step: StepKind
  organisation: string
  account: string
  reason: string
  at: Date
}

/** All steps of these incidents with any other one, oldest first. */
export const stepsOf = async (trx: Trx, incidents: readonly string[]): Promise<StepRow[]> => {
  const { rows } = await sql<StepRow>`select * from merge_step
    where duplicate = any(${incidents}::uuid[]) or kept = any(${incidents}::uuid[])
    order by duplicate, kept, turn`.execute(trx)
  return rows
}

/** Adds a step; false where somebody else took one meanwhile. */
export const addStep = async (trx: Trx, row: StepRow): Promise<boolean> => {
  const { numAffectedRows } =
    await sql`insert into merge_step (duplicate, kept, turn, step, organisation, account, reason, at)
    values (${row.duplicate}, ${row.kept}, ${row.turn}, ${row.step}, ${row.organisation}, ${row.account}, ${row.reason},
      ${row.at}) on conflict do nothing`.execute(trx)
  return numAffectedRows === 1n
}

export const stepOf = ({ step, organisation, reason, at }: StepRow): MergeStep => ({
  ...{ step, organisation, reason, at: at.toISOString() },
})

export interface PairOfSteps {
  duplicate: string
  kept: string
  steps: StepRow[]
}

/** Steps by the two incidents that they are about. */
export const inPairs = (rows: readonly StepRow[]): PairOfSteps[] => {
  const pairs = new Map<string, PairOfSteps>()
  for (const row of rows) {
    const { duplicate, kept } = row
    const known = pairs.get(`${duplicate} ${kept}`)
    if (known) known.steps.push(row)
    else pairs.set(`${duplicate} ${kept}`, { duplicate, kept, steps: [row] })
  }
  return [...pairs.values()]
}

/** For those who see both: by keys that both name, and the two authors. As strict as the stricter. */
export const forBoth = (one: IncidentRow, other: IncidentRow, step: StepKind) => {
  const authors = [one, other].map(({ originator }) => keyOf.organisation(originator))
  const shared = one.audience.filter((key) => other.audience.includes(key))
  const isOpen = step === 'merge' || step === 'undo'
  return {
    audience: [...new Set([...authors, ...(isOpen ? shared : [])])],
    marking: MARKINGS[Math.max(one.marking, other.marking)] ?? 'red',
    purposes: [PURPOSE],
  }
}
