// SPDX-License-Identifier: Apache-2.0
/** The only SQL of requests. Each function takes a transaction in which an actor sits. */
import type { Transaction } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import { type Actor, columnsOf, type Handling } from '#platform/access/index.ts'
import { may } from './access.ts'
import { type IncidentRequest, type NewRequest, type Settled, settlesOf, statusAt } from './requests.ts'
import type { IncidentTables, RequestRow } from './store.ts'

type Trx = Transaction<IncidentTables>

/** A request as it is asked. */
export const rowOfRequest = (
  { id, incident, at }: { id: string; incident: string; at: Date },
  { to, kind, question, due }: NewRequest,
  handling: Handling,
): RequestRow => ({
  ...{ id, incident, kind, status: 'open', question, due_on: due, asked: to, asked_at: at },
  ...{ answer: null, settled_at: null, version: 1, ...columnsOf(handling) },
})

export const insertRequest = (trx: Trx, row: RequestRow) => trx.insertInto('incident_request').values(row).execute()

export const requestById = (trx: Trx, id: string): Promise<RequestRow | undefined> =>
  trx.selectFrom('incident_request').selectAll().where('id', '=', id).executeTakeFirst()

/** Of one incident, oldest first. */
export const requestsOf = (trx: Trx, incident: string): Promise<RequestRow[]> =>
  trx
    .selectFrom('incident_request')
    .selectAll()
    .where('incident', '=', incident)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()

/** Answers the row as it is then; undefined where it has another version or may not be changed by this actor. */
export const changeRequest = (
  trx: Trx,
  { id, version }: { id: string; version: number },
  changes: Settled,
): Promise<RequestRow | undefined> =>
  trx
    .updateTable('incident_request')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()

export const standingOfRequest = ({ status, due_on }: RequestRow) => ({ status, due: due_on })

/** The request as this actor reads it. */
export const requestOf = (row: RequestRow, actor: Actor, now: Date): IncidentRequest => ({
  ...{ id: row.id, incident: row.incident, from: row.originator, to: row.asked, kind: row.kind },
  ...{ status: statusAt(standingOfRequest(row), now), question: row.question, due: row.due_on },
  asked: row.asked_at.toISOString(),
  answer: row.answer,
  settled: row.settled_at?.toISOString() ?? null,
  version: row.version,
  may: row.asked === actor.organisation && may(actor, 'settle') ? settlesOf(standingOfRequest(row), now) : [],
})

/** What the ledger keeps a digest of. */
export const contentOfRequest = ({ incident, kind, question, due_on, asked, status, answer }: RequestRow): string =>
  canonical([incident, kind, question, due_on, asked, status, answer])
