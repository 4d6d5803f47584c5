// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { distance } from './distance.ts'
import { createRewriter } from './rewrite.ts'
import { createSpeller } from './spelling.ts'

const names = ['fentanyl', 'ketamine', 'toluene', 'heroin', 'nitroethane', 'кокаин', 'cocaine', 'acetic', 'anhydride']
const speller = createSpeller(new Set(names), new Set(['heroine']), new Set(['toluidine']))
const rewrite = createRewriter(speller)

test('a slip of hand or ear costs less than another letter', () => {
  expect(distance('ketamyne', 'ketamine', 3)).toBeLessThan(distance('ketarine', 'ketamine', 3))
  expect(distance('ketmaine', 'ketamine', 3)).toBeCloseTo(0.6)
  expect(distance('kettamine', 'ketamine', 3)).toBeCloseTo(0.3)
  expect(distance('x', 'ketamine', 2)).toBeGreaterThan(2)
})

test.each([
  ['fentanly', 'fentanyl'],
  ['fetanyl', 'fentanyl'],
  ['hereoin', 'heroin'],
  ['кокоин', 'кокаин'],
])('%s is %s', (word, name) => expect(speller.correct(word)?.word).toBe(name))

test.each(['heroine', 'toluidin', 'nitromethane', 'table', 'ether'])('%s is left alone', (word) => {
  expect(speller.correct(word)).toBeNull()
})

test.each([
  ['k3tam1ne', 'ketamine'],
  ['кеtаmіnе', 'ketamine'],
  ['c*caine', 'cocaine'],
  ['heroooin', 'heroin'],
  ['acetc anhydryde', 'acetic anhydride'],
])('%s reads as %s', (line, meant) => expect(rewrite(line, () => false)?.text).toBe(meant))

test.each(['MD5', 'SHA256', 'H264 video', 'order 66'])('%s reads as it is', (line) => {
  expect(rewrite(line, () => false)).toBeNull()
})

test('what is already found is not rewritten', () => {
  expect(rewrite('fentanly', () => true)).toBeNull()
})
