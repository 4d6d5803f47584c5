// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadReference } from '#reference/index.ts'
import { found, quiet } from './examples.ts'
import { createTextMatcher } from './index.ts'

const data = loadReference()
const matcher = createTextMatcher(data)
const ids = (line: string) => [...new Set(matcher.match(line).findings.map(({ id }) => id))]

describe('what is found', () => {
  test.each(found)('%s', (line, id) => expect(ids(line)).toContain(id))
})

describe('what stays quiet', () => {
  test.each(quiet)('%s', (line) => expect(matcher.match(line).findings).toEqual([]))
})

test('a finding says what, where, by which evidence and under which controls', () => {
  const line = 'order: acetic anhydride (108-24-7)'
  const { findings, reference } = matcher.match(line, { on: '2026-01-01' })
  expect(reference).toBe(data.version)
  expect(findings.map(({ id, by, span }) => [id, by, line.slice(...span!)])).toEqual([
    ['acetic-anhydride', 'name', 'acetic anhydride'],
    ['acetic-anhydride', 'cas', '108-24-7'],
  ])
  for (const { controls, certainty, kind } of findings) {
    expect(kind).toBe('listed')
    expect(controls[0]?.instrument).toBe('1988')
    expect(certainty).toBeGreaterThan(0.9)
  }
})

test('spans are those of the line as given, whatever was unfolded', () => {
  const line = 'ß ㎏ 𝗠𝗗𝗠𝗔 5g'
  const [finding] = matcher.match(line).findings
  expect(line.slice(...finding!.span!)).toBe('𝗠𝗗𝗠𝗔')
})

test('without the search of misspellings a misspelling is not found, and a name is', () => {
  expect(matcher.match('fentanly', { spelling: false }).findings).toEqual([])
  expect(matcher.match('fentanyl', { spelling: false }).findings).toHaveLength(1)
})

test('explain gives also what was too uncertain, with what spoke for and against it', () => {
  const [reading] = matcher.explain('speed 1 g')
  expect(reading?.features[0]).toBe('name: everyday')
  expect(matcher.match('speed').findings).toEqual([])
})

const pieces = [
  'MDMA',
  'acetone',
  '108-24-7',
  'CAS ',
  'HS 2915.24',
  '5 g',
  '\u200b',
  '\ud835',
  '\0',
  '½',
  'ß',
  'к',
  'с',
  '*',
  '-',
  '(',
  '苯',
  ' ',
  ', ',
  '\n',
  'f.e.n.t',
  '1,4-',
  '…',
  '٣',
  'ال',
]
const lines = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
)

test('any line is answered, with spans inside it and certainties between the floor and one', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const { findings, amounts } = matcher.match(line)
      for (const { span, certainty } of findings) {
        const [start, end] = span!
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(line.length)
        expect(line.slice(start, end).trim()).not.toBe('')
        expect(certainty).toBeGreaterThanOrEqual(0.5)
        expect(certainty).toBeLessThanOrEqual(1)
      }
      for (const { text, span, value } of amounts) {
        expect(span[1]).toBeLessThanOrEqual(line.length)
        expect(text.length).toBeGreaterThan(0)
        expect(value).toMatch(/^\d+(\.\d+)?$/)
      }
    }),
    { numRuns: 400 },
  )
})

test('a name is found in the middle of any ordinary words', () => {
  const word = fc.constantFrom('box', 'of', 'glass', 'and', 'the', 'order', 'for', 'Lyon', '12')
  const words = fc.array(word, { maxLength: 8 })
  fc.assert(
    fc.property(words, words, (before, after) => {
      const line = [...before, 'isotonitazene', ...after].join(' ')
      const at = line.indexOf('isotonitazene')
      expect(matcher.match(line).findings.map(({ id, span }) => [id, ...span!])).toContainEqual([
        'isotonitazene',
        at,
        at + 13,
      ])
    }),
  )
})

test.each([
  ['one letter', 'a'.repeat(300_000)],
  ['letters apart', 'a '.repeat(150_000)],
  ['hyphens', '-'.repeat(300_000)],
  ['numbers', '1-'.repeat(150_000)],
  ['brackets', '((('.repeat(100_000)],
  ['names', 'acetone, '.repeat(30_000)],
  ['everyday names', 'speed 1 g '.repeat(30_000)],
  ['misspellings', 'fentanly '.repeat(30_000)],
  ['lone surrogates', '\ud800'.repeat(100_000)],
  ['no spaces', 'mephedr0n*'.repeat(30_000)],
])('a long line of %s is read in bounded time', (_, line) => {
  const start = performance.now()
  matcher.match(line)
  expect(performance.now() - start).toBeLessThan(20_000)
})

test('a long line is read to its end, each thing once', () => {
  const line = `${'filler words here '.repeat(5000)}ketamine ${'more filler '.repeat(5000)}`
  const { findings } = matcher.match(line)
  expect(findings.map(({ id, span }) => [id, line.slice(...span!)])).toEqual([['ketamine', 'ketamine']])
})
