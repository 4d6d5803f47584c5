// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fromSamhsa } from '../from-samhsa.ts'
import { type Compared, compare, pairsAmong, prepare, SHOWN, weigher } from './alike.ts'
import labelled from './labelled.json' with { type: 'json' }

const comparedOf = (row: (typeof labelled.pairs)[number]['a']): Compared => ({
  ...{ source: row.source, name: row.name, alternateName: row.alternateName, organization: row.organization },
  phones: row.phones.map((number) => ({ number, extension: '', type: 'voice' as const })),
  location: {
    ...{
      address1: row.address1,
      address2: row.address2,
      city: row.city,
      region: null,
      postalCode: '',
      directions: '',
      accessibility: '',
      country: 'US',
    },
    ...{ latitude: row.latitude, longitude: row.longitude, isAddressPublic: true },
  },
})
const pairs = labelled.pairs.map(({ same, a, b }) => ({ same, a: prepare(comparedOf(a)), b: prepare(comparedOf(b)) }))
const weigh = weigher(pairs.flatMap(({ a, b }) => [a, b]))

test('of the labelled pairs nearly all that are shown are one service, and most of those that are one are shown', () => {
  const judged = pairs.map((pair) => ({ same: pair.same, shown: compare(pair.a, pair.b, weigh).score >= SHOWN }))
  const count = (same: boolean, shown: boolean) =>
    judged.filter((each) => each.same === same && each.shown === shown).length
  const [right, wrong, missed] = [count(true, true), count(false, true), count(true, false)]
  expect(judged.length).toBeGreaterThan(110)
  expect(count(false, false)).toBeGreaterThan(50)
  expect(right / (right + wrong), 'precision').toBeGreaterThanOrEqual(0.97)
  expect(right / (right + missed), 'recall').toBeGreaterThanOrEqual(0.75)
})

test('to compare one way or the other is the same, and a listing is alike to itself', () => {
  for (const { a, b } of pairs) {
    expect(compare(a, b, weigh)).toEqual(compare(b, a, weigh))
    if (a.address.street !== '') expect(compare(a, a, weigh).score).toBeGreaterThanOrEqual(0.8)
  }
})

test('programmes at one address, suites of one house and offices with one switchboard are not one service', () => {
  const at = (name: string, over: Partial<Compared['location']> = {}, number = '+000 20 300'): Compared => ({
    ...{ name, source: 'csv', alternateName: '', organization: 'Tamrin Health' },
    phones: [{ number, extension: '', type: 'voice' }],
    location: {
      ...{ address1: '4 Pier Street', address2: '', city: 'Port Selvane', region: null, postalCode: '', country: 'ZZ' },
      ...{ latitude: null, longitude: null, isAddressPublic: true, directions: '', accessibility: '', ...over },
    },
  })
  const shown = (...all: Compared[]) =>
    pairsAmong(all.map((listing, index) => ({ id: String(index), listing }))).map(({ reasons }) => reasons)
  expect(shown(at('Women’s residence'), at('Men’s residence'))).toEqual([])
  expect(shown(at('Day centre'), at('Day centre', { address1: '90 Hill Road' }))).toEqual([])
  expect(shown(at('Day centre'), { ...at('Day centre'), source: 'hsds' })).toEqual([
    ['name-same', 'address-same', 'phone-same'],
  ])
  expect(
    shown(at('Day centre'), { ...at('Day Center', { address1: '4 Pier St.' }, '+000 9'), source: 'hsds' }),
  ).toEqual([['name-same', 'address-same']])
  const suites = [at('Night desk', { address2: 'Suite 1' }), at('Night desk', { address2: 'Suite 2' }, '+000 20 900')]
  expect(shown(...suites)).toEqual([])
})

const files = process.env.DIRECTORY_FILES ?? ''
const file = `${files}/samhsa_us_substance_use_treatment.csv`
test.skipIf(files === '' || !existsSync(file))(
  'of 14,034 real rows, 465 addresses of which are shared, few pairs are shown, in seconds (DIRECTORY_FILES)',
  async () => {
    const read = await fromSamhsa(readFileSync(file))
    if (!read.ok) throw new Error(read.refusal.detail)
    const rows = read.value.rows.map(({ key, listing }) => ({ id: key, listing: { ...listing, source: 'samhsa' } }))
    const begun = performance.now()
    const shown = pairsAmong(rows)
    expect(performance.now() - begun).toBeLessThan(8000)
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.length).toBeLessThan(150)
  },
)
