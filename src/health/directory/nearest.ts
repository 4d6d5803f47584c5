// SPDX-License-Identifier: Apache-2.0
/**
 * Which listings are nearest to a place, however far: where nothing is near, a question for words and terms goes to a few hundred of them
 * and not to all of a country. What everybody may read is held here for a moment, as numbers; whether each still exists and fits is
 * asked of the database.
 */

export interface Placed {
  id: string
  country: string
  latitude: number
  longitude: number
}

interface Held {
  ids: readonly string[]
  /** Points on a sphere of radius 1, three numbers each: how far two are apart needs no angle. */
  points: Float64Array
}

/** Milliseconds for which positions stand: one that is listed meanwhile is found near its own town, and not from far away. */
const HELD_FOR = 60_000

const RADIANS = Math.PI / 180
const pointOf = (latitude: number, longitude: number): readonly [number, number, number] => {
  const ring = Math.cos(latitude * RADIANS)
  return [ring * Math.cos(longitude * RADIANS), ring * Math.sin(longitude * RADIANS), Math.sin(latitude * RADIANS)]
}

const holdOf = (rows: readonly Placed[]): Held => {
  const points = new Float64Array(rows.length * 3)
  for (const [i, { latitude, longitude }] of rows.entries()) points.set(pointOf(latitude, longitude), i * 3)
  return { ids: rows.map(({ id }) => id), points }
}

/** Ids of at most so many, in no order; all where there are no more. Of the same distance all are among them. */
const nearestOf = (
  { ids, points }: Held,
  { latitude, longitude }: Pick<Placed, 'latitude' | 'longitude'>,
  most: number,
  only?: ReadonlySet<string>,
): readonly string[] => {
  const own = only ? ids.flatMap((id, i) => (only.has(id) ? [i] : [])) : [...ids.keys()]
  const idsOf = (all: readonly number[]) => all.map((i) => ids[i] as string)
  if (own.length <= most) return idsOf(own)
  const [x, y, z] = pointOf(latitude, longitude)
  const apart = Float64Array.from(own, (i) => {
    const at = i * 3
    return ((points[at] ?? 0) - x) ** 2 + ((points[at + 1] ?? 0) - y) ** 2 + ((points[at + 2] ?? 0) - z) ** 2
  })
  const limit = apart.slice().sort()[most - 1] ?? 0
  return idsOf(own.filter((_, n) => (apart[n] ?? 0) <= limit))
}

export interface Nearest {
  /** Of one country; empty: of all. `only`: of these alone. */
  around(place: Omit<Placed, 'id'>, most: number, only?: ReadonlySet<string>): Promise<readonly string[]>
}

/** `read`: all that have a position. Positions that stood for long are answered once more while they are read anew. */
export const openNearest = (read: () => Promise<Placed[]>, clock: () => Date): Nearest => {
  let held: { at: number; by: Map<string, Held> } | undefined
  let reading: Promise<Map<string, Held>> | undefined
  const refresh = () => {
    reading ??= read()
      .then((rows) => {
        const by = new Map([...Map.groupBy(rows, ({ country }) => country)].map(([key, own]) => [key, holdOf(own)]))
        by.set('', holdOf(rows))
        held = { at: clock().getTime(), by }
        return by
      })
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  return {
    around: async ({ country, ...at }, most, only) => {
      const isOld = held !== undefined && Math.abs(clock().getTime() - held.at) > HELD_FOR
      // Nobody waits for what is read for the next one; where it fails, that is told to who waits for it first.
      if (isOld) refresh().catch(() => undefined)
      const own = (held?.by ?? (await refresh())).get(country)
      return own ? nearestOf(own, at, most, only) : []
    },
  }
}
