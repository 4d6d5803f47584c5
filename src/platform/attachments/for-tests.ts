// SPDX-License-Identifier: Apache-2.0
/** Small files made by hand, each readable by any program for its kind, and what they must not tell. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** Stands in all metadata below; must stand in nothing that is kept. */
export const SECRET = 'GPS 48.8583 2.2944, camera of A. Person'

const be32 = (number: number) => Buffer.from([number >>> 24, number >>> 16, number >>> 8, number].map((n) => n & 0xff))
const le32 = (number: number) => Buffer.from(be32(number)).reverse()
const le16 = (number: number) => le32(number).subarray(0, 2)

const pngPart = (kind: string, body: Buffer) => {
  const told = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  return Buffer.concat([be32(body.length), told, be32(crc32(told))])
}

/** One grey point. */
export const aPng = (metadata = true): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngPart('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    ...(metadata
      ? [
          pngPart('tEXt', Buffer.from(`Comment\0${SECRET}`)),
          pngPart('eXIf', Buffer.from(`MM\0*${SECRET}`)),
          pngPart('tIME', Buffer.from([7, 234, 11, 22, 1, 2, 3])),
        ]
      : []),
    pngPart('IDAT', deflateSync(Buffer.from([0, 0x80]))),
    pngPart('IEND', Buffer.alloc(0)),
    ...(metadata ? [Buffer.from(SECRET)] : []),
  ])

const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body])

const JFIF = [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]

/** Exif that lies little end first: who made the picture, then which way up it is. */
export const exifWithTurn = (turn: number): Buffer => {
  const maker = [le16(0x010f), le16(2), le32(SECRET.length), le32(40)]
  const way = [le16(0x0112), le16(3), le32(1), le16(turn), le16(0)]
  const head = [Buffer.from('Exif\0\0II*\0', 'latin1'), le32(8), le16(2)]
  return Buffer.concat([...head, ...maker, ...way, le32(0), le16(0), Buffer.from(SECRET)])
}

/** Eight by eight grey points: one coded block, nought and end of block. */
export const aJpeg = (metadata = true, exif?: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from(JFIF)),
    ...(exif ? [segment(0xe1, exif)] : []),
    ...(metadata
      ? [
          segment(0xe1, Buffer.from(`Exif\0\0MM\0*${SECRET}`)),
          segment(0xe2, Buffer.from(`MPF\0${SECRET}`)),
          segment(0xed, Buffer.from(`Photoshop 3.0\0${SECRET}`)),
          segment(0xfe, Buffer.from(SECRET)),
        ]
      : []),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.concat([Buffer.from([0x00, 1]), Buffer.alloc(15), Buffer.from([0])])),
    segment(0xc4, Buffer.concat([Buffer.from([0x10, 1]), Buffer.alloc(15), Buffer.from([0])])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x3f, 0xff, 0xd9]),
    ...(metadata ? [Buffer.from(SECRET)] : []),
  ])

const riffPart = (kind: string, body: Buffer) =>
  Buffer.concat([Buffer.from(kind, 'latin1'), le32(body.length), body, Buffer.alloc(body.length % 2)])

const riff = (kind: string, parts: Buffer[]) => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), ...parts])
  return Buffer.concat([Buffer.from('RIFF'), le32(body.length), body])
}

/** One black point. */
export const aWebp = (): Buffer =>
  riff('WEBP', [
    riffPart('VP8X', Buffer.from([0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riffPart('VP8L', Buffer.from([0x2f, 0, 0, 0, 0, 0x88, 0x88, 0x08])),
    riffPart('EXIF', Buffer.from(SECRET)),
    riffPart('XMP ', Buffer.from(`<x:xmpmeta>${SECRET}`)),
  ])

export const aWav = (): Buffer =>
  riff('WAVE', [
    riffPart('fmt ', Buffer.concat([le16(1), le16(1), le32(8000), le32(8000), le16(1), le16(8)])),
    riffPart('LIST', Buffer.from(`INFOIART${SECRET}`)),
    riffPart('data', Buffer.alloc(80, 0x80)),
  ])

/** Three silent frames of MPEG 1 layer III at 32 kbit/s and 32 kHz, 144 bytes each. */
export const anMp3 = (): Buffer => {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x18, 0xc0]), Buffer.alloc(140)])
  const tag = Buffer.from(`TPE1${SECRET}`)
  const head = Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), Buffer.from([0, 0, 0, tag.length])])
  return Buffer.concat([head, tag, frame, frame, frame, Buffer.from(`TAG${SECRET}`.padEnd(128, '\0'))])
}

export const aPdf = (): Buffer =>
  Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

export interface ZipEntry {
  name: string
  data: Buffer
  /** Instead of the real ones. */
  size?: number
  nameThere?: string
}

export const aZip = (entries: readonly ZipEntry[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, size = data.length, nameThere = name } of entries) {
    const packed = deflateRawSync(data)
    const common = [le16(20), le16(0), le16(8), le32(0), le32(crc32(data)), le32(packed.length), le32(size)]
    const there = Buffer.from(nameThere)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), ...common, le16(there.length), le16(0), there, packed])
    const title = Buffer.from(name)
    const tail = [le16(title.length), le16(0), le16(0), le16(0), le16(0), le32(0), le32(offset), title]
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), le16(20), ...common, ...tail]))
    bodies.push(body)
    offset += body.length
  }
  const listed = Buffer.concat(directory)
  const counts = [le16(0), le16(0), le16(entries.length), le16(entries.length), le32(listed.length), le32(offset)]
  return Buffer.concat([...bodies, listed, Buffer.from('PK\x05\x06'), ...counts, le16(0)])
}

const types = (main: string) =>
  Buffer.from(`<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="${main}"/></Types>`)

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'

export const aDocx = (more: readonly ZipEntry[] = [], main = WORD): Buffer =>
  aZip([
    { name: '[Content_Types].xml', data: types(main) },
    { name: 'word/document.xml', data: Buffer.from('<w:document/>'.repeat(50)) },
    ...more,
  ])

export const aXlsx = (): Buffer => aDocx([], SHEET)
