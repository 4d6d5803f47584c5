// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures without what they tell of who made them where: only the parts that a picture needs are passed on, as they
 * are. Nothing is encoded again. After JPEG (ITU-T T.81, JFIF 1.02), PNG (W3C, third edition), WebP (RFC 9649).
 */
import { crc32 } from 'node:zlib'
import { type Bytes, Stopped } from './bytes.ts'
import { turnAlone } from './turn.ts'

const broken = (detail: string) => new Stopped('broken', detail)

/** JFIF without its small picture, which may show what was cut from the large one. */
const bareJfif = (body: Buffer): Buffer => {
  const bare = Buffer.concat([Buffer.from([0xff, 0xe0, 0, 16]), body.subarray(0, 14)])
  bare.fill(0, 16)
  return bare
}

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** The segment as it may stay: tables and frames, JFIF, which way up, colours; nothing else. */
const kept = (marker: number, body: Buffer): Buffer | undefined => {
  const says = (text: string) => body.toString('latin1', 0, text.length) === text
  if (marker === 0xe0) return says('JFIF\0') && body.length >= 14 ? bareJfif(body) : undefined
  if (marker === 0xe1) {
    const turn = says('Exif\0\0') ? turnAlone(body) : undefined
    return turn && segment(marker, turn)
  }
  if (marker === 0xe2) return says('ICC_PROFILE\0') ? segment(marker, body) : undefined
  if (marker === 0xee) return says('Adobe') ? segment(marker, body) : undefined
  if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) return undefined
  return segment(marker, body)
}

/** Coded data up to the next marker that is not part of it. */
async function* scan(bytes: Bytes): AsyncGenerator<Buffer> {
  for (;;) {
    const piece = await bytes.peek(1 << 12)
    let at = piece.indexOf(0xff)
    while (at !== -1 && at + 1 < piece.length) {
      const next = piece[at + 1] as number
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) break
      at = piece.indexOf(0xff, next === 0xff ? at + 1 : at + 2)
    }
    if (at === -1) yield* bytes.pass(Math.max(1, piece.length))
    else if (at + 1 < piece.length) return void (yield* bytes.pass(at))
    else yield* bytes.pass(at > 0 ? at : 2) // an FF at the very end of the piece is looked at with what follows
  }
}

export async function* jpeg(bytes: Bytes): AsyncGenerator<Buffer> {
  yield await bytes.take(2)
  for (;;) {
    let [first, marker = 0] = await bytes.take(2)
    if (first !== 0xff) throw broken('A segment of the JPEG does not begin with a marker.')
    while (marker === 0xff) [marker = 0] = await bytes.take(1)
    if (marker === 0xd9) return yield Buffer.from([0xff, 0xd9]) // what comes after the end is no picture
    const length = (await bytes.take(2)).readUInt16BE()
    if (length < 2) throw broken('A segment of the JPEG has no length.')
    const stays = kept(marker, await bytes.take(length - 2))
    if (stays) yield stays
    if (marker === 0xda) yield* scan(bytes)
  }
}

const PNG_PARTS = 'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT'.split(' ')

export async function* png(bytes: Bytes): AsyncGenerator<Buffer> {
  yield await bytes.take(8)
  for (let kind = ''; kind !== 'IEND'; ) {
    const head = await bytes.take(8)
    const length = head.readUInt32BE()
    if (kind === '' && head.toString('latin1', 4) !== 'IHDR') throw broken('The PNG does not begin with its header.')
    kind = head.toString('latin1', 4)
    if (length > 0x7fffffff) throw broken('A part of the PNG is too long.')
    const stays = PNG_PARTS.includes(kind)
    let sum = crc32(head.subarray(4))
    if (stays) yield head
    for await (const piece of bytes.pass(length)) {
      sum = crc32(piece, sum)
      if (stays) yield piece
    }
    const check = await bytes.take(4)
    if (check.readUInt32BE() !== sum) throw broken(`A part of the PNG (${kind}) does not fit its check sum.`)
    if (stays) yield check
  }
}

/** A RIFF file: parts not on the list become silence of the same length, so that every length stays as it is. */
export async function* riff(
  bytes: Bytes,
  parts: readonly string[],
  change: (kind: string, part: Buffer) => Buffer = (_, part) => part,
): AsyncGenerator<Buffer> {
  const head = await bytes.take(12)
  yield head
  for (let left = head.readUInt32LE(4) - 4; left > 0; ) {
    const begin = await bytes.take(8)
    const kind = begin.toString('latin1', 0, 4)
    const length = begin.readUInt32LE(4)
    const padded = length + (length % 2)
    left -= 8 + padded
    if (left < 0) throw broken('A part is longer than its file.')
    if (!parts.includes(kind)) begin.write('JUNK', 0, 'latin1')
    yield begin
    let first = true
    for await (const piece of bytes.pass(padded)) {
      if (!parts.includes(kind)) yield Buffer.alloc(piece.length)
      else yield first ? change(kind, piece) : piece
      first = false
    }
  }
}

const WEBP_PARTS = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']

/** VP8X also says which parts there are; of Exif and XMP there are none any more. */
export const webp = (bytes: Bytes): AsyncGenerator<Buffer> =>
  riff(bytes, WEBP_PARTS, (kind, part) => {
    if (kind !== 'VP8X') return part
    const changed = Buffer.from(part)
    changed[0] = (changed[0] ?? 0) & ~0x0c
    return changed
  })
