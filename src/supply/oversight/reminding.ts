// SPDX-License-Identifier: Apache-2.0
/** Reminds of licences that are nearly over and of findings whose day is near or over, once for each. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { nodeFor } from './access.ts'
import { tellOfInspection } from './inspections.ts'
import { dueFindings, markFinding } from './inspections-store.ts'
import { tellOf } from './licences.ts'
import { dayOf } from './room.ts'
import { endingLicences, markReminded, type OversightTables } from './store.ts'

/** Days before the last one: what is applied for anew must be looked at by two officers before then. */
export const REMINDED_DAYS = 60

/** `authorities`: the organisations that grant licences here. Answers how many were reminded of. */
export const remindOfEnds = async (
  db: Kysely<OversightTables>,
  authorities: readonly string[],
  now: Date,
): Promise<number> => {
  const by = dayOf(new Date(now.getTime() + REMINDED_DAYS * 86_400_000))
  let reminded = 0
  for (const authority of authorities)
    reminded += await sit(db, nodeFor(authority), async (trx) => {
      const due = await endingLicences(trx, dayOf(now), by)
      for (const row of due) {
        await markReminded(trx, row)
        await appendLine(trx, 'node', { verb: 'remind', kind: 'licence', ids: [row.id] })
        await tellOf(trx, row, 'ending', { message: 'licence-ending', to: ['holder', 'officers'] })
      }
      return due.length
    })
  return reminded
}

/** Days before the day of a finding: time enough to mend what is left. */
export const FINDING_DAYS = 7

/**
 * Reminds firms of findings whose day is near, and inspectors of those whose day is over, once each. Answers how many were
 * reminded of.
 */
export const remindOfFindings = async (
  db: Kysely<OversightTables>,
  authorities: readonly string[],
  now: Date,
): Promise<number> => {
  const [today, by] = [dayOf(now), dayOf(new Date(now.getTime() + FINDING_DAYS * 86_400_000))]
  let reminded = 0
  for (const authority of authorities)
    reminded += await sit(db, nodeFor(authority), async (trx) => {
      const due = await dueFindings(trx, today, by)
      for (const row of due) {
        const what = row.due_on < today ? ('late' as const) : ('due' as const)
        await markFinding(trx, row, what)
        await appendLine(trx, 'node', { verb: 'remind', kind: 'finding', ids: [row.id] })
        const told = { message: `finding-${what}`, to: what === 'late' ? ('inspectors' as const) : ('firm' as const) }
        await tellOfInspection(trx, { kind: `finding.${what}`, inspection: row.inspection, row, told })
      }
      return due.length
    })
  return reminded
}
