// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadReference } from '#reference/index.ts'
import { UNFOLD } from './alphabet.ts'
import { STILL } from './entries.ts'
import { unfold } from './fold.ts'
import { createHits } from './hits.ts'
import { createLexicon } from './lexicon.ts'
import { tablesOf } from './tables.ts'

const data = loadReference()
const { alphabet, keys, stirring, senses } = tablesOf(data)
const lexicon = createLexicon(alphabet, keys, stirring)
const hits = createHits()

/** What stirs the line, as start, end, key and ending, as far as it was seen. */
const stirs = (): number[][] => {
  const { values, length } = hits.found
  return Array.from({ length: length / 4 }, (_, h) => [...values.subarray(4 * h, 4 * h + 4)]).filter(
    ([, , key]) => senses.wanted[key as number] !== STILL,
  )
}
const seen = (line: string) => {
  if (!lexicon.look(line, hits)) lexicon.look(unfold(line, (code) => alphabet[code] === UNFOLD).text, hits)
  const first = stirs()
  lexicon.complete(hits)
  return { first, all: stirs() }
}

const names = [...data.names, ...data.salts.map(({ form }) => ({ name: form }))].map(({ name }) => name)
const ends = ['', 's', 'ne', 'а', '5', 'x']

test('every name, with any ending, is seen by the first filter as it is by the whole search', () => {
  let count = 0
  for (const [i, name] of names.entries()) {
    const { first, all } = seen(`7${name}${ends[i % ends.length]} ${name}`)
    if (first.length !== all.length) expect(first, name).toEqual(all)
    count += all.length
  }
  expect(count).toBeGreaterThan(names.length)
})

test('every key is seen as its bare letters and digits', () => {
  const written = new Map<number, string>()
  for (let code = 0xffff; code > 0; code--)
    written.set(alphabet[code] as number, String.fromCharCode(code).toLowerCase())
  const unseen: string[] = []
  for (const [key, stir] of senses.wanted.entries()) {
    if (stir === STILL) continue
    const line = Array.from(keys.pool.subarray(keys.starts[key], keys.starts[key + 1]), (k) => written.get(k)).join('')
    const { first, all } = seen(line)
    if (first.length !== all.length) unseen.push(line)
  }
  expect(unseen).toEqual([])
})

test('names in pieces, with anything between them, are seen as the whole search sees them', () => {
  const between = fc.constantFrom('', '', ' ', '-', ', ', ' - ', '    ', '\u200b', '\u0301', '.', '5', 's', 'а', '丙')
  const piece = fc
    .tuple(fc.constantFrom(...names), fc.nat(20), fc.nat(12))
    .map(([name, from, n]) => name.slice(from, from + n))
  const name = fc.constantFrom(...names)
  const spaced = fc.tuple(name, between).map(([text, gap]) => [...text].join(gap))
  const line = fc.array(fc.oneof(piece, name, spaced, between), { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(line, (text) => {
      const { first, all } = seen(text)
      expect(first).toEqual(all)
    }),
    { numRuns: 3000 },
  )
})
