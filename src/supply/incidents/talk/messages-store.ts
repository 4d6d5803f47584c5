// SPDX-License-Identifier: Apache-2.0
/** The only SQL of messages. Each function takes a transaction in which an actor sits. */
import type { Transaction } from 'kysely'
import { canonical } from '#basis/canonical.ts'
import type { HandlingColumns } from '#platform/access/index.ts'
import type { IncidentTables } from '../store.ts'
import type { IncidentMessage } from './messages.ts'

type Trx = Transaction<IncidentTables>

export interface MessageRow extends HandlingColumns {
  id: string
  incident: string
  body: string
  is_wide: boolean
  written_at: Date
}

export const insertMessage = (trx: Trx, row: MessageRow) => trx.insertInto('incident_message').values(row).execute()

/** More than this of one incident are not shown at once. */
const MOST = 500

/** Of one incident, oldest first; the newest where there are too many. */
export const messagesOf = async (trx: Trx, incident: string): Promise<MessageRow[]> => {
  const rows = await trx
    .selectFrom('incident_message')
    .selectAll()
    .where('incident', '=', incident)
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  return rows.reverse()
}

export const messageOf = ({ id, incident, originator, body, is_wide, written_at }: MessageRow): IncidentMessage => ({
  ...{ id, incident, from: originator, text: body, to: is_wide ? 'all' : 'chosen' },
  written: written_at.toISOString(),
})

/** What the ledger keeps a digest of. */
export const contentOfMessage = ({ incident, body, audience }: MessageRow): string =>
  canonical([incident, body, audience])
