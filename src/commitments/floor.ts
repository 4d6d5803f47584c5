// SPDX-License-Identifier: Apache-2.0
/**
 * Small numbers. A table of counts by one or more dimensions, with all its totals, is made fit to be shown: counts
 * under the floor are hidden, others rounded, and further cells hidden until no sum of shown ones gives a hidden one
 * away.
 *
 * Why it holds: a hidden cell is *safe* when some other table, which agrees with this one in every cell that is shown,
 * even unrounded, has another number there. Such a table is made by adding to one base cell and taking from its
 * neighbours along some dimensions (the corners of a box), which leaves every total over those dimensions as it is. The
 * cells that it changes must all be hidden, and there must be room for as many other values as rounding leaves a shown
 * cell. A box of no dimension changes the totals instead, so there always is one.
 */
import { FLOOR, type Floor } from './contract.ts'

/** In place of a category: all of them together. */
export const TOTAL = '*'

export interface Count {
  /** One category for each dimension, in their order. */
  at: readonly string[]
  count: number
}

export interface Shown {
  at: string[]
  /** `null`: hidden. */
  value: number | null
}

/** A count as it may be shown by itself. Nought is hidden too: that nobody is there can say as much as that one is. */
export const floored = (count: number, { least, round }: Floor = FLOOR): number | null =>
  count < least ? null : Math.round(count / round) * round

/** A share in percent, to one decimal, of two shown counts; hidden where either is. */
export const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.min(100, Math.round((part / whole) * 1000) / 10)

interface Cell {
  at: string[]
  count: number
  hidden: boolean
}

/** Places in a table are joined by a character that no category holds. */
const key = (at: readonly string[]) => at.join('\u0000')

/** Every choice of one from each list. */
const product = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((made, list) => made.flatMap((head) => list.map((last) => [...head, last])), [[]])

/** All cells of the table, totals included; a place that nobody counted holds nought. */
const tabulate = (dimensions: readonly (readonly string[])[], counts: readonly Count[], least: number) => {
  const table = new Map<string, Cell>()
  for (const at of product(dimensions.map((own) => [...own, TOTAL]))) table.set(key(at), { at, count: 0, hidden: true })
  for (const { at, count } of counts)
    for (const place of product(at.map((category) => [category, TOTAL]))) {
      const cell = table.get(key(place))
      if (!cell || at.includes(TOTAL) || at.length !== dimensions.length)
        throw new Error(`No such place in the table: ${at.join(', ')}`)
      if (!Number.isInteger(count) || count < 0) throw new Error(`Not a count: ${count}`)
      cell.count += count
    }
  for (const cell of table.values()) cell.hidden = cell.count < least
  return table
}

interface Box {
  /** Cells that are not hidden yet and would have to be. */
  hides: Cell[]
  cost: number
}

/** What a box needs: `base` plus and minus along the dimensions in which `other` differs from it. */
const boxAt = (table: Map<string, Cell>, base: readonly string[], other: readonly string[], room: number) => {
  const moved = base.map((category, d) => other[d] !== category)
  const corners = product(base.map((category, d) => (moved[d] ? [category, other[d] as string] : [category])))
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const corner of corners) {
    const sign = corner.filter((category, d) => category !== base[d]).length % 2
    least[sign] = Math.min(least[sign] as number, (table.get(key(corner)) as Cell).count)
  }
  if ((least[0] as number) + (least[1] as number) < room) return undefined
  const changed = product(
    base.map((category, d) => (moved[d] ? [category, other[d] as string] : [category, TOTAL])),
  ).map((at) => table.get(key(at)) as Cell)
  const hides = changed.filter(({ hidden }) => !hidden)
  return { hides, cost: hides.reduce((sum, { count }) => sum + count, 0) } satisfies Box
}

/** The box that makes `cell` safe at the least cost: the fewest people whose counts are no longer shown. */
const cheapestBox = (
  table: Map<string, Cell>,
  dimensions: readonly (readonly string[])[],
  { at }: Cell,
  room: number,
): Box => {
  let best: Box | undefined
  const bases = product(at.map((category, d) => (category === TOTAL ? (dimensions[d] ?? []) : [category])))
  for (const base of bases) {
    // Along a dimension of which the cell is the total, a box would leave the cell as it is.
    const others = product(base.map((category, d) => (at[d] === TOTAL ? [category] : (dimensions[d] ?? []))))
    for (const other of others) {
      const box = boxAt(table, base, other, room)
      if (box && (!best || box.cost < best.cost)) best = box
      if (best?.cost === 0) return best
    }
  }
  if (!best) throw new Error('A table needs at least one category in every dimension.')
  return best
}

/**
 * The table and all its totals, fit to be shown. `dimensions`: the categories of each, flat; areas may be one of them,
 * where their total is the area above. Publish the whole answer or nothing: a total from elsewhere is one more
 * equation. Throws where a count is no whole number or stands at a place that the dimensions do not have.
 */
export const floorTable = (
  dimensions: readonly (readonly string[])[],
  counts: readonly Count[],
  floor: Floor = FLOOR,
): Shown[] => {
  const table = tabulate(dimensions, counts, floor.least)
  const room = floor.round - 1
  for (const cell of [...table.values()].filter(({ hidden }) => hidden))
    for (const more of cheapestBox(table, dimensions, cell, room).hides) more.hidden = true
  return [...table.values()].map(({ at, count, hidden }) => ({ at, value: hidden ? null : floored(count, floor) }))
}
