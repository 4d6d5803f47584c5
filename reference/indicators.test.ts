// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadIndicators } from './indicators.ts'

const indicators = loadIndicators()

test('each indicator has its own id, a name in both languages, a unit and a paragraph', () => {
  expect(indicators.length).toBeGreaterThanOrEqual(126)
  expect(new Set(indicators.map(({ id }) => id)).size).toBe(indicators.length)
  for (const { id, name, numerator, units, paragraphs, frequency, theme, protocol } of indicators) {
    expect(id).toMatch(/^IND-\d{3}$/)
    for (const text of [name.en, name.fr, numerator, frequency, theme, protocol]) expect(text, id).not.toBe('')
    expect(units.length, id).toBeGreaterThan(0)
    expect(paragraphs.length, id).toBeGreaterThan(0)
    for (const paragraph of paragraphs) expect(paragraph, id).toMatch(/^(O?P\d{1,2}|R1-\d{1,2})$/)
  }
})

test('directions and what is hidden are of the known kinds', () => {
  for (const { id, direction } of indicators)
    expect(['up', 'down', 'towards', 'context', 'watch'], id).toContain(direction)
  const raw = readFileSync(join(import.meta.dirname, 'indicators.csv'), 'utf8')
    .split('\n')
    .slice(1, -1)
  for (const line of raw) expect(line).toMatch(/,(small-numbers|nothing),curator,CC0-1\.0,knowledge$/)
})

test('what counts people by sex, gender or age, or what befell them, hides small numbers', () => {
  const ofPeople = /^(people|deaths|women|families|withdrawals|episodes|complaints|naloxone|PWID)\b/i
  const shown = indicators
    .filter(({ disaggregation, numerator }) => disaggregation.includes('sex') || ofPeople.test(numerator))
    .filter(({ hides }) => hides === 'nothing')
  expect(shown.map(({ id }) => id)).toEqual([])
  expect(indicators.filter(({ hides }) => hides === 'nothing').length).toBeGreaterThan(40)
})
