// SPDX-License-Identifier: Apache-2.0
/**
 * What a character is, told by its code. Most are ASCII; what stands beside a name is asked of them before a regular
 * expression is, which costs as much as all the rest of a judgement. `undefined` text ends give NaN, which is nothing.
 */
export const isAsciiLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122
export const isAsciiDigit = (code: number): boolean => code >= 48 && code <= 57
/** Beyond ASCII a regular expression has to tell. */
export const isForeign = (code: number): boolean => code > 126

/** What `\s` matches. */
export const isWhite = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  (code >= 0xa0 &&
    (code === 0xa0 ||
      code === 0x1680 ||
      (code >= 0x2000 && code <= 0x200a) ||
      code === 0x2028 ||
      code === 0x2029 ||
      code === 0x202f ||
      code === 0x205f ||
      code === 0x3000 ||
      code === 0xfeff))

/** How many parts `text.split(/\s+/)` has. */
export const countWords = (text: string): number => {
  let count = 1
  let inside = false
  for (let i = 0; i < text.length; i++) {
    const white = isWhite(text.charCodeAt(i))
    if (white && !inside) count++
    inside = white
  }
  return count
}

/** A table of these characters, in capitals too. */
export const tableOf = (characters: string): Uint8Array => {
  const table = new Uint8Array(65536)
  for (const character of characters + characters.toUpperCase()) table[character.charCodeAt(0)] = 1
  return table
}
