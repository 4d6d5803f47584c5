// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Count, floored, floorTable, type Shown, shareOf, TOTAL } from './floor.ts'

test('a count under eight is hidden, others are rounded to five', () => {
  expect([0, 1, 7, 8, 12, 13, 100].map((count) => floored(count))).toEqual([null, null, null, 10, 10, 15, 100])
  expect(shareOf(10, 40)).toBe(25)
  expect(shareOf(null, 40)).toBeNull()
})

/**
 * The attack, written apart from what it attacks. The attacker knows every shown cell exactly, more than is published,
 * and that each total is the sum of its parts; bounds of hidden cells are narrowed until nothing moves.
 */
const attack = (dimensions: string[][], shown: Shown[], truth: Map<string, number>) => {
  const name = (at: readonly string[]) => at.join('|')
  const bounds = new Map(
    shown.map(({ at, value }) => {
      const exact = truth.get(name(at)) as number
      return [name(at), value === null ? [0, Number.POSITIVE_INFINITY] : [exact, exact]] as [string, [number, number]]
    }),
  )
  const lines = shown.flatMap(({ at }) =>
    at.flatMap((category, d) => {
      if (category !== TOTAL) return []
      return [{ total: name(at), parts: (dimensions[d] ?? []).map((own) => name(at.with(d, own))) }]
    }),
  )
  const of = (place: string) => bounds.get(place) as [number, number]
  const narrow = (place: string, low: number, high: number): boolean => {
    const own = of(place)
    const next: [number, number] = [Math.max(own[0], low), Math.min(own[1], high)]
    if (next[0] === own[0] && next[1] === own[1]) return false
    bounds.set(place, next)
    return true
  }
  const sum = (places: string[], end: 0 | 1) => places.reduce((all, place) => all + of(place)[end], 0)
  for (let moved = true, rounds = 0; moved && rounds < 200; rounds++) {
    moved = false
    for (const { total, parts } of lines) {
      moved = narrow(total, sum(parts, 0), sum(parts, 1)) || moved
      for (const part of parts) {
        const others = parts.filter((other) => other !== part)
        moved = narrow(part, of(total)[0] - sum(others, 1), of(total)[1] - sum(others, 0)) || moved
      }
    }
  }
  return shown.filter(({ value }) => value === null).map(({ at }) => ({ at, bounds: of(name(at)) }))
}

const truthOf = (counts: Count[]): Map<string, number> => {
  const truth = new Map<string, number>()
  const add = (at: readonly string[], d: number, count: number): void => {
    if (d === at.length) {
      truth.set(at.join('|'), (truth.get(at.join('|')) ?? 0) + count)
      return
    }
    add(at, d + 1, count)
    add(at.with(d, TOTAL), d + 1, count)
  }
  for (const { at, count } of counts) add(at, 0, count)
  return truth
}

const places = (dimensions: string[][]): string[][] =>
  dimensions.reduce<string[][]>((all, own) => all.flatMap((head) => own.map((last) => [...head, last])), [[]])

const aTable = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
  .map((sizes) => sizes.map((size, d) => Array.from({ length: size }, (_, i) => `${d}${i}`)))
  .chain((dimensions) => {
    const all = places(dimensions)
    const one = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 }))
    return fc
      .array(one, { minLength: all.length, maxLength: all.length })
      .map((numbers) => ({ dimensions, counts: all.map((at, i) => ({ at, count: numbers[i] as number })) }))
  })

const recovered = (dimensions: string[][], counts: Count[], shown: Shown[]) =>
  attack(dimensions, shown, truthOf(counts)).filter(({ bounds: [low, high] }) => high - low < 4)

test('differencing narrows no hidden cell further than rounding narrows a shown one', () => {
  let hidden = 0
  fc.assert(
    fc.property(aTable, ({ dimensions, counts }) => {
      const shown = floorTable(dimensions, counts)
      hidden += shown.filter(({ value }) => value === null).length
      expect(recovered(dimensions, counts, shown)).toEqual([])
      const truth = truthOf(counts)
      for (const { at, value } of shown) {
        const exact = truth.get(at.join('|')) as number
        if (exact < 8) expect(value).toBeNull()
        if (value !== null) expect(Math.abs(value - exact)).toBeLessThanOrEqual(2)
      }
    }),
    { numRuns: 1500 },
  )
  expect(hidden).toBeGreaterThan(1000)
})

/** Every table of two by two that agrees with what is shown: nothing is left to a rule of thumb. */
const consistent = (dimensions: string[][], shown: Shown[], truth: Map<string, number>, most: number) => {
  const base = places(dimensions)
  const fixed = shown.filter(({ value }) => value !== null).map(({ at }) => at)
  const seen = new Map<string, Set<number>>()
  const sums = new Map<string, number>()
  const touched = (at: string[]) => fixed.filter((sum) => sum.every((own, d) => own === TOTAL || own === at[d]))
  const walk = (i: number, numbers: number[]): void => {
    if (i === base.length) {
      if (!fixed.every((at) => sums.get(at.join('|')) === truth.get(at.join('|')))) return
      const whole = truthOf(base.map((at, n) => ({ at, count: numbers[n] as number })))
      for (const [place, count] of whole) seen.set(place, (seen.get(place) ?? new Set()).add(count))
      return
    }
    const own = touched(base[i] as string[]).map((at) => at.join('|'))
    for (let count = 0; count <= most; count++) {
      if (own.some((at) => (sums.get(at) ?? 0) + count > (truth.get(at) as number))) break
      for (const at of own) sums.set(at, (sums.get(at) ?? 0) + count)
      walk(i + 1, [...numbers, count])
      for (const at of own) sums.set(at, (sums.get(at) ?? 0) - count)
    }
  }
  walk(0, [])
  return seen
}

test('an attacker who tries every table finds at least five numbers for each hidden cell', () => {
  const dimensions = [
    ['a', 'b'],
    ['x', 'y'],
  ]
  const all = places(dimensions)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 13 }), { minLength: 4, maxLength: 4 }), (numbers) => {
      const counts = all.map((at, i) => ({ at, count: numbers[i] as number }))
      const shown = floorTable(dimensions, counts)
      if (shown.every(({ value }) => value === null)) return // nothing is shown that could tell
      const seen = consistent(dimensions, shown, truthOf(counts), 20)
      for (const { at, value } of shown)
        if (value === null) expect(seen.get(at.join('|'))?.size ?? 0, at.join(' ')).toBeGreaterThanOrEqual(5)
    }),
    { numRuns: 40 },
  )
})

test('the attack finds what a floor without secondary hiding gives away', () => {
  const dimensions = [['a', 'b', 'c']]
  const counts = [20, 3, 40].map((count, i) => ({ at: [dimensions[0]?.[i] as string], count }))
  const naive = [...truthOf(counts)].map(([at, count]) => ({ at: [at], value: floored(count) }))
  expect(recovered(dimensions, counts, naive).map(({ at }) => at)).toEqual([['b']])
  const shown = floorTable(dimensions, counts)
  expect(shown.filter(({ value }) => value === null).map(({ at }) => at)).toEqual([['a'], ['b']])
  expect(shown.at(-1)).toEqual({ at: [TOTAL], value: 65 })
})

test('a table with nothing small is shown whole, and a place that is not in it is a mistake', () => {
  const dimensions = [
    ['women', 'men'],
    ['north', 'south'],
  ]
  const counts = places(dimensions).map((at) => ({ at, count: 50 }))
  expect(floorTable(dimensions, counts).every(({ value }) => value !== null)).toBe(true)
  expect(() => floorTable(dimensions, [{ at: ['women', 'east'], count: 9 }])).toThrow('No such place')
  expect(() => floorTable(dimensions, [{ at: ['women', 'north'], count: 1.5 }])).toThrow('Not a count')
})

test('a table of twenty areas, six ages and three sexes is done in a moment', () => {
  const dimensions = [20, 6, 3].map((size, d) => Array.from({ length: size }, (_, i) => `${d}-${i}`))
  const counts = places(dimensions).map((at, i) => ({ at, count: (i * 7) % 41 }))
  const begun = performance.now()
  const shown = floorTable(dimensions, counts)
  expect(performance.now() - begun).toBeLessThan(5000)
  expect(shown.filter(({ value }) => value !== null).length).toBeGreaterThan(100)
})

test('two publications of a count that grew leave at least five numbers for what was added between them', () => {
  const shown = Array.from({ length: 60 }, (_, count) => floored(count))
  for (let before = 0; before < 50; before++)
    for (let added = 0; before + added < 58; added++) {
      const [one, two] = [shown[before], shown[before + added]]
      const possible = new Set<number>()
      for (const [a, first] of shown.entries())
        for (const [b, second] of shown.entries()) if (b >= a && first === one && second === two) possible.add(b - a)
      expect(possible.size, `${before} and ${added} more`).toBeGreaterThanOrEqual(5)
    }
})
