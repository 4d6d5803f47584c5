// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely'
import { type Actor, columnsOf, type Handling, type HandlingColumns, sit } from '../access/index.ts'
import type { Received } from './contract.ts'

export interface AttachmentTables {
  attachment: HandlingColumns & {
    id: string
    name: string
    type: string
    size: string | number
    sha256: string | null
    wrapped_key: Buffer | null
    erased_at: Date | null
  }
  attachment_file: { id: string; is_erased?: boolean }
}

/** A compartment has more tables than these; here only these are named. */
const narrow = <T extends AttachmentTables>(db: Kysely<T>) => db as unknown as Kysely<AttachmentTables>

/** Puts received files in use, in the transaction of their record and handled as it is: restricted at birth. */
export const attach = async <T extends AttachmentTables>(
  trx: Kysely<T>,
  received: readonly Received[],
  handling: Handling,
): Promise<void> => {
  if (received.length === 0) return
  const db = narrow(trx)
  const rows = received.map(({ wrappedKey, ...own }) => ({
    ...own,
    wrapped_key: wrappedKey,
    erased_at: null,
    ...columnsOf(handling),
  }))
  await db.insertInto('attachment').values(rows).execute()
  await db
    .insertInto('attachment_file')
    .values(received.map(({ id }) => ({ id })))
    .execute()
}

/** When the handling of a record changes, its attachments' does in the same transaction. Answers how many changed. */
export const rehandleAttachments = async <T extends AttachmentTables>(
  trx: Kysely<T>,
  ids: readonly string[],
  handling: Handling,
): Promise<number> => {
  if (ids.length === 0) return 0
  const [result] = await narrow(trx).updateTable('attachment').set(columnsOf(handling)).where('id', 'in', ids).execute()
  return Number(result?.numUpdatedRows ?? 0n)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The attachment where it exists for this actor and was not erased; absent, forbidden and erased are one answer. */
export const find = <T extends AttachmentTables>(db: Kysely<T>, actor: Actor, id: string) =>
  sit(narrow(db), actor, (trx) =>
    trx
      .selectFrom('attachment')
      .select(['id', 'name', 'type', 'size', 'sha256', 'wrapped_key'])
      .where('id', '=', UUID.test(id) ? id : '00000000-0000-0000-0000-000000000000')
      .where('erased_at', 'is', null)
      .executeTakeFirst(),
  )

/** Removes the keys, in the transaction given. Only the originator's own change. Answers those that did. */
export const eraseKeys = async <T extends AttachmentTables>(
  trx: Kysely<T>,
  ids: readonly string[],
): Promise<string[]> => {
  const known = ids.filter((id) => UUID.test(id))
  if (known.length === 0) return []
  const erased = await narrow(trx)
    .updateTable('attachment')
    .set({ wrapped_key: null, sha256: null, name: '', erased_at: sql<Date>`now()` })
    .where('id', 'in', known)
    .where('erased_at', 'is', null)
    .returning('id')
    .execute()
  const gone = erased.map(({ id }) => id)
  if (gone.length > 0)
    await narrow(trx).updateTable('attachment_file').set({ is_erased: true }).where('id', 'in', gone).execute()
  return gone
}

/** Whether any of these was ever put in use: a claim that is sent twice puts its file in use once. */
export const areUsed = async <T extends AttachmentTables>(trx: Kysely<T>, ids: readonly string[]): Promise<boolean> =>
  ids.length > 0 &&
  (await narrow(trx).selectFrom('attachment_file').select('id').where('id', 'in', ids).executeTakeFirst()) !== undefined

/** What a reader is told of these before opening one, in the order given; in a transaction in which an actor sits. */
export const describeAttachments = async <T extends AttachmentTables>(
  trx: Kysely<T>,
  ids: readonly string[],
): Promise<Pick<Received, 'id' | 'name' | 'type' | 'size'>[]> => {
  if (ids.length === 0) return []
  const rows = await narrow(trx)
    .selectFrom('attachment')
    .select(['id', 'name', 'type', 'size'])
    .where('id', 'in', ids)
    .where('erased_at', 'is', null)
    .execute()
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map((row) => ({ ...row, size: Number(row.size) })))
}

/** Of these ids, those whose files must stay. */
export const inUse = async <T extends AttachmentTables>(
  db: Kysely<T>,
  ids: readonly string[],
): Promise<Set<string>> => {
  const rows = await narrow(db)
    .selectFrom('attachment_file')
    .select('id')
    .where(sql<boolean>`id = any(${ids})`)
    .where('is_erased', '=', false)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
