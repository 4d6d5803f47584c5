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

/** Words as they stand in code: `substanceId`, `aSubstance`, `substance_id`, `SUBSTANCES` all hold `substance`. */
const inCode = (word: string) => {
  if (word === word.toUpperCase()) return new RegExp(`\\b${word}\\b`)
  const [first = '', rest] = [word[0], word.slice(1)]
  const mixed = `((?<![A-Za-z])${first}|${first.toUpperCase()})${rest}(s|es)?(?![a-z])`
  return new RegExp(`${mixed}|(?<![A-Z])${word.toUpperCase()}(S|ES)?(?![A-Z])`)
}

const asRead = (word: string) => new RegExp(`(?<![\\p{L}])${word}(s|es)?(?![\\p{L}])`, 'iu')

/** Which of these files, by path, hold a word of the domain. */
const knowing = (paths: readonly string[], textOf = read): string[] =>
  paths
    .filter((path) => /^src\/(basis|platform|web\/kit)\/.*\.(tsx?|sql|css|json)$/.test(path))
    .flatMap((path) => domain.filter((word) => inCode(word).test(textOf(path))).map((word) => `${path} says "${word}"`))

/** Which of these files, where a person reads them, hold a word that would wound one. */
const wounding = (paths: readonly string[], textOf = read): string[] =>
  paths
    .filter(
      (path) =>
        (/\.(md|tsx|html|yaml)$/.test(path) ||
          /\/messages\/.*\.json$/.test(path) ||
          /^reference\/[^/]*\.csv$/.test(path)) &&
        path !== 'docs/words.md' &&
        path !== 'reference/ordinary-words.csv',
    )
    .flatMap((path) =>
      unwanted
        .filter((word) => asRead(word).test(textOf(path)))
        .map((word) => `${path} says "${word}": see docs/words.md`),
    )

test('the two lists are there', () => {
  expect(domain.length).toBeGreaterThan(20)
  expect(unwanted.length).toBeGreaterThan(8)
})

test('basis, platform and the kit know no word of the domain', () => {
  expect(projectFiles().filter((path) => path.startsWith('src/platform/')).length).toBeGreaterThan(5)
  expect(knowing(projectFiles())).toEqual([])
})

test.each([
  ['src/platform/jobs/queue.ts', 'const substanceId = 1'],
  ['src/platform/access/migrations/0001-a.sql', 'create table seized_parcels (id uuid)'],
  ['src/basis/messages.ts', '// as INCB says'],
  ['src/web/kit/tag/tag.tsx', '<Patient />'],
])('a word of the domain planted in %s is found', (path, text) => {
  expect(knowing([path], () => text)).toHaveLength(1)
  expect(knowing(['src/supply/incidents/desk.ts'], () => text)).toEqual([])
})

test('no word stands where a person reads it that would wound one', () => {
  expect(wounding(projectFiles())).toEqual([])
})

test.each([
  ['docs/guide/a.en.md', 'for every addict'],
  ['src/web/public/a.tsx', '<p>Drug users</p>'],
  ['src/web/public/messages/fr.json', '{"a": "un toxicomane"}'],
])('a word that wounds planted in %s is found', (path, text) => {
  expect(wounding([path], () => text).length).toBeGreaterThan(0)
  expect(wounding(['docs/words.md'], () => text)).toEqual([])
})
