// SPDX-License-Identifier: Apache-2.0
/**
 * How far a word is from a name, in slips of the hand and the ear: a vowel for a vowel or `k` for `c` is half a slip,
 * a doubled letter a third, a far letter a whole one.
 */
const pairs = (text: string) => new Set(text.split(' ').flatMap((pair) => [pair, [...pair].reverse().join('')]))

const sounds = pairs('ck cs sz fv dt mn bp gj iy xs qk ао ие ыи еэ шщ сз дт бп кг вф ья')
const keys = pairs(
  'qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm qa ws ed rf tg yh uj ik ol az sx dc fv gb hn jm sw de fr gt hy ju ki lo',
)
const vowels = new Set('aeiouyаеиоуыэюя')

const substitution = (a: string, b: string): number =>
  vowels.has(a) && vowels.has(b) ? 0.5 : sounds.has(a + b) ? 0.5 : keys.has(a + b) ? 0.7 : 1

/** A letter too many or too few beside `before` and `after`. */
const single = (letter: string, before: string | undefined, after: string | undefined): number =>
  letter === before || letter === after
    ? 0.3
    : letter === 'h'
      ? 0.4
      : after === undefined && letter === 'e'
        ? 0.3
        : vowels.has(letter)
          ? 0.6
          : 0.8

export const LONGEST_WORD = 32
const width = LONGEST_WORD + 2
const costs = new Float64Array(width * width)

/** Weighted Damerau–Levenshtein distance; `most + 1` as soon as it must be more than `most`. */
export const distance = (word: string, name: string, most: number): number => {
  const [m, n] = [word.length, name.length]
  if (m > LONGEST_WORD || n > LONGEST_WORD) return most + 1
  costs[0] = 0
  for (let j = 1; j <= n; j++) costs[j] = (costs[j - 1] as number) + single(name[j - 1] as string, name[j - 2], name[j])
  for (let i = 1; i <= m; i++) {
    const a = word[i - 1] as string
    const row = i * width
    costs[row] = (costs[row - width] as number) + single(a, word[i - 2], word[i])
    let least = costs[row] as number
    for (let j = 1; j <= n; j++) {
      const b = name[j - 1] as string
      let best = (costs[row - width + j - 1] as number) + (a === b ? 0 : substitution(a, b))
      const drop = (costs[row - width + j] as number) + single(a, word[i - 2], word[i])
      const add = (costs[row + j - 1] as number) + single(b, name[j - 2], name[j])
      if (drop < best) best = drop
      if (add < best) best = add
      if (i > 1 && j > 1 && a === name[j - 2] && b === word[i - 2]) {
        const swap = (costs[row - 2 * width + j - 2] as number) + 0.6
        if (swap < best) best = swap
      }
      costs[row + j] = best
      if (best < least) least = best
    }
    if (least > most) return most + 1
  }
  const total = costs[m * width + n] as number
  return word[0] === name[0] ? total : total + 0.3
}
