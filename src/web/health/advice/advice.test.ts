// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourceOf } from '../../workspace/records/source.testing.ts'
import { languagesOf } from './door.ts'

test('a text is shown in the reader’s language, else in English, else in what there is', () => {
  const text = { headline: 'x', text: 'y', reviewed: true }
  expect(languagesOf({ en: text, fr: text, ar: text }, 'fr')).toEqual(['fr', 'en', 'ar'])
  expect(languagesOf({ es: text, en: text }, 'fr')).toEqual(['en', 'es'])
  expect(languagesOf({ zh: text }, 'fr')).toEqual(['zh'])
})

type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )
const filling = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort()

test('every text is there in both languages, with the same places, and is used', () => {
  const read = (code: string) =>
    new Map(flat(JSON.parse(readFileSync(join(import.meta.dirname, `messages/${code}.json`), 'utf8'))))
  const [english, french] = [read('en'), read('fr')]
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  for (const [key, text] of french) expect(filling(text), key).toEqual(filling(english.get(key) ?? ''))
  const source = sourceOf(import.meta.dirname)
  const unused = [...english.keys()].filter(
    (key) => !source.includes(`'${key}'`) && !source.includes(`\`${key.slice(0, key.lastIndexOf('.') + 1)}\${`),
  )
  expect(unused).toEqual([])
})
