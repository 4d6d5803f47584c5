// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a zip file is a Word or Excel document that cannot act on its reader. Every entry is inflated once, counting
 * and keeping nothing, since what a zip says of its own sizes may be a lie. After APPNOTE 6.3.10 and ECMA-376 part 2.
 */
import { crc32, createInflateRaw } from 'node:zlib'
import { Stopped } from './bytes.ts'

/** Bytes `from` to `to` of the file, piece by piece. */
export type ReadRange = (from: number, to: number) => AsyncGenerator<Buffer>

const MOST_ENTRIES = 2000
const MOST_DIRECTORY = 1 << 20
const MOST_INFLATED = 300 << 20
const MOST_RATIO = 200
const MOST_XML = 1 << 20

const broken = (detail: string) => new Stopped('broken', detail)
const unsafe = (detail: string) => new Stopped('unsafe', detail)

const gather = async (pieces: AsyncIterable<Buffer>): Promise<Buffer> => Buffer.concat(await Array.fromAsync(pieces))

interface Entry {
  name: string
  method: number
  sum: number
  packed: number
  size: number
  offset: number
}

const END = 22

/** Where the directory is, from the record at the very end; a comment there could hide another file. */
const findDirectory = async (read: ReadRange, size: number) => {
  const end = await gather(read(Math.max(0, size - END), size))
  if (end.length < END || end.readUInt32LE(0) !== 0x06054b50) throw broken('The zip file has no end.')
  const [count, length, offset] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(8) !== count) throw broken('The zip file has several parts.')
  if (offset + length !== size - END) throw broken('The directory of the zip file is not where it should be.')
  if (count > MOST_ENTRIES || length > MOST_DIRECTORY) throw unsafe('The zip file has too many entries.')
  return { count, offset, directory: await gather(read(offset, offset + length)) }
}

const readEntries = (directory: Buffer, count: number): Entry[] => {
  const entries: Entry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50)
      throw broken('The directory of the zip file cannot be read.')
    const flags = directory.readUInt16LE(at + 8)
    if (flags & 1) throw unsafe('The document is locked with a password.')
    const [nameLength, extra, comment] = [28, 30, 32].map((own) => directory.readUInt16LE(at + own)) as [
      number,
      number,
      number,
    ]
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      sum: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

/** Parts that run, load or hide something. */
const ACTIVE =
  /vbaproject|vbadata|macrosheets|dialogsheets|activex|embeddings|oleobject|\.(exe|dll|js|vbs|bat|ps1|lnk)$/i

const checkNames = (entries: readonly Entry[]): void => {
  const seen = new Set<string>()
  for (const { name, method } of entries) {
    const plain = name.toLowerCase()
    if (seen.has(plain)) throw unsafe(`The zip file has ${name} twice.`)
    seen.add(plain)
    if (/^\/|\\|(^|\/)\.\.(\/|$)|\0/.test(name)) throw unsafe('An entry of the zip file leaves its folder.')
    if (ACTIVE.test(name)) throw unsafe(`The document holds ${name}, which could act on its reader.`)
    if (method !== 0 && method !== 8) throw broken('An entry of the zip file is packed in an unusual way.')
  }
}

/** Where the packed bytes of an entry begin; the header there must say what the directory says. */
const dataOf = async (read: ReadRange, entry: Entry): Promise<number> => {
  const head = await gather(read(entry.offset, entry.offset + 30))
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw broken(`${entry.name} is not where it should be.`)
  const nameLength = head.readUInt16LE(26)
  const begin = entry.offset + 30 + nameLength
  if ((await gather(read(entry.offset + 30, begin))).toString('utf8') !== entry.name)
    throw unsafe('An entry of the zip file has two names.')
  return begin + head.readUInt16LE(28)
}

/** Inflates one entry, at most `most` bytes; answers its bytes where it is small XML that must be read. */
const inflate = async (packed: AsyncIterable<Buffer>, entry: Entry, most: number): Promise<Buffer | undefined> => {
  const wanted = /(^\[Content_Types\]\.xml|\.rels)$/i.test(entry.name)
  const pieces: Buffer[] = []
  let size = 0
  let sum = 0
  const count = (piece: Buffer) => {
    size += piece.length
    if (size > most || size > entry.size) throw unsafe(`${entry.name} is far larger than it says or may be.`)
    if (wanted && size > MOST_XML) throw unsafe(`${entry.name} is far too large.`)
    sum = crc32(piece, sum)
    if (wanted) pieces.push(piece)
  }
  if (entry.method === 0) for await (const piece of packed) count(piece)
  else {
    const inflater = createInflateRaw()
    const feeding = (async () => {
      for await (const piece of packed)
        if (!inflater.write(piece)) await new Promise((go) => inflater.once('drain', go))
      inflater.end()
    })()
    feeding.catch((error) => inflater.destroy(error))
    try {
      for await (const piece of inflater) count(piece as Buffer)
    } catch (error) {
      inflater.destroy()
      throw error instanceof Stopped ? error : broken(`${entry.name} cannot be unpacked.`)
    }
  }
  if (size !== entry.size || sum !== entry.sum) throw broken(`${entry.name} does not fit its check sum.`)
  return wanted ? Buffer.concat(pieces) : undefined
}

/** Relations that a document follows by itself when it is opened. */
const LOADS = /(attachedTemplate|oleObject|subDocument|frame|externalLinkPath)"/i

const checkXml = (name: string, xml: Buffer, type: string): void => {
  const text = xml.toString('utf8')
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw unsafe(`${name} declares entities.`)
  if (name.endsWith('.rels')) {
    for (const [relation] of text.matchAll(/<Relationship\b[^>]*>/g))
      if (/TargetMode\s*=\s*["']External["']/i.test(relation) && LOADS.test(relation))
        throw unsafe('The document loads something from elsewhere.')
  } else if (/macroEnabled|vbaProject/i.test(text)) throw unsafe('The document holds macros.')
  else if (!text.includes(`"${type}.main+xml"`)) throw broken(`The document is no ${type}.`)
}

/** Throws where the zip file of `size` bytes is no document of this type, or an unsafe one. */
export const inspectOffice = async (read: ReadRange, size: number, type: string): Promise<void> => {
  const { count, offset, directory } = await findDirectory(read, size)
  const entries = readEntries(directory, count).sort((a, b) => a.offset - b.offset)
  checkNames(entries)
  if (entries[0]?.offset !== 0) throw unsafe('Something stands before the zip file.')
  if (!entries.some(({ name }) => name === '[Content_Types].xml')) throw broken('The document does not say its parts.')
  const most = Math.min(MOST_INFLATED, Math.max(1 << 20, size * MOST_RATIO))
  let inflated = 0
  for (const [n, entry] of entries.entries()) {
    const begin = await dataOf(read, entry)
    if (begin + entry.packed > (entries[n + 1]?.offset ?? offset)) throw unsafe('Entries of the zip file overlap.')
    const xml = await inflate(read(begin, begin + entry.packed), entry, most - inflated)
    inflated += entry.size
    if (xml) checkXml(entry.name, xml, type)
  }
}
