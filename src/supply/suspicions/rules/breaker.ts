// SPDX-License-Identifier: Apache-2.0
/**
 * A red flag that goes up everywhere is a fault of the red flag, not of a hundred customers. Once it took part in more than its
 * cap of automatic holds in a day, it holds nothing any more that would not be held without it, until fewer stand in the day
 * behind; every order that it names is still looked at.
 */

/** Of a day's orders, and at least so many: a small firm's busy day trips nothing. */
const SHARE = 0.02
const LEAST = 10

/** Whether a red flag takes part in too many holds of a day. */
export const isTooMany = (holds: number, events: number): boolean => holds >= Math.max(LEAST, events * SHARE)

export interface Breaker {
  /** Red flags that hold nothing now. */
  capped: ReadonlySet<string>
  /** Counts an order, and a hold with the red flags that took part in it; answers those that it was too much for. */
  count(flagsOfHold: readonly string[] | null): string[]
}

/** `orders`, `holds`: of the day before, by red flag. */
export const openBreaker = (orders: number, holds: ReadonlyMap<string, number>): Breaker => {
  const counts = new Map(holds)
  const capped = new Set<string>()
  let all = orders
  const isOver = (flag: string) => isTooMany(counts.get(flag) ?? 0, all)
  for (const flag of counts.keys()) if (isOver(flag)) capped.add(flag)
  return {
    capped,
    count: (flags) => {
      all++
      const tripped: string[] = []
      for (const flag of flags ?? []) {
        counts.set(flag, (counts.get(flag) ?? 0) + 1)
        if (!isOver(flag) || capped.has(flag)) continue
        capped.add(flag)
        tripped.push(flag)
      }
      return tripped
    },
  }
}
