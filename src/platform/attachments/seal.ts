// SPDX-License-Identifier: Apache-2.0
/**
 * A file at rest. AES-256-GCM in frames of 64 KiB, each with its own tag, under a key of the file's own; that key is
 * wrapped under the node's. The nonce of a frame is its number and whether it is the last, so that frames cannot be
 * moved, left out or cut off unseen (as in STREAM: Hoang, Reyhanitabar, Rogaway, Vizár 2015); a key is used for one file
 * alone, so no nonce comes twice. The file's id is authenticated with every frame.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'

export const FRAME = 1 << 16
const TAG = 16
const ALGORITHM = 'aes-256-gcm'

const nonce = (index: number, last: boolean): Buffer => {
  const bytes = Buffer.alloc(12)
  bytes.writeBigUInt64BE(BigInt(index), 0)
  bytes.writeUInt8(last ? 1 : 0, 11)
  return bytes
}

const encrypt = (key: Buffer, iv: Buffer, about: string, plain: Buffer): Buffer => {
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(about))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws where the bytes, the key or what they are about is another. */
const decrypt = (key: Buffer, iv: Buffer, about: string, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG })
  decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
}

export const newKey = (): Buffer => randomBytes(32)

export const wrapKey = (nodeKey: Buffer, id: string, key: Buffer): Buffer => {
  const iv = randomBytes(12)
  return Buffer.concat([iv, encrypt(nodeKey, iv, `key of ${id}`, key)])
}

export const unwrapKey = (nodeKey: Buffer, id: string, wrapped: Buffer): Buffer =>
  decrypt(nodeKey, wrapped.subarray(0, 12), `key of ${id}`, wrapped.subarray(12))

/** Frames of a stream, sealed. An empty stream is one empty frame. */
export async function* sealed(key: Buffer, id: string, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const frame = Buffer.allocUnsafe(FRAME)
  let filled = 0
  let index = 0
  for await (const piece of plain)
    for (let from = 0; from < piece.length; ) {
      if (filled === FRAME) {
        yield encrypt(key, nonce(index++, false), id, frame)
        filled = 0
      }
      const copied = piece.copy(frame, filled, from)
      filled += copied
      from += copied
    }
  yield encrypt(key, nonce(index, true), id, frame.subarray(0, filled))
}

const framesOf = (size: number) => Math.max(1, Math.ceil(size / FRAME))

/** How many bytes a file of `size` takes at rest. */
export const sizeAtRest = (size: number): number => size + framesOf(size) * TAG

/** Bytes `from` to `to` of a file of `size`. Throws at the first frame that is not what was sealed. */
export async function* unsealed(
  file: FileHandle,
  { key, id, size }: { key: Buffer; id: string; size: number },
  from = 0,
  until = size,
): AsyncGenerator<Buffer> {
  const to = Math.min(until, size) // what is asked for may come from the file itself
  const last = framesOf(size) - 1
  for (let index = Math.floor(from / FRAME); index * FRAME < to || (index === 0 && size === 0); index++) {
    const length = Math.min(FRAME, size - index * FRAME) + TAG
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, index * (FRAME + TAG))
    if (bytesRead < length) throw new Error('A frame is missing.')
    const plain = decrypt(key, nonce(index, index === last), id, buffer)
    const begin = index * FRAME
    yield plain.subarray(Math.max(0, from - begin), Math.min(plain.length, to - begin))
    if (size === 0) return
  }
}
