// SPDX-License-Identifier: Apache-2.0
import { type Bytes, cutOff, Stopped } from './bytes.ts'

/** Control characters that no text needs: a file that has one is something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

/** UTF-8 text, checked as it passes. */
export async function* text(bytes: Bytes): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const check = (piece?: Buffer) => {
    try {
      if (!CONTROL.test(decoder.decode(piece, { stream: piece !== undefined }))) return
    } catch {
      // told below
    }
    throw new Stopped('broken', 'This is no text in UTF-8.')
  }
  for await (const piece of bytes.rest()) {
    check(piece)
    yield piece
  }
  check()
}

/** A PDF as it is; its end must be there. Metadata inside stays: taking it out would mean writing it anew. */
export async function* pdf(bytes: Bytes): AsyncGenerator<Buffer> {
  let end = Buffer.alloc(0)
  for await (const piece of bytes.rest()) {
    end = Buffer.concat([end, piece.subarray(-1024)]).subarray(-1024)
    yield piece
  }
  if (!end.includes('%%EOF')) throw cutOff()
}

export const asItIs = (bytes: Bytes): AsyncGenerator<Buffer> => bytes.rest()
