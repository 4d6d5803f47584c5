// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Signal } from '#health/signals/contract.ts'
import { sourceOf } from '../../workspace/records/source.testing.ts'
import { areaOptions } from './door.ts'
import { checked, givenFrom, givenOf, problemAt, shownOf } from './given.ts'

const formOf = (fields: Record<string, string | string[]>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  return form
}
const filled = {
  ...{ told: 'isotonitazene', severity: 'severe', people: '3', region: 'ZZ-NO', day: '2026-11-21' },
  ...{ certainty: 'clinical', form: 'tablet', effects: ['seizure', 'vomiting'], note: 'one\r\ntwo' },
}

test('a form becomes the signal that the desk takes, its lines as they were typed', () => {
  const { signal, problems } = checked(givenOf(formOf({ ...filled, confirmed: 'isotonitazene' })))
  expect(problems).toEqual([])
  expect(signal).toEqual({
    substance: { told: 'isotonitazene', id: 'isotonitazene' },
    ...{ severity: 'severe', people: 3, region: 'ZZ-NO', day: '2026-11-21', certainty: 'clinical', form: 'tablet' },
    ...{ appearance: '', effects: ['seizure', 'vomiting'], note: 'one\ntwo' },
  })
})

test('every field that is not in order is told at once, in the order of the form, a person with what was seen', () => {
  const { signal, problems } = checked(givenOf(formOf({ note: 'Call +41 22 555 01 23', people: 'three' })))
  expect(signal).toBeUndefined()
  expect(problems.map(({ place }) => place)).toEqual(['told', 'severity', 'people', 'day', 'certainty', 'note'])
  expect(problems.at(-1)?.person).toEqual({ mark: 'telephone', text: '+41 22 555 01 23' })
  expect(problemAt('substance.id').place).toBe('told')
})

test('a signal that is corrected fills its form, and what was shown changes with what leaves alone', () => {
  const signal = {
    ...{ id: 'x', from: 'y', source: 'hospital', substance: { told: 'powder' }, form: 'powder', appearance: '' },
    ...{ severity: 'minor', effects: ['skin'], region: 'ZZ-NO', week: '2026-W47', people: 9, certainty: 'suspected' },
    ...{ note: '', status: 'reported', reported: '', corrected: null, withdrawn: null, leaves: null, version: 1 },
  } as const satisfies Omit<Signal, 'effects'> & { effects: readonly string[] }
  const given = givenFrom(signal as unknown as Signal)
  expect(checked(given).signal).toMatchObject({ people: 9, day: '2026-11-16', source: 'hospital', effects: ['skin'] })
  expect(shownOf({ ...given, note: 'other', effects: [] })).toBe(shownOf(given))
  for (const change of [
    { told: 'x' },
    { confirmed: 'y' },
    { people: '10' },
    { region: 'ZZ-CE' },
    { severity: 'fatal' },
    { day: '2026-11-20' },
  ])
    expect(shownOf({ ...given, ...change })).not.toBe(shownOf(given))
})

test('regions and their districts are offered, nothing smaller', () => {
  const area = (code: string, parent: string | null) => ({ code, parent, name: { en: code, fr: code } })
  const areas = [area('ZZ-NO', null), area('ZZ-NO-1', 'ZZ-NO'), area('ZZ-NO-11', 'ZZ-NO-1')]
  expect(areaOptions(areas, (code) => code).map(([code]) => code)).toEqual(['ZZ-NO', 'ZZ-NO-1'])
})

type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )
const bare = (key: string) => key.replace(/_(one|many|other)$/, '')
const filling = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort()

test('every text is there in both languages, with the same places, and is used', () => {
  const read = (code: string) =>
    new Map(flat(JSON.parse(readFileSync(join(import.meta.dirname, `messages/${code}.json`), 'utf8'))))
  const [english, french] = [read('en'), read('fr')]
  const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(bare))].sort()
  expect(keys(french)).toEqual(keys(english))
  for (const [key, text] of french)
    expect(filling(text), key).toEqual(filling(english.get(key) ?? english.get(`${bare(key)}_other`) ?? ''))
  const source = sourceOf(import.meta.dirname)
  const unused = keys(english).filter((key) => {
    const parent = key.slice(0, key.lastIndexOf('.') + 1)
    const last = key.slice(key.lastIndexOf('.'))
    return !source.includes(`'${key}'`) && !source.includes(`\`${parent}\${`) && !source.includes(`}${last}\``)
  })
  expect(unused).toEqual([])
})
