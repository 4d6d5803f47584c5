// SPDX-License-Identifier: Apache-2.0
/** Files that somebody adds to a record of a room, and takes out again: what every room does alike. */
import type { Kysely, Transaction } from 'kysely'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import type { Actor, Handling } from '../access/index.ts'
import { appendLine, eraseRecord } from '../ledger/index.ts'
import type { AttachmentRefusal, Received } from './contract.ts'
import type { Attachments } from './desk.ts'
import { type AttachmentTables, attach, eraseKeys } from './store.ts'

/** What readers of a record are told of its files. `sha256`: of the bytes as they are served, hexadecimal. */
export type Filed = Pick<Received, 'id' | 'name' | 'type' | 'size' | 'sha256'>

/** Of these, in the order given; in a transaction in which an actor sits. */
export const describeFiled = async <T extends AttachmentTables>(
  trx: Kysely<T>,
  ids: readonly string[],
): Promise<Filed[]> => {
  if (ids.length === 0) return []
  const rows = await (trx as unknown as Kysely<AttachmentTables>)
    .selectFrom('attachment')
    .select(['id', 'name', 'type', 'size', 'sha256'])
    .where('id', 'in', ids)
    .where('erased_at', 'is', null)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, { ...row, size: Number(row.size), sha256: row.sha256 ?? '' }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Takes files out with their keys and salts, in the transaction given; the sweeper removes the bytes. */
export const dropFiles = async <T extends AttachmentTables>(
  trx: Transaction<T>,
  actor: Actor,
  ids: readonly string[],
): Promise<void> => {
  await eraseKeys(trx, ids)
  for (const id of ids) {
    await eraseRecord(trx, 'attachment', id)
    await appendLine(trx, actor, { verb: 'detach', kind: 'attachment', ids: [id] })
  }
}

export interface FilePlan<T extends AttachmentTables, R extends Refusal> {
  actor: Actor
  attachments: Attachments | undefined
  /** One transaction in which the actor sits, where it may do this at all. */
  inside<V>(work: (trx: Transaction<T>) => Promise<Outcome<V, R>>): Promise<Outcome<V, R>>
  /** How the record is handled that the file joins; a refusal where it takes none now. Locks it, where it may change. */
  open(trx: Transaction<T>): Promise<Outcome<Handling, R>>
  /** Writes down to which record it belongs. */
  keep(trx: Transaction<T>, file: Filed): Promise<void>
}

/** Adds a file to a record. Whether it may be is asked before bytes are taken in, and once more with the record. */
export const addFile = async <T extends AttachmentTables, R extends Refusal>(
  { actor, attachments, inside, open, keep }: FilePlan<T, R>,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Outcome<Filed, R | AttachmentRefusal>> => {
  if (!attachments) return refuse('not-found', 'There is nothing here.')
  const before = await inside(open)
  if (!before.ok) return before
  const received = await attachments.receive(name, bytes)
  if (!received.ok) return received
  const { wrappedKey: _, ...file } = received.value
  return inside(async (trx) => {
    const handling = await open(trx)
    if (!handling.ok) return handling
    await attach(trx, [received.value], handling.value)
    await keep(trx, file)
    await appendLine(trx, actor, {
      ...{ verb: 'attach', kind: 'attachment', ids: [file.id], content: file.sha256 },
    })
    return ok(file)
  })
}
