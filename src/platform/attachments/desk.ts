// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, type Handling, sit } from '../access/index.ts'
import { readClaim, writeClaim } from './claim.ts'
import type { Attachment, AttachmentRefusal, Received } from './contract.ts'
import { openFiles } from './files.ts'
import { receiveFile, type Taking } from './receive.ts'
import { unwrapKey } from './seal.ts'
import { serve } from './serve.ts'
import { type AttachmentTables, attach, eraseKeys, find, inUse } from './store.ts'

export interface AttachmentsPlan<T extends AttachmentTables> {
  db: Kysely<T>
  /** A folder of this compartment alone. */
  folder: string
  /** 32 bytes, from the node's configuration. Lost, every attachment is. */
  nodeKey: Buffer
}

export interface Attachments {
  /** Takes a file in; put it in use with `attach` in its record's transaction. */
  receive(
    name: string,
    bytes: AsyncIterable<Uint8Array>,
    taking?: Taking,
  ): Promise<Outcome<Received, AttachmentRefusal>>
  /** What the sender of a received file may hold until its record is saved, for half a day; a text of at most 4000 signs. */
  claim(actor: Actor, received: Received): string
  /** The file of a claim; undefined where it is none of this actor's or too old. Ask `areUsed` before `attach`. */
  claimed(actor: Actor, claim: string): Received | undefined
  /** Both in one, for a file that is its own record. */
  add(
    actor: Actor,
    handling: Handling,
    name: string,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<Outcome<Received, AttachmentRefusal>>
  read(actor: Actor, id: string): Promise<Outcome<Attachment, AttachmentRefusal>>
  /** Removes the key, then the file. Only for the organisation that it came from. */
  erase(actor: Actor, id: string): Promise<Outcome<undefined, AttachmentRefusal>>
  /** Removes files that nobody uses: half ones, never used ones, erased ones. `age` in milliseconds; a day where absent. */
  sweep(age?: number): Promise<{ removed: number }>
}

const DAY = 24 * 60 * 60 * 1000
const notFound = () => refuse('not-found', 'There is no such attachment.')

/** Attachments of one compartment. */
export const openAttachments = <T extends AttachmentTables>(plan: AttachmentsPlan<T>): Attachments => {
  const { db, folder, nodeKey } = plan
  if (nodeKey.length !== 32) throw new Error('The key of attachments must be 32 bytes.')
  const files = openFiles(folder)
  const receive: Attachments['receive'] = (name, bytes, taking) => receiveFile(files, nodeKey, name, bytes, taking)
  return {
    receive,
    claim: (actor, received) => writeClaim(nodeKey, actor, received),
    claimed: (actor, claim) => readClaim(nodeKey, actor, claim),
    add: async (actor, handling, name, bytes) => {
      const received = await receive(name, bytes)
      if (received.ok) await sit(db, actor, (trx) => attach(trx, [received.value], handling))
      return received
    },
    read: async (actor, id) => {
      const row = await find(db, actor, id)
      if (!row?.wrapped_key) return notFound()
      try {
        const key = unwrapKey(nodeKey, row.id, row.wrapped_key)
        return await serve(files.kept(row.id), { ...row, size: Number(row.size), sha256: row.sha256 ?? '' }, key)
      } catch {
        return refuse('damaged', 'The key of this attachment cannot be read with the key of this node.')
      }
    },
    erase: async (actor, id) => {
      const gone = await sit(db, actor, (trx) => eraseKeys(trx, [id]))
      if (gone.length === 0) return notFound()
      for (const each of gone) await files.remove(each)
      return ok(undefined)
    },
    sweep: async (age = DAY) => {
      const old = await files.olderThan(new Date(Date.now() - age))
      const needed = await inUse(db, old.kept)
      const unused = old.kept.filter((id) => !needed.has(id))
      for (const id of old.incoming) await files.discard(id)
      for (const id of unused) await files.remove(id)
      return { removed: old.incoming.length + unused.length }
    },
  }
}
