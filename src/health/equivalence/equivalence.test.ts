// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { loadIndicators, loadServiceMatrix, loadServiceTaxonomy } from '#reference/index.ts'
import { coreKinds } from './compare.ts'
import { AGONIST, GAP, NEEDLES } from './facts.ts'
import { compare, equivalenceFacts, type Listed } from './index.ts'

const reference = { matrix: loadServiceMatrix(), terms: loadServiceTaxonomy() }
const at = { country: 'ZZ', today: '2026-11-22' }
const listed = (over: Partial<Listed>): Listed => ({
  ...{ id: 'a', name: 'Health unit', prison: 'Central', city: 'Karvel', confirmed: '2026-10-01' },
  ...{ terms: ['setting:cj.prison', 'intervention:phar.oat.methadone'], ...over },
})
const community = new Map([
  ['phar', 9],
  ['hr', 4],
  ['psy', 2],
  ['prev', 5],
])

test('what the community has and a confirmed listing does not name is a gap; what nobody confirmed is not known', () => {
  expect(coreKinds(reference.matrix)).not.toContain('prev')
  const prisons = [
    listed({}),
    listed({ id: 'b', prison: 'North', confirmed: '2025-11-01' }),
    listed({ id: 'c', prison: 'South', terms: ['setting:cj.remand'] }),
  ]
  const told = compare({ prisons, community }, reference, at)
  expect(told.kinds.map(({ id }) => id).sort()).toEqual(['hr', 'phar', 'psy'])
  expect(told.absent.map(({ name }) => name.en)).toContain('Infection care')
  expect(told.absent.flatMap(({ inPrison }) => inPrison)).toEqual([])
  const phar = told.kinds.findIndex(({ id }) => id === 'phar')
  expect(told.prisons.map(({ name, gap, unknown }) => [name, gap, unknown])).toEqual([
    ['Central', 2, 0],
    ['North', 0, 2],
    ['South', 0, 3],
  ])
  expect(told.prisons.map(({ standings }) => standings[phar])).toEqual(['listed', 'listed', 'unknown'])
})

test('what a prison lists and nobody outside is not compared, and never said to be listed by nobody', () => {
  const tests = listed({ terms: ['setting:cj.remand', 'intervention:inf.hcv.test'], name: 'Remand unit' })
  const told = compare({ prisons: [tests, listed({ id: 'b' })], community }, reference, at)
  const of = (kind: string) => told.absent.find(({ name }) => name.en === kind)?.inPrison
  expect([of('Infection care'), of('Early identification')]).toEqual([[{ id: 'a', name: 'Remand unit' }], []])
  expect(told.kinds.map(({ id }) => id)).not.toContain('inf')
  const outside = new Map([...community, ['inf', 1]])
  const compared = compare({ prisons: [tests], community: outside }, reference, at)
  expect(compared.kinds.map(({ id }) => id)).toContain('inf')
  expect(compared.absent.map(({ name }) => name.en)).not.toContain('Infection care')
})

test('services of one prison are taken together, and one that nobody confirmed makes the rest unknown', () => {
  const second = listed({ id: 'b', terms: ['setting:cj.prison', 'intervention:hr.nsp'] })
  const [one] = compare({ prisons: [listed({}), second], community }, reference, at).prisons
  expect(one).toMatchObject({ listings: [{ id: 'a' }, { id: 'b' }], gap: 1, unknown: 0 })
  const doubtful = compare({ prisons: [listed({}), { ...second, confirmed: null }], community }, reference, at)
  expect(doubtful.prisons[0]).toMatchObject({ gap: 0, unknown: 1 })
})

test('the facts are of indicators that hide nothing, partial where something is unknown, none without a prison', () => {
  const now = new Date('2026-11-22T00:00:00Z')
  const prisons = [listed({}), listed({ id: 'b', prison: 'North', confirmed: null, terms: ['setting:cj.prison'] })]
  const facts = equivalenceFacts(compare({ prisons, community }, reference, at), prisons, now)
  expect(facts).toMatchObject([
    { indicator: GAP, value: 2, unit: 'number', certainty: 'partial' },
    { indicator: AGONIST, value: 50, unit: 'percent', certainty: 'partial' },
    { indicator: NEEDLES, value: 0, unit: 'percent', certainty: 'partial' },
  ])
  const named = [listed({ terms: ['setting:cj.prison', 'intervention:hr.nsp'] })]
  const [, , needles] = equivalenceFacts(compare({ prisons: named, community }, reference, at), named, now)
  expect(needles).toMatchObject({ indicator: NEEDLES, value: 100, certainty: 'complete' })
  for (const { indicator, unit } of facts)
    expect(loadIndicators().find(({ id }) => id === indicator)).toMatchObject({ hides: 'nothing', units: [unit] })
  expect(equivalenceFacts(compare({ prisons: [], community }, reference, at), [], now)).toEqual([])
})
