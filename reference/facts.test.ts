// SPDX-License-Identifier: Apache-2.0
/** Every row of the facts against what can be checked without an outside source. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isCas } from './cas.ts'
import { list, readRows } from './read.ts'

const here = import.meta.dirname
const files = readdirSync(here).filter((file) => file.endsWith('.csv'))
const text = (file: string): string => readFileSync(join(here, file), 'utf8')
const header = (file: string): string[] => (text(file).split('\n')[0] ?? '').split(',')
const rows = (file: string): Record<string, string>[] => readRows(file, text(file), header(file))

const sources = new Map(rows('sources.csv').map((row) => [row.id as string, row]))
const substances = rows('substances.csv')
const ids = new Set(substances.map((row) => row.id as string))
const names = rows('names.csv')
const controls = [...rows('controls.csv'), ...rows('classes.csv')]

const cited = (row: Record<string, string>): string[] => list(row.sources ?? row.source ?? '')

function repeated(values: string[]): string[] {
  const seen = new Set<string>()
  return values.filter((value) => value !== '' && (seen.has(value) || !seen.add(value)))
}

test('every file is UTF-8 with line feeds, a header and an even number of fields', () => {
  for (const file of files) {
    expect(text(file), file).not.toMatch(/[\r\uFEFF\uFFFD]/)
    expect(() => rows(file)).not.toThrow()
  }
})

test('every CAS number has its check digit', () => {
  const wrong = files.flatMap((file) =>
    rows(file)
      .map((row) => row.cas ?? '')
      .filter((cas) => cas !== '' && !isCas(cas)),
  )
  expect(wrong).toEqual([])
  expect(isCas('108-24-7')).toBe(true)
  expect(isCas('108-24-8')).toBe(false)
  expect(isCas('108247')).toBe(false)
})

test('no id, CAS number or structure stands for two substances', () => {
  expect(repeated(substances.map((row) => row.id as string))).toEqual([])
  expect(repeated(substances.map((row) => row.inchikey as string))).toEqual([])
  const cas = [...substances, ...rows('salts.csv')].map((row) => row.cas as string)
  expect(repeated(cas)).toEqual([])
})

test('every id that a file names is a substance', () => {
  const named = [
    ...names,
    ...rows('salts.csv'),
    ...rows('controls.csv'),
    ...rows('watchlist.csv'),
    ...rows('exceptions.csv'),
  ].map((row) => row.substance_id as string)
  named.push(...rows('hs-codes.csv').flatMap((row) => list(row.ids as string)))
  named.push(
    ...rows('class-examples.csv')
      .map((row) => row.substance_id as string)
      .filter((id) => id !== ''),
  )
  expect([...new Set(named)].filter((id) => !ids.has(id))).toEqual([])
})

test('a listed substance has a control, a watched one a reason', () => {
  const controlled = new Set(rows('controls.csv').map((row) => row.substance_id))
  const watched = new Set(rows('watchlist.csv').map((row) => row.substance_id))
  const lacking = substances.filter((row) => !(row.kind === 'listed' ? controlled : watched).has(row.id))
  expect(lacking.map((row) => row.id)).toEqual([])
})

test('every source is known and no row rests on closed sources alone', () => {
  for (const file of files.filter((name) => name !== 'sources.csv')) {
    for (const row of rows(file)) {
      const own = cited(row)
      expect(
        own.filter((id) => !sources.has(id)),
        `${file}: ${JSON.stringify(row)}`,
      ).toEqual([])
      expect(
        own.some((id) => sources.get(id)?.open === 'yes'),
        `${file}: ${JSON.stringify(row)}`,
      ).toBe(true)
    }
  }
})

test('a row carries the licences of its sources', () => {
  for (const file of files.filter((name) => name !== 'sources.csv')) {
    for (const row of rows(file)) {
      const due = [...new Set(cited(row).map((id) => sources.get(id)?.licence as string))].join(';')
      expect(row.licences ?? row.licence, `${file}: ${JSON.stringify(row)}`).toBe(due)
    }
  }
})

test('a control says whose, under what, since when and how precisely', () => {
  const form = { day: /^\d{4}-\d{2}-\d{2}$/, year: /^\d{4}$/ }
  for (const row of controls) {
    const what = JSON.stringify(row)
    expect(row.jurisdiction, what).toMatch(/^(INT|[A-Z]{2})$/)
    expect(row.instrument && row.schedule && row.source, what).toBeTruthy()
    if (row.since === '') expect(row.precision, what).toBe('')
    else expect(row.since, what).toMatch(form[row.precision as keyof typeof form])
    if (row.until) expect(row.until > (row.since as string), what).toBe(true)
    expect(row.checked, what).toMatch(/^(yes|no)$/)
  }
})

test('a control is checked only where its source was read', () => {
  const read = [...sources.values()].filter((row) => row.open === 'yes' && row.id !== 'curator').map((row) => row.id)
  const wrong = controls.filter((row) => row.checked === 'yes' && !read.includes(row.source as string))
  expect(wrong).toEqual([])
})

test('the periods of one schedule of one substance do not overlap', () => {
  const key = (row: Record<string, string>) =>
    [row.substance_id, row.jurisdiction, row.instrument, row.schedule, row.since].join()
  expect(repeated(rows('controls.csv').map(key))).toEqual([])
})

test('a name means one substance, unless it is slang, an abbreviation or a code', () => {
  const owners = new Map<string, Set<string>>()
  for (const row of names.filter(({ kind }) => !['street', 'abbreviation', 'code'].includes(kind as string))) {
    const own = owners.get((row.name as string).toLowerCase()) ?? new Set()
    owners.set((row.name as string).toLowerCase(), own.add(row.substance_id as string))
  }
  expect([...owners].filter(([, own]) => own.size > 1).map(([name, own]) => [name, ...own])).toEqual([])
})

test('a name of two letters or fewer is never more than slang, an abbreviation or Chinese', () => {
  const short = names.filter(
    (row) => [...(row.name as string)].length <= 2 && /^[\x20-\x7e]+$/.test(row.name as string),
  )
  expect(short.filter((row) => !['street', 'abbreviation', 'code'].includes(row.kind as string))).toEqual([])
})

test('an ordinary chemical is never a listed one', () => {
  const listed = new Set(names.map((row) => (row.name as string).toLowerCase()))
  const keys = new Set(substances.map((row) => row.inchikey))
  const cas = new Set([...substances, ...rows('salts.csv')].map((row) => row.cas))
  for (const row of rows('ordinary-chemicals.csv')) {
    expect(listed.has((row.name as string).toLowerCase()), row.name).toBe(false)
    expect(row.inchikey !== '' && keys.has(row.inchikey), row.name).toBe(false)
    expect(row.cas !== '' && cas.has(row.cas), row.name).toBe(false)
  }
})

test('an everyday word is at most slang or an abbreviation for something, never its proper name', () => {
  const proper = names.filter((row) => !['street', 'abbreviation', 'code', 'trade'].includes(row.kind as string))
  const listed = new Set(proper.map((row) => (row.name as string).toLowerCase()))
  expect(rows('ordinary-words.csv').filter(({ word }) => listed.has(word as string))).toEqual([])
})

test('an innocent phrase stands there once, and is more than one or two letters', () => {
  const phrases = rows('ordinary-phrases.csv').map((row) => row.phrase as string)
  expect(repeated(phrases)).toEqual([])
  expect(phrases.filter((phrase) => phrase.length < 3 || phrase.trim() !== phrase)).toEqual([])
})

test('every schedule in force has its scope', () => {
  const scopes = new Set(rows('schedule-scopes.csv').map((row) => `${row.instrument} ${row.schedule}`))
  const used = rows('controls.csv')
    .filter((row) => row.jurisdiction === 'INT')
    .map((row) => `${row.instrument} ${row.schedule}`)
  expect([...new Set(used)].filter((schedule) => !scopes.has(schedule))).toEqual([])
})
