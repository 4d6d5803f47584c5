// SPDX-License-Identifier: Apache-2.0
/** What is built to run away must end: an answer, a refusal, never an exception. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createStructureMatcher } from './index.ts'
import { rdkit, reference } from './samples.testing.ts'

const matcher = createStructureMatcher(reference, rdkit)
const label = (n: number) => (n < 10 ? String(n) : `%${n}`)

/** A sheet of squares: every atom has four neighbours and every walk has many others like it. */
const sheet = (width: number, height: number): string =>
  Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => `C${y > 0 ? label(x + 1) : ''}${y < height - 1 ? label(x + 1) : ''}`).join(
      '',
    ),
  ).join('.')

it('a pattern that could walk for ever is stopped and said so', () => {
  const [first] = reference.classes
  const bomb = { ...first!, id: 'bomb', smarts: [`${'[#6]~'.repeat(24)}[#6;r9]`], exclude: [] }
  const outcome = createStructureMatcher({ ...reference, classes: [bomb] }, rdkit).match(sheet(20, 20))
  expect(outcome).toMatchObject({ ok: false, problem: 'too-large', detail: expect.stringContaining('limit of steps') })
})

it.each([
  ['a sheet', sheet(30, 30)],
  ['a chain', 'C'.repeat(1000)],
  ['nesting', `${'C('.repeat(900)}C${')'.repeat(900)}`],
  ['a polyester', `${'OC(=O)C'.repeat(200)}N`],
  ['a great aromatic ring', `c1${'c'.repeat(991)}1`],
  ['a thousand fragments', `${'C.'.repeat(999)}C`],
])('%s is judged', (_, structure) => expect(matcher.match(structure)).toMatchObject({ ok: true }))

it.each([
  ['brackets', '['.repeat(9000)],
  ['parentheses', '('.repeat(9000)],
  ['dots', '.'.repeat(9000)],
  ['mobile hydrogens', `InChI=1S/C40H40N40/c${Array.from({ length: 80 }, (_, i) => i + 1).join('-')}/h(H40,41,80)`],
  ['an InChI of many times nothing', 'InChI=1S/99999C1000/c99999999*1'],
])('%s are refused', (_, structure) => expect(matcher.match(structure).ok).toBe(false))

it('any text gets an answer', () => {
  const alphabet = [...'CNOcnos()[]=#123%+-@/\\.HKlaBr$:*', 'InChI=1S/', '/h', '/c', '\n', 'é', '\0']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }), (parts) => {
      expect(typeof matcher.match(parts.join('')).ok).toBe('boolean')
    }),
    { numRuns: 400, seed: 61 },
  )
})
