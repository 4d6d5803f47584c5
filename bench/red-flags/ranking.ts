// SPDX-License-Identifier: Apache-2.0
/** How good a ranking is. Pure. */

export interface Ranked {
  score: number
  isTrue: boolean
}

/**
 * Average precision: the area under precision and recall as one reads down the ranking. Of equal scores none stands before another: they are
 * taken together, so that chance decides nothing. NaN where nothing is true.
 */
export const averagePrecision = (ranked: readonly Ranked[]): number => {
  const all = ranked.filter(({ isTrue }) => isTrue).length
  let [seen, found, area] = [0, 0, 0]
  const groups = [...Map.groupBy(ranked, ({ score }) => score)].sort(([a], [b]) => b - a)
  for (const [, group] of groups) {
    const own = group.filter(({ isTrue }) => isTrue).length
    seen += group.length
    found += own
    area += (own / all) * (found / seen)
  }
  return area
}

/** Of the first so many of a queue, heaviest first. Of equal scores each counts by the share of its group that is read. */
export const trueAmongFirst = (ranked: readonly Ranked[], first: number): number => {
  let [left, found] = [first, 0]
  for (const [, group] of [...Map.groupBy(ranked, ({ score }) => score)].sort(([a], [b]) => b - a)) {
    const read = Math.min(left, group.length)
    found += group.filter(({ isTrue }) => isTrue).length * (read / group.length)
    left -= read
  }
  return found
}
