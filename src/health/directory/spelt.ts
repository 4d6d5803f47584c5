// SPDX-License-Identifier: Apache-2.0
/** Names of towns as people write them: short forms, and one slip of the finger. Pure. */

const SHORT: Readonly<Record<string, string>> = {
  ...{ st: 'saint', ste: 'sainte', ft: 'fort', mt: 'mount', pt: 'port', n: 'north', s: 'south', e: 'east', w: 'west' },
}

/** As it is written, and with its short forms written out, or the other way about. */
export const spelledOf = (called: string): string[] => {
  const words = called.split(' ')
  const long = words.map((word) => SHORT[word] ?? word).join(' ')
  const short = words.map((word) => Object.keys(SHORT).find((each) => SHORT[each] === word) ?? word).join(' ')
  return [...new Set([called, long, short])]
}

/** Letters that are wrong, missing, too many or turned round with the next (optimal string alignment). */
export const slipsBetween = (one: string, other: string): number => {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      const isTurned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row[j] = Math.min(
        ...[at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same],
        isTurned ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
  }
  return at(one.length, other.length)
}

/** Slips that are forgiven: one, and two in a long name. */
export const forgiven = (called: string): number => (called.length < 4 ? 0 : called.length < 9 ? 1 : 2)
