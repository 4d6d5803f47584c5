// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languageCodes } from './language.ts'

type Tree = { [key: string]: string | Tree }

const folder = join(import.meta.dirname, 'messages')
const read = (code: string): Tree => JSON.parse(readFileSync(join(folder, `${code}.json`), 'utf8'))

const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )

const plural = /_(zero|one|two|few|many|other)$/
const english = new Map(flat(read('en')))

/** The keys a language needs: the English ones, with this language's own forms where English has a plural. */
function wanted(code: string): string[] {
  const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories
  const keys = [...english.keys()].flatMap((key) =>
    plural.test(key) ? forms.map((form) => key.replace(plural, `_${form}`)) : [key],
  )
  return [...new Set(keys)].sort()
}

const places = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort()

for (const code of languageCodes) {
  test(`${code} has every text, each with the same places to fill`, () => {
    const own = new Map(flat(read(code)))
    expect([...own.keys()].sort()).toEqual(wanted(code))
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe('')
      const model = english.get(key) ?? english.get(key.replace(plural, '_other'))!
      expect(
        places(text).filter((place) => place !== '{{count}}'),
        key,
      ).toEqual(places(model).filter((place) => place !== '{{count}}'))
    }
  })
}

const stigmatising =
  /(?<!\p{L})(addicts?|abusers?|abuse|junkies?|habit|toxicomanes?|drogué(e)?s?|drogadict[oa]s?|наркоман\p{L}*|مدمن\p{L}*|瘾君子)(?!\p{L})/iu

test('no text speaks ill of people', () => {
  for (const file of readdirSync(folder))
    for (const [key, text] of flat(read(file.replace('.json', ''))))
      expect(stigmatising.test(text), `${file} ${key}: ${text}`).toBe(false)
})

const source = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return source(join(path, entry.name))
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(join(path, entry.name), 'utf8')] : []
  })

test('every English text is used', () => {
  const code = source(join(import.meta.dirname, '..')).join('\n')
  const unused = [...english.keys()].filter((key) => {
    const bare = key.replace(plural, '')
    const parent = bare.slice(0, bare.lastIndexOf('.') + 1)
    return !code.includes(`'${bare}'`) && !code.includes(`\`${parent}\${`) && !code.includes(`'${parent}'`)
  })
  expect(unused).toEqual([])
})
