// SPDX-License-Identifier: Apache-2.0
/** Attachments as their callers see them. */
import type { Refusal } from '#basis/outcome.ts'

/** What a person reads for each code stands in messages/. */
export type AttachmentRefusal = Refusal<
  /** Absent, erased, or not for this actor: one answer. */
  | 'not-found'
  /** No kind of file that is taken here. */
  | 'not-supported'
  /** The name's ending says another kind than the bytes. */
  | 'wrong-name'
  | 'too-large'
  /** Cut off, or not what its first bytes promise. */
  | 'broken'
  /** Holds what could act on its reader: macros, a bomb, a link that loads by itself. */
  | 'unsafe'
  /** The disk is full. */
  | 'no-room'
  /** What is stored is not what was stored: bytes were changed or lost. */
  | 'damaged'
>

/** A file sealed on the disk and not yet in use: `attach` puts it in use, else the sweeper removes it. */
export interface Received {
  id: string
  name: string
  /** Media type by its bytes, never by what the sender said. */
  type: string
  /** Bytes, as they will be served. */
  size: number
  /** Hex, of the bytes as they will be served: of pictures and sounds without their metadata. */
  sha256: string
  /** The file's own key, readable with the node's key alone. */
  wrappedKey: Buffer
}

export interface Attachment {
  id: string
  name: string
  type: string
  size: number
  sha256: string
  /** To be sent with the bytes as they are, all of them. */
  headers: Record<string, string>
  /** Fails in the middle where the disk's bytes were changed; nothing that was not verified leaves. */
  body: ReadableStream<Uint8Array>
}
