// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPracticeQuestions } from './index.ts'
import { readRows } from './read.ts'

const questions = loadPracticeQuestions()
const THEMES = ['management', 'staff', 'customers', 'orders', 'security', 'transport', 'records', 'cooperation']

test('chemical operators and makers of equipment each have questions of their own, in both languages', () => {
  expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
  const of = (kind: string) => questions.filter((each) => each.for === kind)
  expect([of('chemical-operator').length, of('equipment-maker').length]).toEqual([20, 12])
  expect(of('chemical-operator').length + of('equipment-maker').length).toBe(questions.length)
  for (const { id, theme, question, evidence } of questions) {
    expect(id).toMatch(/^(co|em)(-[a-z]+)+$/)
    expect(THEMES).toContain(theme)
    expect(question.en, id).toMatch(/\?$/)
    expect(question.fr, id).toMatch(/ \?$/)
    for (const text of Object.values(evidence)) expect(text.trim(), id).not.toBe('')
  }
  // Some stand out and some do not, in each set: a mark that all bear would say nothing.
  for (const kind of ['chemical-operator', 'equipment-maker'])
    expect(new Set(of(kind).map(({ isCritical }) => isCritical)).size).toBe(2)
})

test('every row says that its wording is the curators’ own and was not checked against a published text', () => {
  const text = readFileSync(join(import.meta.dirname, 'code-of-practice.csv'), 'utf8')
  const rows = readRows('code-of-practice.csv', text, ['critical', 'checked', 'source', 'confidence'])
  for (const row of rows) expect(row).toMatchObject({ checked: 'no', source: 'curator', confidence: 'knowledge' })
  expect(new Set(rows.map(({ critical }) => critical))).toEqual(new Set(['yes', 'no']))
})
