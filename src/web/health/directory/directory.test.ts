// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Listing, newListingShape } from '#health/directory/contract.ts'
import { sourceOf } from '../../workspace/records/source.testing.ts'
import { checked, emptyGiven, givenFrom, givenOf } from './given.ts'

const formOf = (fields: Record<string, string | string[]>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  return form
}
const filled = {
  ...{ name: 'The Open Door', city: 'Selvane', region: 'North', country: 'zz', timeZone: 'Etc/UTC', latitude: '1,5' },
  ...{
    longitude: '-2',
    'phone-1': '+000 1',
    'type-1': 'text',
    minimumAge: '16',
    languages: 'fr, AR',
    terms: ['cost:free'],
  },
  ...{ 'hours-MO': '9:00-12:00, 13:00-17:00', 'hours-TU': '09:00-12:00', 'hours-SA': '24' },
}

test('a form becomes the listing that the desk takes, and fills its form again', () => {
  const { listing, problems } = checked(givenOf(formOf(filled)))
  expect(problems).toEqual([])
  expect(listing).toMatchObject({
    phones: [{ number: '+000 1', type: 'text' }],
    location: { city: 'Selvane', country: 'ZZ', latitude: 1.5, isAddressPublic: true },
    schedules: [
      { byday: ['MO', 'TU'], opensAt: '09:00', closesAt: '12:00' },
      { byday: ['MO'], opensAt: '13:00', closesAt: '17:00' },
      { byday: ['SA'], opensAt: '00:00', closesAt: '24:00' },
    ],
    ...{ minimumAge: 16, maximumAge: null, languages: ['fr', 'ar'], terms: ['cost:free'] },
  })
  const again = checked(givenFrom(newListingShape.parse(listing) as Listing))
  expect(again.listing).toEqual({ ...listing, phones: [{ number: '+000 1', extension: '', type: 'text' }] })
})

test('hours of one day follow each other: those that overlap, or end as they begin, are shown at their day', () => {
  const of = (hours: string) => checked(givenOf(formOf({ ...filled, 'hours-MO': hours }))).problems
  for (const hours of [
    '09:00-12:00, 11:00-17:00',
    '13:00-17:00, 09:00-14:00',
    '09:00-09:00',
    '20:00-02:00, 22:00-23:00',
  ])
    expect(of(hours), hours).toEqual(['hours-MO'])
  for (const hours of ['13:00-17:00, 09:00-13:00', '09:00-12:00, 20:00-02:00', '24'])
    expect(of(hours), hours).toEqual([])
})

test('a figure that changed is of today; one that did not keeps its day', () => {
  const said = { ...emptyGiven('ZZ', 'Etc/UTC'), name: 'Line', placesWas: '20 2026-01-01', freeWas: '3 2026-05-01' }
  const made = (over: object) => checked({ ...said, ...over }, '2026-07-01')
  expect(made({ places: '20', free: '4', listClosed: 'yes', waitingOn: '2026-06-30' }).listing).toMatchObject({
    ...{ places: { count: 20, on: '2026-01-01' }, free: { count: 4, on: '2026-07-01' } },
    waiting: { days: 'closed', on: '2026-06-30' },
  })
  expect(made({}).listing).toMatchObject({ places: null, free: null, waiting: null })
  expect(made({ places: '3', free: '4' }).problems).toEqual(['free'])
  expect(made({ waiting: 'soon', freeOn: 'today', free: '1' }).problems).toEqual(['freeOn', 'waiting'])
  const listing = newListingShape.parse(made({ free: '3', listClosed: 'yes' }).listing) as Listing
  expect(checked(givenFrom(listing), '2026-08-01').listing).toMatchObject({
    ...{ free: { count: 3, on: '2026-05-01' }, waiting: { days: 'closed', on: '2026-07-01' } },
  })
})

test('what is left empty is not known; what cannot be read is told at its field', () => {
  const bare = { ...emptyGiven('ZZ', 'Etc/UTC'), name: 'Line' }
  expect(checked(bare).listing).toMatchObject({ schedules: null, timeZone: null, languages: null, minimumAge: null })
  const wrong = { ...bare, name: '', 'hours-TU': 'mornings', 'phone-2': 'none', latitude: '91', maximumAge: 'old' }
  expect(checked(wrong).problems).toEqual(
    expect.arrayContaining(['name', 'hours-TU', 'phone-2', 'latitude', 'maximumAge']),
  )
  expect(checked({ ...bare, 'hours-MO': '09:00-17:00', timeZone: '' }).problems).toEqual(['timeZone'])
})

type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree, before = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : flat(value, `${before}${key}.`),
  )

test('every text of these pages is used', () => {
  const texts = JSON.parse(readFileSync(join(import.meta.dirname, 'messages/en.json'), 'utf8')) as Tree
  const source = sourceOf(import.meta.dirname)
  const unused = flat(texts).filter(
    (key) => !source.includes(`'${key}'`) && !source.includes(`\`${key.slice(0, key.lastIndexOf('.') + 1)}\${`),
  )
  expect(unused).toEqual([])
})
