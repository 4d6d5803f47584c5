// SPDX-License-Identifier: Apache-2.0
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { isZip, unzip, zip } from './index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const all = () => true
const bounds = { entries: 3, size: 1 << 20 }

test('files come back as they were, the same files make the same bytes, and only what is wanted is unpacked', () => {
  const files = new Map([
    ['a.csv', bytes('id\n1\n')],
    ['folder/é.csv', bytes('')],
  ])
  expect(zip(files)).toEqual(zip(files))
  expect(isZip(zip(files))).toBe(true)
  expect(isZip(bytes('PK'))).toBe(false)
  expect(unzip(zip(files), bounds, all)).toEqual(files)
  expect(unzip(zip(files), bounds, (name) => name === 'a.csv')?.size).toBe(1)
})

test('too many entries, too much unpacked, and what lies about its size are refused before they fill the memory', () => {
  const many = zip(new Map([1, 2, 3, 4].map((n) => [`${n}.txt`, bytes('x')])))
  expect(unzip(many, bounds, () => false)).toBeUndefined()
  expect(unzip(many, { ...bounds, entries: 4 }, all)?.size).toBe(4)
  const bomb = zipSync({ 'a.csv': new Uint8Array(2 << 20) })
  expect(bomb.length).toBeLessThan(10_000)
  expect(unzip(bomb, bounds, all)).toBeUndefined()
  // Says of itself, at the end and at its place, that it unpacks to ten bytes.
  const liar = bomb.slice()
  const view = new DataView(liar.buffer)
  view.setUint32(22, 10, true)
  const central = view.getUint32(liar.length - 22 + 16, true)
  view.setUint32(central + 24, 10, true)
  expect(unzip(liar, bounds, all)?.get('a.csv')?.length ?? 0).toBeLessThanOrEqual(10)
  // Two entries that are the same bytes of the file count twice.
  const stored = zip(new Map([['a.csv', new Uint8Array(600_000)]]))
  const at = new DataView(stored.buffer).getUint32(stored.length - 22 + 16, true)
  const entry = stored.slice(at, stored.length - 22)
  const twice = new Uint8Array(stored.length + entry.length)
  twice.set(stored.subarray(0, stored.length - 22))
  twice.set(entry, stored.length - 22)
  twice.set(stored.subarray(stored.length - 22), stored.length - 22 + entry.length)
  const end = new DataView(twice.buffer, twice.length - 22)
  end.setUint16(8, 2, true)
  end.setUint16(10, 2, true)
  end.setUint32(12, 2 * entry.length, true)
  expect(unzip(stored, bounds, all)?.size).toBe(1)
  expect(unzip(twice, bounds, all)).toBeUndefined()
})

test('what is no ZIP file, or was cut, is none', () => {
  const whole = zipSync({ 'a.csv': bytes('id,name\n1,Elm\n'.repeat(50)) })
  expect(unzip(bytes('id,name\n'), bounds, all)).toBeUndefined()
  expect(unzip(whole.subarray(0, whole.length - 30), bounds, all)).toBeUndefined()
})
