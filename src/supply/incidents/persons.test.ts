// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadCountry } from '#countries/index.ts'
import { KINDS, PARTY_ROLES, UNITS } from './codes.ts'
import { type OwnUse, ownUseOf, refusePersons } from './persons.ts'
import type { IncidentContent } from './shapes.ts'

const LIMITS: OwnUse = { mass: 5, volume: 20, count: 10 }
type Given = Pick<IncidentContent, 'kind' | 'goods' | 'equipment' | 'parties'>

const amount = fc.record({
  value: fc.tuple(fc.nat(40), fc.nat(999_999)).map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`),
  unit: fc.constantFrom(...UNITS),
})
const party = fc.record({
  role: fc.constantFrom(...PARTY_ROLES),
  name: fc.constant('A. Person'),
  knowledge: fc.constant('unknown' as const),
  person: fc.boolean(),
  necessity: fc.constant('Signed for the goods at both ends.'),
})
const drawn: fc.Arbitrary<Given> = fc.record({
  kind: fc.constantFrom(...KINDS),
  goods: fc.array(fc.record({ name: fc.constant('x'), certainty: fc.constant('declared' as const), amount }), {
    maxLength: 4,
  }),
  equipment: fc.constantFrom([], [{ name: 'Tablet press', count: 1 }]),
  parties: fc.array(party, { maxLength: 4 }),
})

test('firms are never refused, and who leaves every person out is never refused', () => {
  fc.assert(
    fc.property(drawn, (given) => {
      const firms = given.parties.map((each) => ({ ...each, person: false }))
      expect(refusePersons({ ...given, parties: firms }, LIMITS).ok).toBe(true)
      const left = given.parties.filter(({ person }) => !person)
      expect(refusePersons({ ...given, parties: left }, LIMITS).ok).toBe(true)
    }),
  )
})

test('who fell ill, who uses, and who has what one person uses is named by nobody, whatever else is said', () => {
  /** In words of its own: grams, millilitres and pieces, by floating point well away from the limit. */
  const factor = { kg: 1000, g: 1, mg: 0.001, L: 1000, mL: 1, '{tablet}': 1, '{piece}': 1 }
  const isOwn = ({ goods }: Given) => {
    const sum = (...units: string[]) =>
      goods.reduce(
        (all, { amount: own }) => (own && units.includes(own.unit) ? all + Number(own.value) * factor[own.unit] : all),
        0,
      )
    return sum('kg', 'g', 'mg') < 4.999 && sum('L', 'mL') < 19.999 && sum('{tablet}', '{piece}') < 9.999
  }
  const shared = ['seizure', 'stopped-shipment', 'suspicious-shipment', 'online-offer', 'first-identification']
  fc.assert(
    fc.property(drawn, (given) => {
      const persons = given.parties.filter(({ person }) => person)
      fc.pre(persons.length > 0)
      const isRefused = !refusePersons(given, LIMITS).ok
      if (given.kind === 'intoxications' || persons.some(({ role }) => role === 'end-user'))
        expect(isRefused).toBe(true)
      if (shared.includes(given.kind) && given.equipment.length === 0 && isOwn(given)) expect(isRefused).toBe(true)
      // Where no limit is known nobody can be shown to have more, so nobody is named.
      if (shared.includes(given.kind) && given.equipment.length === 0) expect(refusePersons(given, {}).ok).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('goods in many small rows are added up, and a limit is exact in every unit', () => {
  const rows = (...amounts: [string, (typeof UNITS)[number]][]): Given => ({
    ...{ kind: 'seizure', equipment: [] },
    goods: amounts.map(([value, unit]) => ({ name: 'x', certainty: 'declared', amount: { value, unit } })),
    parties: [{ role: 'driver', name: 'A', knowledge: 'unknown', person: true, necessity: 'Signed for the goods.' }],
  })
  const may = (...amounts: Parameters<typeof rows>) => refusePersons(rows(...amounts), LIMITS).ok
  expect([may(['5', 'g']), may(['5.000001', 'g']), may(['5000.000001', 'mg'])]).toEqual([false, true, true])
  expect([may(['0.005', 'kg']), may(['2', 'g'], ['3', 'g']), may(['2', 'g'], ['3', 'g'], ['1', 'mg'])]).toEqual([
    ...[false, false, true],
  ])
  expect([may(['4', 'g'], ['19', 'mL'], ['10', '{tablet}']), may(['8000', 'L'])]).toEqual([false, true])
  expect(refusePersons(rows(['4', 'g']), LIMITS)).toMatchObject({ refusal: { where: 'parties.0.person' } })
})

test('the invented country has a limit for each dimension, and says that it is invented', () => {
  const { thresholds } = loadCountry('zz')
  expect(Object.keys(ownUseOf(thresholds)).sort()).toEqual(['count', 'mass', 'volume'])
  for (const { id, certainty } of thresholds.filter((each) => each.id.startsWith('own-use')))
    expect(certainty, id).toBe('fictional')
})
