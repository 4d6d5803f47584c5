// SPDX-License-Identifier: Apache-2.0
/**
 * How far a word is from a name, in slips of the hand and the ear: a vowel for a vowel or `k` for `c` is half a slip,
 * a doubled letter a third, a far letter a whole one.
 */
const alphabet = 'abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя'
const SIZE = 64
/** Number of a letter in the tables; 0 for any other character. */
const numberOf = new Uint8Array(65536)
for (let i = 0; i < alphabet.length; i++) numberOf[alphabet.charCodeAt(i)] = i + 1

const substitution = new Float64Array(SIZE * SIZE).fill(1)
const set = (pairs: string, cost: number) => {
  for (const pair of pairs.split(' ')) {
    const [a, b] = [numberOf[pair.charCodeAt(0)] as number, numberOf[pair.charCodeAt(1)] as number]
    substitution[a * SIZE + b] = substitution[b * SIZE + a] = cost
  }
}
const vowels = 'aeiouyаеиоуыэюя'
set('qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm', 0.7)
set('qa ws ed rf tg yh uj ik ol az sx dc fv gb hn jm sw de fr gt hy ju ki lo', 0.7)
for (const a of vowels) for (const b of vowels) if (a !== b) set(a + b, 0.5)
set('ck cs sz fv dt mn bp gj iy xs qk шщ сз дт бп кг вф ья', 0.5)
for (let i = 1; i < SIZE; i++) substitution[i * SIZE + i] = 0

const isVowel = new Uint8Array(SIZE)
for (const vowel of vowels) isVowel[numberOf[vowel.charCodeAt(0)] as number] = 1
const [E, H] = [numberOf[101] as number, numberOf[104] as number]

/** A letter too many or too few beside `before` and `after`; -1 where there is none. */
const single = (letter: number, before: number, after: number): number =>
  letter === before || letter === after
    ? 0.3
    : letter === H
      ? 0.4
      : after < 0 && letter === E
        ? 0.3
        : isVowel[letter] === 1
          ? 0.6
          : 0.8

/** What it costs that two letters around a third changed places, or that one stands two places away. */
const moved = 0.9

export const LONGEST_WORD = 32
const WIDTH = LONGEST_WORD + 2
const costs = new Float64Array(WIDTH * WIDTH)
const ofWord = new Int8Array(WIDTH)
const ofName = new Int8Array(WIDTH)
const addName = new Float64Array(WIDTH)
let wordLength = 0

/** The last three letters of both are the same, two of them around the third or one two places away: `zoldipem`, `ephredine`. */
const isMoved = (i: number, j: number): boolean => {
  const [a, b, c] = [ofWord[i - 3], ofWord[i - 2], ofWord[i - 1]]
  const [x, y, z] = [ofName[j - 3], ofName[j - 2], ofName[j - 1]]
  if (a === z) return c === x ? b === y && a !== c : b === x && c === y
  return a === y && b === z && c === x
}

/** The word that names are going to be compared with; `word` may be no longer than `LONGEST_WORD`. */
export const compareWith = (word: Uint16Array, length: number): void => {
  wordLength = length
  for (let i = 0; i < length; i++) ofWord[i] = numberOf[word[i] as number] as number
}

/**
 * Weighted Damerau–Levenshtein distance of the word last given to `compareWith` from the name that begins at `from` in
 * `pool`; `most + 1` as soon as it must be more than `most`.
 */
export const distance = (pool: Uint16Array, from: number, n: number, most: number): number => {
  const m = wordLength
  if (m > LONGEST_WORD || n > LONGEST_WORD) return most + 1
  for (let j = 0; j < n; j++) ofName[j] = numberOf[pool[from + j] as number] as number
  costs[0] = 0
  for (let j = 1; j <= n; j++) {
    const cost = single(
      ofName[j - 1] as number,
      j > 1 ? (ofName[j - 2] as number) : -1,
      j < n ? (ofName[j] as number) : -1,
    )
    addName[j] = cost
    costs[j] = (costs[j - 1] as number) + cost
  }
  // Each letter left out or put in costs at least 0.3, so cells far from the diagonal cannot be part of the answer.
  const band = Math.ceil(most / 0.3)
  for (let i = 1; i <= m; i++) {
    const a = ofWord[i - 1] as number
    const row = i * WIDTH
    const above = row - WIDTH
    const dropCost = single(a, i > 1 ? (ofWord[i - 2] as number) : -1, i < m ? (ofWord[i] as number) : -1)
    costs[row] = (costs[above] as number) + dropCost
    let least = costs[row] as number
    const first = Math.max(1, i - band)
    const to = Math.min(n, i + band)
    if (first > 1) costs[row + first - 1] = Number.POSITIVE_INFINITY
    if (to < n) costs[row + to + 1] = Number.POSITIVE_INFINITY
    for (let j = first; j <= to; j++) {
      const b = ofName[j - 1] as number
      let best = (costs[above + j - 1] as number) + (substitution[a * SIZE + b] as number)
      const drop = (costs[above + j] as number) + dropCost
      const add = (costs[row + j - 1] as number) + (addName[j] as number)
      if (drop < best) best = drop
      if (add < best) best = add
      if (i > 1 && j > 1 && a === ofName[j - 2] && b === ofWord[i - 2] && a !== b) {
        const swap = (costs[above - WIDTH + j - 2] as number) + 0.6
        if (swap < best) best = swap
      }
      if (i > 2 && j > 2 && best > moved && isMoved(i, j)) {
        const move = (costs[above - 2 * WIDTH + j - 3] as number) + moved
        if (move < best) best = move
      }
      costs[row + j] = best
      if (best < least) least = best
    }
    if (least > most) return most + 1
  }
  const total = costs[m * WIDTH + n] as number
  return ofWord[0] === ofName[0] ? total : total + 0.3
}
