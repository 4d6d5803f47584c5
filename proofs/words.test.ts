// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { projectFiles, read } from './files.ts'

const words = read('docs/words.md')
const section = (title: string) => words.split(/^## /m).find((part) => part.startsWith(title)) ?? ''

const domain = (section('Words of the domain').trim().split('\n\n').at(-1) ?? '')
  .split(/,\s+/)
  .map((word) => word.trim())
const unwanted = [...section('Words that nobody reads here').matchAll(/^\| ([^|]+?) \| [^|]+? \| (?:en|fr) \|$/gm)].map(
  (row) => row[1] ?? '',
)

/** Words as they stand in code: `substanceId`, `substance_id` and `Substances` all hold `substance`. */
const inCode = (word: string) =>
  word === word.toUpperCase() ? new RegExp(`\\b${word}\\b`) : new RegExp(`(?<![a-z])${word}(s|es)?(?![a-z])`, 'i')

const asRead = (word: string) => new RegExp(`(?<![\\p{L}])${word}(s|es)?(?![\\p{L}])`, 'iu')

test('the two lists are there', () => {
  expect(domain.length).toBeGreaterThan(20)
  expect(unwanted.length).toBeGreaterThan(8)
})

test('basis, platform and the kit know no word of the domain', () => {
  const neutral = projectFiles().filter((path) =>
    /^src\/(basis|platform|web\/kit)\/.*\.(tsx?|sql|css|json)$/.test(path),
  )
  expect(neutral.length).toBeGreaterThan(5)
  const found = neutral.flatMap((path) =>
    domain.filter((word) => inCode(word).test(read(path))).map((word) => `${path} says "${word}"`),
  )
  expect(found).toEqual([])
})

test('no word stands where a person reads it that would wound one', () => {
  const readable = projectFiles().filter(
    (path) =>
      (/\.(md|tsx|html|yaml)$/.test(path) ||
        /\/messages\/.*\.json$/.test(path) ||
        /^reference\/[^/]*\.csv$/.test(path)) &&
      path !== 'docs/words.md' &&
      path !== 'reference/ordinary-words.csv',
  )
  const found = readable.flatMap((path) =>
    unwanted.filter((word) => asRead(word).test(read(path))).map((word) => `${path} says "${word}": see docs/words.md`),
  )
  expect(found).toEqual([])
})
