// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Control, Finding } from '#matching/index.ts'
import { grouped } from './grouped.ts'
import type { FromWorker, Judged } from './protocol.ts'
import { runLines } from './run-lines.ts'
import { toCsv, toJsonLines } from './save.ts'
import { segments } from './segments.ts'
import { noFilters, select } from './select.ts'

const control: Control = {
  jurisdiction: 'INT',
  instrument: '1988',
  schedule: 'Table I',
  since: '1988',
  until: null,
  precision: 'year',
  checked: false,
  source: 'curator',
}

const finding = (over: Partial<Finding> = {}): Finding => ({
  id: 'ephedrine',
  kind: 'listed',
  name: 'Ephedrine',
  controls: [control],
  by: 'name',
  as: 'ephedrine',
  span: [0, 9],
  certainty: 0.9,
  ...over,
})

const line = (number: number, text: string, findings: Finding[] = []): Judged => ({
  line: number,
  text,
  findings,
  amounts: [],
})

test('the pieces of a marked line are the line again, and exactly the spans are marked', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(fc.nat(20), fc.nat(20))), (text, pairs) => {
      const spans = pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as [number, number])
      const pieces = segments(text, spans)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      const marks = pieces.flatMap(({ text: piece, marked }) => Array.from({ length: piece.length }, () => marked))
      for (let i = 0; i < text.length; i++) expect(marks[i]).toBe(spans.some(([start, end]) => start <= i && i < end))
    }),
  )
})

test('lines are chosen by kind, jurisdiction, certainty and text, and put in order', () => {
  const lines = [
    line(1, 'ephedrine', [finding()]),
    line(2, 'water'),
    line(3, 'bmk', [finding({ id: 'bmk', name: 'BMK', kind: 'watch', certainty: 0.5, controls: [] })]),
  ]
  const numbers = (filters: Partial<typeof noFilters>) =>
    select(lines, { ...noFilters, ...filters }).map((each) => each.line)
  expect(numbers({})).toEqual([1, 3])
  expect(numbers({ show: 'none' })).toEqual([2])
  expect(numbers({ show: 'all', sort: 'name' })).toEqual([3, 1, 2])
  expect(numbers({ show: 'all', sort: 'certainty' })).toEqual([1, 3, 2])
  expect(numbers({ kind: 'watch' })).toEqual([3])
  expect(numbers({ jurisdiction: 'INT' })).toEqual([1])
  expect(numbers({ certainty: 0.8 })).toEqual([1])
  expect(numbers({ contains: 'EPH' })).toEqual([1])
})

test('findings of one thing stand together, the surest first', () => {
  const groups = grouped([finding(), finding({ id: 'other' }), finding({ by: 'cas', certainty: 0.99 })])
  expect(groups.map((group) => group.map(({ by }) => by))).toEqual([['cas', 'name'], ['name']])
})

test('a saved file has one line a finding, and no cell that a spreadsheet would run', () => {
  const csv = toCsv([line(1, '=1+1', [finding()]), line(2, 'water'), { ...line(3, 'C('), problem: 'unparsable' }], 'v1')
  expect(csv).toHaveLength(3)
  expect(csv[1]).toBe(
    "1,'=1+1,ephedrine,listed,Ephedrine,name,ephedrine,0,9,0.9,INT 1988 Table I since 1988 (not checked),v1\n",
  )
  expect(csv[2]).toContain('error')
  expect(toJsonLines([line(2, 'water')], 'v1')).toEqual([
    '{"line":2,"text":"water","findings":[],"amounts":[],"reference":"v1"}\n',
  ])
})

test('a run tells all its lines in order, and stops soon after it is told to', async () => {
  const lines = Array.from({ length: 1000 }, (_, index) => ({ line: index + 1, text: '' }))
  const told: FromWorker[] = []
  await runLines(
    lines,
    (each) => line(each.line, ''),
    (message) => told.push(message),
    () => false,
  )
  expect(told.flatMap((message) => (message.type === 'batch' ? message.judged.map((each) => each.line) : []))).toEqual(
    lines.map((each) => each.line),
  )
  expect(told.at(-1)).toEqual({ type: 'finished', stopped: false })
  const slow = (each: { line: number }) => {
    const until = performance.now() + 30
    while (performance.now() < until);
    return line(each.line, '')
  }
  const cut: FromWorker[] = []
  await runLines(
    lines,
    slow,
    (message) => cut.push(message),
    () => cut.length > 1,
  )
  expect(cut.at(-1)).toEqual({ type: 'finished', stopped: true })
  expect(cut.length).toBeLessThan(10)
})
