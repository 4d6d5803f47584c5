// SPDX-License-Identifier: Apache-2.0
/**
 * What the metadata of a photograph tells (Exif, CIPA DC-008), so that it can be said: nothing is turned and nothing taken out of
 * evidence. Pure, the same in a browser and here. Reads JPEG; of PNG and WebP only that there is metadata.
 */

export interface Told {
  /** 1 to 8 as Exif has it; 1 where it is not told. 3: upside down. */
  turn: number
  /** Of `place`, `time`, `device`, `author`, `other`. */
  holds: string[]
}

const TAGS: Readonly<Record<number, string>> = {
  ...{ 34853: 'place', 306: 'time', 36867: 'time', 36868: 'time' },
  ...{ 271: 'device', 272: 'device', 42033: 'device', 42036: 'device' },
  ...{ 315: 'author', 33432: 'author', 42032: 'author' },
}
const ORIENTATION = 0x0112
const DETAILS = 0x8769

const text = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, Math.min(at + length, bytes.length)))

/** `tiff`: from the byte order on. Anything that leads outside is passed over. */
const readTiff = (tiff: Uint8Array): Told => {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = text(tiff, 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 <= tiff.length ? view.getUint16(at, little) : 0)
  const u32 = (at: number) => (at + 4 <= tiff.length ? view.getUint32(at, little) : 0)
  const holds = new Set<string>()
  let turn = 1
  const directory = (at: number, isFirst: boolean) => {
    const entries = at > 0 ? Math.min(u16(at), 500) : 0
    for (let n = 0; n < entries; n++) {
      const entry = at + 2 + 12 * n
      const tag = u16(entry)
      const told = TAGS[tag]
      if (told) holds.add(told)
      if (isFirst && tag === ORIENTATION) turn = u16(entry + 8)
      if (isFirst && tag === DETAILS) directory(u32(entry + 8), false)
    }
  }
  directory(u32(4), true)
  return { turn: turn >= 1 && turn <= 8 ? turn : 1, holds: [...holds].sort() }
}

const jpeg = (bytes: Uint8Array): Told => {
  let told: Told = { turn: 1, holds: [] }
  const others = new Set<string>()
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    if (marker === 0xda || length < 2) break
    if (marker === 0xe1 && text(bytes, at + 4, 4) === 'Exif') told = readTiff(bytes.subarray(at + 10, at + 2 + length))
    else if (marker === 0xe1 || marker === 0xed || marker === 0xfe) others.add('other')
    at += 2 + length
  }
  return { turn: told.turn, holds: [...told.holds, ...others] }
}

const says = (bytes: Uint8Array, parts: readonly string[]) => {
  const head = text(bytes, 0, 4096)
  return parts.some((part) => head.includes(part))
}

/** What a photograph of these bytes tells besides the picture. */
export const toldBy = (bytes: Uint8Array): Told => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(bytes)
  return { turn: 1, holds: says(bytes, ['eXIf', 'EXIF', 'iTXt', 'tEXt', 'XMP ']) ? ['other'] : [] }
}
