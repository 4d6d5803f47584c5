// SPDX-License-Identifier: Apache-2.0
/** Tells most words that are in no list by their first two letters and their length, before a string is made of them. */
const SLOTS = 4096
const slotOf = (first: number, second: number) => (Math.imul(first, 31) + second) & (SLOTS - 1)
const LONGEST = 31

/** False for what is surely none of these words, in capitals or not; true for all that are. */
export const shapesOf = (words: Iterable<string>): ((text: string, from: number, to: number) => boolean) => {
  /** One bit for each length of the words that begin so. */
  const lengths = new Int32Array(SLOTS)
  for (const word of words)
    for (const first of [word.charAt(0), word.charAt(0).toUpperCase()])
      for (const second of [word.charAt(1), word.charAt(1).toUpperCase()]) {
        const slot = slotOf(first.charCodeAt(0), second === '' ? 0 : second.charCodeAt(0))
        lengths[slot] = (lengths[slot] as number) | (1 << Math.min(word.length, LONGEST))
      }
  return (text, from, to) => {
    const slot = slotOf(text.charCodeAt(from), to - from > 1 ? text.charCodeAt(from + 1) : 0)
    return (((lengths[slot] as number) >>> Math.min(to - from, LONGEST)) & 1) === 1
  }
}
