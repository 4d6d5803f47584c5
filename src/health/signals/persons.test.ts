// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPersons, type Mark } from './persons.ts'
import { mondayOf, weekOf } from './week.ts'

test.each<[Mark, string, string]>([
  ['email', 'Ask amal@clinic.example about it', 'amal@clinic.example'],
  ['telephone', 'Mother reachable at +33 6 12 34 56 78.', '+33 6 12 34 56 78'],
  ['telephone', 'Rappeler le 06 12 34 56 78', '06 12 34 56 78'],
  ['number', 'File 20261234567', '20261234567'],
  ['number', 'Record AB123456 has more', 'AB123456'],
  ['number', 'IPP 123 456 789', '123 456 789'],
  ['date', 'Admitted 21/11/2026 at noon', '21/11/2026'],
  ['date', 'Admitted 2026-11-21', '2026-11-21'],
  ['date', 'since 3 March 1987', '3 March 1987'],
  ['date', 'le 1er août 1990', '1er août 1990'],
  ['date', 'born in 1987', 'born in 1987'],
  ['date', 'née en 1987', 'née en 1987'],
  ['age', 'A 34-year-old with', '34-year-old'],
  ['age', 'homme de 34 ans', '34 ans'],
  ['age', 'aged 19, unconscious', 'aged 19'],
  ['name', 'Mme Durand was found', 'Mme Durand'],
  ['name', 'Patient Jean Dupont said', 'Patient Jean Dupont'],
  ['address', 'see https://social.example/jean', 'https://social.example/jean'],
])('%s is found in: %s', (mark, text, part) => {
  expect(findPersons(text)).toEqual([
    { mark, text: part, span: [text.indexOf(part), text.indexOf(part) + part.length] },
  ])
})

test.each([
  'N-desethyl isotonitazene, 2 of 3 vials, CAS 2732926-24-6',
  '4-fluoroamphetamine and 2,5-dimethoxy-4-bromophenethylamine',
  'Three tablets of 100 mg, 0.5 mg/L in blood, naloxone 0.4 mg twice',
  'Blue tablets with the imprint M30, sold as oxycodone at a concert of 15,000 people',
  'm/z 337, 188, 105; pH 7.4; 37.5 °C; 12:30 to 14:00',
  'Perte de connaissance, dépression respiratoire, 3 personnes sur 5, le mardi',
  'Patients were found asleep; none of the team members was harmed in May',
])('nothing of a person is seen in: %s', (text) => {
  expect(findPersons(text)).toEqual([])
})

test('whatever stands around it, a telephone number, an address or a date is found, at its place', () => {
  const words = fc.constantFrom('', 'she said', 'blue tablets', 'then', '(', 'call:', 'naloxone given,')
  const marks = fc.constantFrom('+41 22 555 01 23', 'x.y@z.example', '12.03.1987', '0612345678')
  fc.assert(
    fc.property(words, marks, words, (before, mark, after) => {
      const text = `${before} ${mark} ${after}`
      const covered = findPersons(text).some(
        ({ span: [from, to] }) => from <= text.indexOf(mark) && to >= text.indexOf(mark) + mark.length,
      )
      expect(covered, text).toBe(true)
    }),
  )
})

test('any text is looked at in a moment, and what is found stands where it is said to stand', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 1000, unit: fc.constantFrom(...'0123456789 -./()+@aMr.né\n,') }), (text) => {
      const started = performance.now()
      for (const { text: part, span } of findPersons(text)) expect(text.slice(...span)).toBe(part)
      expect(performance.now() - started).toBeLessThan(500)
    }),
  )
})

test('weeks are those of ISO 8601, and seven days share one', () => {
  expect(['2026-11-22', '2026-11-23', '2027-01-01', '2024-12-30', '2021-01-03'].map(weekOf)).toEqual([
    ...['2026-W47', '2026-W48', '2026-W53', '2025-W01', '2020-W53'],
  ])
  const days = fc.integer({ min: 0, max: 40_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(days, (day) => {
      const monday = mondayOf(weekOf(day))
      const after = (Date.parse(day) - Date.parse(monday)) / 86_400_000
      expect(after >= 0 && after < 7).toBe(true)
    }),
  )
})
