// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { refusedFile, sizeOf } from './limits.ts'

const file = (name: string, size: number, type = '') => ({ name, size, type })

test('a file that is too large, of another kind, or one too many is refused by its name', () => {
  const limits = { accept: '.csv,image/*', most: 1000 }
  expect(refusedFile([file('A.CSV', 1000)], limits)).toBeUndefined()
  expect(refusedFile([file('a.png', 9, 'image/png')], limits)).toBeUndefined()
  expect(refusedFile([file('a.csv', 1001)], limits)).toEqual({ key: 'tooLarge', name: 'a.csv' })
  expect(refusedFile([file('a.csv.exe', 9)], limits)).toEqual({ key: 'wrongType', name: 'a.csv.exe' })
  expect(refusedFile([file('a.csv', 9), file('b.csv', 9)], limits)).toEqual({ key: 'tooMany', name: 'b.csv' })
  expect(refusedFile([file('a.csv', 9), file('b.csv', 9)], { ...limits, multiple: true })).toBeUndefined()
})

test('sizes are written as people read them', () => {
  expect(sizeOf(0, 'en')).toBe('0 byte')
  expect(sizeOf(1_500_000, 'en')).toBe('1.5 MB')
  expect(sizeOf(5_000_000, 'fr')).toBe('5\u202fMo')
})
