// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FACETS, loadServiceMatrix, loadServiceTaxonomy } from './index.ts'

const terms = loadServiceTaxonomy()
const ids = new Set(terms.map(({ id }) => id))

test('each term stands once in its facet, with a name in all six languages, each in its own letters', () => {
  expect(ids.size).toBe(terms.length)
  for (const { id, facet, code, name } of terms) {
    expect(FACETS).toContain(facet)
    expect(code, id).toMatch(/^[a-z0-9+_-]+(\.[a-z0-9+_-]+)*$/)
    expect(Object.keys(name).sort(), id).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'zh'])
    expect(Object.values(name), id).not.toContain('')
    expect(name.ar, id).toMatch(/\p{Script=Arabic}/u)
    expect(name.ru, id).toMatch(/\p{Script=Cyrillic}/u)
    expect(name.zh, id).toMatch(/\p{Script=Han}/u)
  }
  const of = (wanted: string) => terms.filter(({ facet }) => facet === wanted).length
  const names = readFileSync(join(import.meta.dirname, 'service-taxonomy-names.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  expect(names.map((line) => line.split(',').slice(0, 2).join(':'))).toEqual(terms.map(({ id }) => id))
  expect(FACETS.map(of)).toEqual([39, 91, 36, 17, 11, 7, 9, 9, 15, 6])
})

test('a wider term is one of the same facet, and no term is wider than itself', () => {
  const byId = new Map(terms.map((term) => [term.id, term]))
  for (const term of terms) {
    const seen = new Set<string>()
    for (let at: typeof term | undefined = term; at?.parent; at = byId.get(`${at.facet}:${at.parent}`)) {
      expect(seen.has(at.id), term.id).toBe(false)
      seen.add(at.id)
      expect(ids, `${at.facet}:${at.parent}`).toContain(`${at.facet}:${at.parent}`)
    }
  }
})

test('the figure in the README is that of the file', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  expect(readme).toContain(`\`service-taxonomy.csv\` | ${terms.length} |`)
  expect(readme).toContain(`\`service-taxonomy-names.csv\` | ${terms.length} |`)
  expect(readme).toContain(`\`service-matrix.csv\` | ${loadServiceMatrix().length} |`)
})

test('a pair names a setting and a widest kind of intervention, each pair once', () => {
  const pairs = loadServiceMatrix()
  expect(new Set(pairs.map(({ setting, intervention }) => `${setting} ${intervention}`)).size).toBe(pairs.length)
  for (const { setting, intervention } of pairs) {
    expect(ids).toContain(`setting:${setting}`)
    expect(terms.find(({ id }) => id === `intervention:${intervention}`)?.parent, intervention).toBeNull()
  }
  expect(pairs.filter(({ expected }) => expected === 'core')).toHaveLength(15)
})
