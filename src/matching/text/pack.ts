// SPDX-License-Identifier: Apache-2.0
/** Tables of numbers as one run of bytes and back. Read back they are views of those bytes: nothing is copied. */
export type Column = Uint8Array | Uint16Array | Int32Array
export type Columns = Record<string, Column>

const types = [Uint8Array, Uint16Array, Int32Array] as const
const ALIGNED = 8
const aligned = (at: number) => Math.ceil(at / ALIGNED) * ALIGNED
/** Length of the list of columns in bytes, then of everything. */
const HEAD = 8

/** Group, column, type, where it begins, how many numbers it has. */
type Place = [group: string, name: string, type: number, at: number, length: number]

export const pack = (groups: Record<string, Columns>): Uint8Array<ArrayBuffer> => {
  const places: Place[] = []
  const columns: Column[] = []
  let size = 0
  for (const [group, named] of Object.entries(groups))
    for (const [name, column] of Object.entries(named)) {
      const type = types.findIndex((known) => column instanceof known)
      places.push([group, name, type, size, column.length])
      columns.push(column)
      size = aligned(size + column.byteLength)
    }
  const list = new TextEncoder().encode(JSON.stringify(places))
  const start = aligned(HEAD + list.length)
  const bytes = new Uint8Array(start + size)
  new Uint32Array(bytes.buffer, 0, 2).set([list.length, bytes.length])
  bytes.set(list, HEAD)
  for (const [i, [, , , at]] of places.entries()) {
    const { buffer, byteOffset, byteLength } = columns[i] as Column
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), start + at)
  }
  return bytes
}

/** Null where these bytes are not whole. They must come from `pack` of the same code: their shape is not looked at. */
export const unpack = <Groups extends Record<string, Columns>>(given: Uint8Array): Groups | null => {
  const bytes = given.byteOffset % ALIGNED === 0 ? given : given.slice()
  const { buffer, byteOffset, byteLength } = bytes
  if (byteLength < HEAD) return null
  const [listed, whole] = new Uint32Array(buffer, byteOffset, 2) as unknown as [number, number]
  if (whole !== byteLength) return null
  const places: Place[] = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, HEAD + listed)))
  const start = byteOffset + aligned(HEAD + listed)
  const groups: Record<string, Columns> = {}
  for (const [group, name, type, at, length] of places) {
    const Type = types[type] as (typeof types)[number]
    const columns = groups[group] ?? {}
    columns[name] = new Type(buffer as ArrayBuffer, start + at, length)
    groups[group] = columns
  }
  return groups as Groups
}

/** Texts one after another, as bytes that are read only where one is asked for. */
export interface Texts {
  bytes: Uint8Array
  starts: Int32Array
}

/** Bytes that one UTF-16 unit takes at most. */
const WIDEST = 3

export const packTexts = (texts: readonly string[]): Texts => {
  const starts = new Int32Array(texts.length + 1)
  const bytes = new Uint8Array(WIDEST * texts.reduce((sum, { length }) => sum + length, 0))
  const encoder = new TextEncoder()
  for (const [i, text] of texts.entries()) {
    const start = starts[i] as number
    starts[i + 1] = start + encoder.encodeInto(text, bytes.subarray(start)).written
  }
  return { bytes: bytes.slice(0, starts[texts.length]), starts }
}

const decoder = new TextDecoder()
export const textAt = ({ bytes, starts }: Texts, index: number): string =>
  decoder.decode(bytes.subarray(starts[index], starts[index + 1]))
