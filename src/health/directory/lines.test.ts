// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { linesNow } from './lines.ts'

const name = { en: 'Line', fr: 'Ligne' }
const day = { number: '+000 1', hours: '08:00-22:00', name }
const night = { number: '+000 2', hours: '20:00-06:00', name }
const always = { number: '+000 3', hours: '24/7', name }
const at = (time: string, lines: Parameters<typeof linesNow>[0], zone = 'Etc/GMT-1') =>
  linesNow(lines, zone, new Date(`2026-11-22T${time}:00Z`)).map(({ number, opens }) => [number, opens])

test('a line that nobody answers now says when it opens, after one that is answered', () => {
  expect(at('12:00', [day, always])).toEqual([['+000 1', null]])
  expect(at('21:00', [day, always])).toEqual([
    ['+000 3', null],
    ['+000 1', '08:00'],
  ])
  expect(at('20:59', [day, always])).toEqual([['+000 1', null]]) // its clock is an hour ahead
  expect(at('05:30', [night, day])).toEqual([['+000 2', '20:00']]) // the other one is closed too
  expect(at('04:30', [night, day])).toEqual([['+000 2', null]])
  expect(at('03:00', [day], '')).toEqual([['+000 1', null]]) // nobody knows its clock: its hours stand beside it
  expect(at('03:00', [])).toEqual([])
})
