// SPDX-License-Identifier: Apache-2.0
/**
 * The members of a ZIP file that are asked for: enough of PKWARE's APPNOTE 6.3 for a spreadsheet. Stored and
 * deflated members are read; encryption, several volumes and ZIP64 are refused. What a member unpacks to is counted
 * while it unpacks, so a small file cannot fill the memory.
 */

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/** Most bytes that one member may unpack to. */
const MOST = 400e6

interface Member {
  method: number
  size: number
  offset: number
}

function findEnd(view: DataView): number {
  const last = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= last; at--) if (view.getUint32(at, true) === END) return at
  throw new Error('not a ZIP file, or cut short')
}

function directory(view: DataView): Map<string, Member> {
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const members = new Map<string, Member>()
  for (let n = 0; n < count; n++) {
    if (view.getUint32(at, true) !== CENTRAL) throw new Error('the directory of the ZIP file is damaged')
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ]
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new Error('the file is encrypted')
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength))
    const [size, offset] = [view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
    members.set(name, { method: view.getUint16(at + 10, true), size, offset })
    at += 46 + nameLength + extra + comment
  }
  return members
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value)
    size += next.value.length
    if (size > MOST) {
      await reader.cancel()
      throw new Error('a part of the file is too large when unpacked')
    }
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A function that answers a member's bytes, or null where there is none of that name. */
export function openZip(bytes: Uint8Array): (name: string) => Promise<Uint8Array | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const members = directory(view)
  return async (name) => {
    const member = members.get(name)
    if (member === undefined) return null
    const { offset, size, method } = member
    if (view.getUint32(offset, true) !== LOCAL) throw new Error('a part of the ZIP file is damaged')
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    const packed = bytes.slice(start, start + size)
    if (method === 0) return packed
    if (method !== 8) throw new Error('a part of the file is packed in a way that is not supported')
    return inflate(packed)
  }
}
