// SPDX-License-Identifier: Apache-2.0
/** A room that keeps notes that peers send, for the tests. */
import type { Transaction } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { registerKind } from './kinds.ts'
import type { PeerTables } from './tables.ts'

export interface NoteTables extends PeerTables {
  note: { place?: number; message_id: string; text: string; sender: string; recalled: boolean }
}

/** No unique key on the message: a second effect would show. */
export const NOTES = `create table note (place integer generated always as identity primary key,
  message_id uuid not null, text text not null, sender uuid not null, recalled boolean not null);
  grant select, insert, update on note to {login};`

const keep = (trx: Transaction<NoteTables>, message_id: string, text: string, sender: string) =>
  trx.insertInto('note').values({ message_id, text, sender, recalled: false }).execute()

export const noteKind = (kind: string) =>
  registerKind<NoteTables, { text: string }>({
    kind,
    shape: z.strictObject({ text: z.string().max(100_000) }),
    receive: async (trx, { id, payload }, from) => {
      await keep(trx, id, payload.text, from.id)
      if (payload.text.startsWith('fail')) throw new Error('a fault in the room')
      if (payload.text.startsWith('unwanted')) return refuse('unwanted', 'This note is not wanted here.')
      return ok(payload.text.startsWith('later') ? 'received' : 'accepted')
    },
    recalled: async (trx, messageId) => {
      await trx.updateTable('note').set({ recalled: true }).where('message_id', '=', messageId).execute()
    },
  })
