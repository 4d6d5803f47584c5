// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Bytes, readBytes, Stopped } from './bytes.ts'
import type { AttachmentRefusal, Received } from './contract.ts'
import { type Files, writeDown } from './files.ts'
import { DOCX, type Kind, kindOf, XLSX } from './kinds.ts'
import { newKey, sealed, unsealed, wrapKey } from './seal.ts'

/** A file's name without folders, control characters and marks that turn the direction of writing. */
export const plainName = (name: string): string =>
  [...(name.normalize('NFC').split(/[/\\]/).at(-1) ?? '')]
    .filter((sign) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u.test(sign))
    .slice(-200)
    .join('')
    .trim()

/** Counts what comes in, before anything is taken out of it, and stops at the kind's limit. */
const limited = async function* (source: AsyncIterable<Uint8Array>, most: () => number) {
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > most()) throw new Stopped('too-large', `At most ${most() >> 20} MiB of this kind of file.`)
    yield piece
  }
}

const refusalOf = (error: unknown): { ok: false; refusal: AttachmentRefusal } => {
  if (error instanceof Stopped) return refuse(error.code, error.message, 'file')
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('no-room', 'The disk is full.')
  throw error
}

export interface Taking {
  /** Evidence: byte by byte as it came, metadata included, so that a digest that was signed elsewhere holds. */
  asTaken?: boolean
}

/**
 * Takes a file in: its kind by its first bytes, without metadata, sealed, written down to the disk. Nothing of it is in
 * use before `attach`. Holds a few frames in memory whatever its size.
 */
export const receiveFile = async (
  files: Files,
  nodeKey: Buffer,
  name: string,
  source: AsyncIterable<Uint8Array>,
  { asTaken = false }: Taking = {},
): Promise<Outcome<Received, AttachmentRefusal>> => {
  const id = randomUUID()
  const key = newKey()
  const plain = plainName(name)
  const hash = createHash('sha256')
  let most = Number.POSITIVE_INFINITY
  let size = 0
  async function* counted(kind: Kind, bytes: Bytes) {
    for await (const piece of asTaken ? bytes.rest() : kind.pass(bytes)) {
      size += piece.length
      hash.update(piece)
      yield piece
    }
  }
  try {
    const bytes = readBytes(limited(source, () => most))
    const kind = kindOf(plain, await bytes.peek(16))
    most = kind.most
    await writeDown(files.incoming(id), sealed(key, id, counted(kind, bytes)))
    if (size === 0) throw new Stopped('broken', 'The file is empty.')
    if (kind.type === DOCX || kind.type === XLSX) await inspect(files.incoming(id), { key, id, size }, kind.type)
    await files.keep(id)
    const wrappedKey = wrapKey(nodeKey, id, key)
    return ok({ id, name: plain, type: kind.type, size, sha256: hash.digest('hex'), wrappedKey })
  } catch (error) {
    await files.remove(id)
    return refusalOf(error)
  }
}

const inspect = async (path: string, sealing: { key: Buffer; id: string; size: number }, type: string) => {
  const { inspectOffice } = await import('./office.ts')
  const file = await open(path, 'r')
  try {
    await inspectOffice((from, to) => unsealed(file, sealing, from, to), sealing.size, type)
  } finally {
    await file.close()
  }
}
