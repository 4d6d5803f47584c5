// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { flowsOf } from './flows.ts'

const leg = (country: string) => ({ role: 'transit' as const, country, place: '' })
const one = (at: string, ...route: string[]) => ({ place: { country: at, name: '' }, route: route.map(leg) })

test('ways go from country to country in the direction of the goods, once for each incident', () => {
  const flows = flowsOf([one('ZZ', 'XV', 'XV', 'ZZ', 'XV', 'ZZ'), one('ZZ', 'XV', 'ZZ'), one('FR', 'FR')])
  expect(flows.ways).toEqual([
    { from: 'XV', to: 'ZZ', incidents: 2 },
    { from: 'ZZ', to: 'XV', incidents: 1 },
  ])
  expect(flows.places).toEqual([
    { country: 'ZZ', incidents: 2 },
    { country: 'FR', incidents: 1 },
  ])
})
