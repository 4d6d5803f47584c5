// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAlphabet } from './alphabet.ts'
import { NAME } from './entries.ts'
import { createHits } from './hits.ts'
import { createLexicon } from './lexicon.ts'
import { makeKeys } from './make-keys.ts'
import { makeStirring } from './stirring.ts'

const names = ['1,4-butanediol', 'MDMA', 'β-keto', 'серная кислота', '丙酮', 'ether', 'diethyl ether', 'tolueno']
const alphabet = createAlphabet(names)
const keys = makeKeys(alphabet, names.length)
for (const name of names) keys.add(name)
const tables = keys.tables()
const lexicon = createLexicon(alphabet, tables, makeStirring(tables, new Uint8Array(names.length).fill(NAME)))
const search = (line: string): string[] => {
  const hits = createHits()
  lexicon.scan(line, hits)
  return Array.from({ length: hits.found.length / 4 }, (_, i) => {
    const [start, end, key] = hits.found.values.slice(4 * i, 4 * i + 3) as unknown as [number, number, number]
    return `${line.slice(start, end)} = ${names[key]}`
  })
}

test.each([
  ['1.4 Butane-Diol', ['1.4 Butane-Diol = 1,4-butanediol']],
  ['25MDMA84%', ['MDMA = MDMA']],
  ['ＭＤＭＡ', ['ＭＤＭＡ = MDMA']],
  ['M\u200bDMA', ['M\u200bDMA = MDMA']],
  ['M\u200b-\u200b(\u200bD M\u200b.\u200bA', ['M\u200b-\u200b(\u200bD M\u200b.\u200bA = MDMA']],
  ['MD     MA, M - D MA', ['M - D MA = MDMA']],
  ['Β-Keto', ['Β-Keto = β-keto']],
  ['СЕРНАЯ кислота', ['СЕРНАЯ кислота = серная кислота']],
  ['高纯丙酮桶', ['丙酮 = 丙酮']],
  ['diéthyl ether', ['diéthyl ether = diethyl ether', 'ether = ether']],
  ['toluenos', ['toluenos = tolueno']],
  ['ethernet, amdma', []],
])('%s', (line, hits) => expect(search(line)).toEqual(hits))

test('a character that reads as several letters asks for unfolding', () => {
  expect(lexicon.scan('ß', createHits())).toBe(false)
})

test('the pass finds what a search by plain text finds', () => {
  const words = fc.array(fc.constantFrom('mdma', 'ether', 'di', 'ethyl', 'x', '7', 'm', 'd'), { maxLength: 12 })
  fc.assert(
    fc.property(words, (parts) => {
      const line = parts.join(' ')
      const got = search(line).filter((hit) => hit.startsWith('mdma ='))
      expect(got).toHaveLength(parts.filter((part) => part === 'mdma').length)
    }),
  )
})
