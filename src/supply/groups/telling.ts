// SPDX-License-Identifier: Apache-2.0
/** Who is told what becomes of a group, its findings and measures, and the reminders of measures. */
import type { Kysely } from 'kysely'
import { type HandlingColumns, handlingOf, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { nodeFor, OFFICER, peopleOf } from './access.ts'
import { REMINDED_DAYS } from './codes.ts'
import { keyFor } from './keys.ts'
import { isOpen } from './measure.ts'
import { dayOf } from './room.ts'
import { changeMeasure, type GroupTables, type MeasureDays, measureById, measureDays, type Trx } from './store.ts'

export interface Happened {
  /** Such as `group.started`. */
  kind: string
  group: string
  /** Organisations whose people read a message of it; who does not see the record does not get it. */
  to?: readonly string[]
  message?: string
}

/** Announces what happened to a record, which was written in this transaction. */
export const tellOf = async (
  trx: Trx,
  row: HandlingColumns & { id: string },
  { kind, group, to = [], message }: Happened,
): Promise<void> => {
  const { audience, marking, purposes } = handlingOf(row)
  const keys = [...new Set(to)].flatMap(peopleOf)
  const notify = message && keys.length > 0 ? [{ to: keys, message, link: `/groups/${group}` }] : []
  await announce(trx, { kind, record: row.id, audience, marking, purposes, notify, data: { group } })
}

const daysAfter = (now: Date, days: number) => dayOf(new Date(now.getTime() + days * 86_400_000))

/** Of which day a reminder is due, beforehand or afterwards; once for each day, also where it is postponed. */
const dueOf = (each: MeasureDays, now: Date): 'soon' | 'late' | undefined => {
  if (!isOpen(each.state)) return undefined
  if (each.due_on < dayOf(now)) return each.reminded_late === each.due_on ? undefined : 'late'
  return each.due_on <= daysAfter(now, REMINDED_DAYS) && each.reminded_soon !== each.due_on ? 'soon' : undefined
}

/** Reminds owners of measures whose day is near, and owners and conveners of those whose day is over. Answers how many. */
export const remindOfMeasures = async (db: Kysely<GroupTables>, now: Date): Promise<number> => {
  let reminded = 0
  for (const each of await measureDays(db)) {
    const what = dueOf(each, now)
    if (!what) continue
    const keys = MARKINGS.map((marking) => keyFor(each.working_group, marking))
    const node = nodeFor(each.originator, [...keys, keyOf.role(each.originator, OFFICER)])
    await sit(db, node, async (trx) => {
      const row = await measureById(trx, each.id)
      const mark = what === 'soon' ? { reminded_soon: each.due_on } : { reminded_late: each.due_on }
      if (!row || !(await changeMeasure(trx, row, mark))) return
      await appendLine(trx, 'node', { verb: 'remind', kind: 'measure', ids: [row.id] })
      const to = what === 'soon' ? [row.owner] : [row.owner, each.originator]
      await tellOf(trx, row, {
        ...{ kind: `measure.${what}`, group: row.working_group, to, message: `measure-${what}` },
      })
      reminded++
    })
  }
  return reminded
}
