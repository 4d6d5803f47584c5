// SPDX-License-Identifier: Apache-2.0
/** Reading a stream of bytes by lengths, without ever holding more than was asked for and one piece. */
import type { AttachmentRefusal } from './contract.ts'

/** Ends the reading of a file that is not taken. */
export class Stopped extends Error {
  readonly code: AttachmentRefusal['code']
  constructor(code: AttachmentRefusal['code'], detail: string) {
    super(detail)
    this.code = code
  }
}

export const cutOff = (): Stopped => new Stopped('broken', 'The file ends before its end.')

export interface Bytes {
  /** The next bytes without taking them; fewer than `length` at the end. Keep `length` small. */
  peek(length: number): Promise<Buffer>
  /** Takes exactly so many. Throws where the file ends before. */
  take(length: number): Promise<Buffer>
  /** Passes so many on, piece by piece. */
  pass(length: number): AsyncGenerator<Buffer>
  skip(length: number): Promise<void>
  /** All that is left, piece by piece. */
  rest(): AsyncGenerator<Buffer>
}

export const readBytes = (source: AsyncIterable<Uint8Array>): Bytes => {
  const pieces = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const { done, value } = await pieces.next()
    if (done) return false
    const piece = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    held = held.length === 0 ? piece : Buffer.concat([held, piece])
    return true
  }
  const cut = (length: number) => {
    const taken = held.subarray(0, length)
    held = held.subarray(length)
    return taken
  }
  const peek = async (length: number) => {
    while (held.length < length && (await more()));
    return held.subarray(0, length)
  }
  async function* pass(length: number) {
    for (let left = length; left > 0; ) {
      if (held.length === 0 && !(await more())) throw cutOff()
      const piece = cut(left)
      left -= piece.length
      if (piece.length > 0) yield piece
    }
  }
  return {
    peek,
    pass,
    take: async (length) => {
      if ((await peek(length)).length < length) throw cutOff()
      return cut(length)
    },
    skip: async (length) => {
      for await (const _ of pass(length));
    },
    async *rest() {
      do if (held.length > 0) yield cut(held.length)
      while (await more())
    },
  }
}
