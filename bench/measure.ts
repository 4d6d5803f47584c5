// SPDX-License-Identifier: Apache-2.0
/**
 * Time beside something else, in the same run. The sides of a race take turns, so that whatever else the machine
 * does meets them all; a ratio is taken turn by turn and its median given.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Milliseconds that count in place of the clock's, for a side that takes its own time or leaves a part out. */
export interface OwnTime {
  ms: number
}
export interface Side {
  name: string
  /** How many things one turn does: lines, molecules, starts. */
  amount: number
  work(): unknown | OwnTime | Promise<unknown | OwnTime>
}
/** Median, least and most. */
export type Spread = [median: number, least: number, most: number]
export interface Result {
  name: string
  amount: number
  /** Milliseconds of one turn. */
  ms: Spread
  /** Things a second. */
  rate: Spread
  /** Time for one thing, divided by the first side's in the same turn. */
  ratio: Spread
}

export const RUNS = 5

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

export const spread = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return [median, sorted[0]!, sorted.at(-1)!]
}

const isOwnTime = (answer: unknown): answer is OwnTime =>
  typeof answer === 'object' && answer !== null && 'ms' in answer && typeof answer.ms === 'number'

const time = async (side: Side): Promise<number> => {
  collectGarbage()
  const started = performance.now()
  const answer = await side.work()
  const elapsed = performance.now() - started
  return isOwnTime(answer) ? answer.ms : elapsed
}

/** Each side once to warm up, then in turn; the first side is what the others stand beside. */
export const race = async (sides: readonly Side[], runs = RUNS): Promise<Result[]> => {
  const times: number[][] = sides.map(() => [])
  for (let turn = -1; turn < runs; turn++)
    for (const [i, side] of sides.entries()) {
      const ms = await time(side)
      if (turn >= 0) times[i]!.push(ms)
    }
  const each = (i: number) => times[i]!.map((ms) => ms / sides[i]!.amount)
  return sides.map(({ name, amount }, i) => ({
    name,
    amount,
    ms: spread(times[i]!),
    rate: spread(each(i).map((ms) => 1000 / ms)),
    ratio: spread(each(i).map((ms, turn) => ms / each(0)[turn]!)),
  }))
}

/** The exponent k of "time grows as size to the k", by least squares over (size, milliseconds). 1 is in proportion. */
export const growth = (points: readonly (readonly [size: number, ms: number])[]): number => {
  const logs = points.map(([size, ms]) => [Math.log(size), Math.log(Math.max(ms, 1e-3))] as const)
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const over = (at: 0 | 1) => logs.reduce((sum, point) => sum + (point[0] - x) * (point[at] - (at ? y : x)), 0)
  return over(1) / over(0)
}
