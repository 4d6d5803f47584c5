// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, packTexts, textAt, unpack } from './pack.ts'

const columns = fc.record({
  bytes: fc.uint8Array({ maxLength: 40 }),
  units: fc.uint16Array({ maxLength: 40 }),
  numbers: fc.int32Array({ maxLength: 40 }),
})

test('tables come back as they were, wherever their bytes begin', () => {
  fc.assert(
    fc.property(columns, columns, fc.nat(9), (first, second, before) => {
      const packed = pack({ first, second })
      const moved = new Uint8Array(before + packed.length)
      moved.set(packed, before)
      expect(unpack(moved.subarray(before))).toEqual({ first, second })
    }),
  )
})

test('bytes that are not whole are no tables', () => {
  const packed = pack({ only: { numbers: Int32Array.of(1, 2, 3) } })
  for (let length = 0; length < packed.length; length++) expect(unpack(packed.subarray(0, length))).toBeNull()
})

test('texts come back one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
      const packed = packTexts(texts)
      expect(texts.map((_, i) => textAt(packed, i))).toEqual(texts)
    }),
  )
})
