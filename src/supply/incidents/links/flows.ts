// SPDX-License-Identifier: Apache-2.0
/** Where incidents happened and which ways their goods took, by country: never finer than what everybody told may read. */
import type { Incident } from '../contract.ts'

export interface Flows {
  /** Of how many incidents this tells. */
  incidents: number
  /** Whether there were more, older ones that are left out. */
  more: boolean
  places: { country: string; incidents: number }[]
  /** From one country to another, in the direction of the goods. */
  ways: { from: string; to: string; incidents: number }[]
  /** Degrees, WGS 84, by country. A country without one is in the table only. */
  points: Record<string, { latitude: number; longitude: number }>
}

const counted = (keys: Iterable<string>, into: Map<string, number>) => {
  for (const key of new Set(keys)) into.set(key, (into.get(key) ?? 0) + 1)
}

/** The most frequent first; an incident counts once for each place and way. */
export const flowsOf = (incidents: readonly Pick<Incident, 'place' | 'route'>[]): Pick<Flows, 'places' | 'ways'> => {
  const places = new Map<string, number>()
  const ways = new Map<string, number>()
  for (const { place, route } of incidents) {
    counted([place.country], places)
    const steps = route.flatMap(({ country }, i) => {
      const before = route[i - 1]?.country
      return before === undefined || before === country ? [] : [`${before} ${country}`]
    })
    counted(steps, ways)
  }
  const sorted = (map: Map<string, number>) => [...map].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
  return {
    places: sorted(places).map(([country, n]) => ({ country, incidents: n })),
    ways: sorted(ways).map(([key, n]) => {
      const [from = '', to = ''] = key.split(' ')
      return { from, to, incidents: n }
    }),
  }
}
