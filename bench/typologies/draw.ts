// SPDX-License-Identifier: Apache-2.0
/** Numbers by chance, the same for the same seed (mulberry32), and the shapes that trade takes: tails, weights, codes. */

export type Draw = ReturnType<typeof drawOf>

const hash = (text: string): number => {
  let h = 2166136261
  for (const letter of text) h = Math.imul(h ^ letter.codePointAt(0)!, 16777619)
  return h
}

/** A stream of its own for each name, so that more of one thing leaves all else as it was. */
export const drawOf = (seed: number, name: string) => {
  let state = (Math.imul(seed, 2654435761) ^ hash(name)) | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  // Names that differ by one letter begin with numbers that are close; a few turns on they are not.
  for (let i = 0; i < 8; i++) next()
  const between = (least: number, most: number) => least + next() * (most - least)
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1))
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const chance = (share: number) => next() < share
  /** Log-normal: most near the middle, a few many times as much. */
  const tail = (middle: number, spread = 1) => {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
    return middle * Math.exp(normal * spread)
  }
  const weighted = <T>(list: readonly (readonly [T, number])[]): T => {
    let rest = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of list) {
      rest -= weight
      if (rest < 0) return value
    }
    return list.at(-1)![0]
  }
  const several = <T>(list: readonly T[], n: number): T[] => {
    const left = [...list]
    return Array.from(
      { length: Math.min(n, left.length) },
      () => left.splice(Math.floor(next() * left.length), 1)[0] as T,
    )
  }
  const code = (letters: string, length: number) =>
    Array.from({ length }, () => letters[Math.floor(next() * letters.length)]).join('')
  const digits = (length: number) => code('0123456789', length)
  return { next, between, whole, one, chance, tail, weighted, several, code, digits }
}
