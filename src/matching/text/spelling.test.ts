// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { compareWith, distance } from './distance.ts'
import { createRewriter } from './rewrite.ts'
import { createSpeller, makeSpelling } from './spelling.ts'

const names = ['fentanyl', 'ketamine', 'toluene', 'heroin', 'nitroethane', 'кокаин', 'cocaine', 'acetic', 'anhydride']
const speller = createSpeller(makeSpelling(new Set(names), new Set(['heroine']), new Set(['toluidine'])))
const lettersOf = (word: string) => Uint16Array.from(word, (letter) => letter.charCodeAt(0))
const between = (word: string, name: string, most: number): number => {
  compareWith(lettersOf(word), word.length)
  return distance(lettersOf(name), 0, name.length, most)
}
const rewrite = createRewriter(speller)

test('a slip of hand or ear costs less than another letter', () => {
  expect(between('ketamyne', 'ketamine', 3)).toBeLessThan(between('ketarine', 'ketamine', 3))
  expect(between('ketmaine', 'ketamine', 3)).toBeCloseTo(0.6)
  expect(between('kettamine', 'ketamine', 3)).toBeCloseTo(0.3)
  expect(between('x', 'ketamine', 2)).toBeGreaterThan(2)
})

test.each([
  ['fentanly', 'fentanyl'],
  ['fetanyl', 'fentanyl'],
  ['hereoin', 'heroin'],
  ['кокоин', 'кокаин'],
  // Letters that changed places around a third, or moved by two.
  ['fenyantl', 'fentanyl'],
  ['toulene', 'toluene'],
  // What sounds the same though many letters differ.
  ['нитроэтанн', 'nitroethane'],
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

test('where words of several languages are as near, the next round takes the next', () => {
  const several = createSpeller(makeSpelling(new Set(['asetik', 'acetic', 'anhydride']), new Set()))
  const nearest = several.correct('acetik')
  expect([nearest?.word, ...(nearest?.others ?? []).map(({ word }) => word)].sort()).toEqual(['acetic', 'asetik'])
  const again = createRewriter(several)
  const rounds = [0, 1].map((round) => again('acetik anhydride', () => false, round))
  expect(rounds.map((round) => round?.text).sort()).toEqual(['acetic anhydride', 'asetik anhydride'])
  expect(rounds.map((round) => round?.more)).toEqual([true, false])
})

test('what is already found is not rewritten', () => {
  expect(rewrite('fentanly', () => true)).toBeNull()
})
