// SPDX-License-Identifier: Apache-2.0

/** Numbers from 0 up to 1, the same for the same seed (mulberry32); `some` takes each of a list with this chance. */
export const drawFrom = (seed: number) => {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  return { one, some: <T>(list: readonly T[], chance = 0.5): T[] => list.filter(() => next() < chance) }
}
