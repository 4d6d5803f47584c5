// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createTextMatcher, type ReferenceData } from '#matching/index.ts'
import { loadReference } from './index.ts'
import { openShelf } from './shelf.ts'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-shelf-'))
const file = join(folder, 'cache/tables')
afterAll(() => rmSync(folder, { recursive: true }))

const lines = ['order fentanly from china', 'speed 1g £60 / 3.5g £180 dm', 'k3tam1ne, 硫酸25kg', 'wooden chair 3 kg']
const on = (facts: ReferenceData, hash: string): ReferenceData =>
  Object.defineProperty({ ...facts }, 'shelf', { value: openShelf(hash, file) })
const findings = (data: ReferenceData) => {
  const { match } = createTextMatcher(data)
  return lines.map((line) => match(line))
}

test('what is put on a shelf is given back, to the same facts only', () => {
  openShelf('a', file)?.put(Uint8Array.of(1, 2, 3))
  expect(openShelf('a', file)?.take()).toEqual(Buffer.of(1, 2, 3))
  expect(openShelf('b', file)?.take()).toBeNull()
  expect(openShelf('a', join(folder, 'absent'))?.take()).toBeNull()
})

test('a shelf that cannot be written to is none', () => {
  const shelf = openShelf('a', join('/dev/null', 'tables'))
  expect(() => shelf?.put(Uint8Array.of(1))).not.toThrow()
  expect(shelf?.take()).toBeNull()
})

test('a matcher finds the same with and without a shelf, also from half a file', () => {
  const facts = loadReference()
  const made = findings({ ...facts })
  expect(made.map((each) => each.findings.length > 0)).toEqual([true, true, true, false])
  expect(findings(on(facts, 'facts'))).toEqual(made)
  const kept = readFileSync(file)
  expect(kept.length).toBeGreaterThan(1_000_000)
  expect(findings(on(facts, 'facts'))).toEqual(made)
  truncateSync(file, 1_000_000)
  expect(findings(on(facts, 'facts'))).toEqual(made)
  expect(readFileSync(file).equals(kept)).toBe(true)
})

test('a copy of the facts has no shelf, so a changed one takes nothing from it', () => {
  const facts = loadReference()
  expect(facts.shelf).toBeDefined()
  expect({ ...facts }.shelf).toBeUndefined()
  expect(Object.keys(facts)).not.toContain('shelf')
  const id = facts.substances[0]!.id
  const more = { ...facts, names: [...facts.names, { id, name: 'Unobtainol', kind: 'inn', language: 'en' } as const] }
  expect(createTextMatcher(facts).match('Unobtainol').findings).toEqual([])
  expect(
    createTextMatcher(more)
      .match('Unobtainol')
      .findings.map((finding) => finding.id),
  ).toEqual([id])
})
