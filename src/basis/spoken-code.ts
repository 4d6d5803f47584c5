// SPDX-License-Identifier: Apache-2.0
/** Letters of codes that people copy by hand and read out. Pure. */

/** Crockford's base 32: no I, L, O and U, which people read as something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** As many letters of base 32 as there are bytes; of each byte five bits. */
export const lettersOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => LETTERS[byte % 32]).join('')

/** Drawn letters, of five random bits each. */
export const drawLetters = (many: number): string => lettersOf(crypto.getRandomValues(new Uint8Array(many)))

/** In groups of four, as it is shown. */
export const sayLetters = (letters: string): string => letters.replace(/(.{4})(?=.)/g, '$1-')

/** The letters of a code however it was copied; undefined where these are none or not so many. */
export const lettersIn = (text: string, many: number): string | undefined => {
  const plain = text.slice(0, 100).toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return plain.length === many && /^[0-9A-HJKMNP-TV-Z]+$/.test(plain) ? plain : undefined
}
