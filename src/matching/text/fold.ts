// SPDX-License-Identifier: Apache-2.0
import { plain } from './alphabet.ts'

/** A rewritten line and, for each of its UTF-16 units, where in the original that unit comes from. */
export interface Folded {
  text: string
  /** One entry more than `text` is long: the last is the length of the original. */
  at: Uint32Array
}

/** Pictures outside the basic plane that say what is sold, as one sign that every line may hold. */
const leaf = new Set(['🍃', '🌿', '🍁', '🍄', '🌱'])

const readable = /^[\p{L}\p{N}]+$/u

/** Writes out what reads as several letters (`ß` → `ss`, `㎏` → `kg`) or lies outside the basic plane (`𝗠𝗗` → `md`). */
export const unfold = (line: string, needs: (code: number) => boolean): Folded => {
  const parts: string[] = []
  const at: number[] = []
  for (let i = 0; i < line.length; ) {
    const code = line.charCodeAt(i)
    const width = code >= 0xd800 && code < 0xdc00 && i + 1 < line.length ? 2 : 1
    const char = line.slice(i, i + width)
    const written = needs(code) ? plain(char) : char
    // What still cannot be read, an emoji or half a pair, stands between words.
    const kept = leaf.has(char)
      ? '☘ '
      : readable.test(written) && !needs(written.charCodeAt(0))
        ? written
        : width === 2 || needs(code)
          ? ' '.repeat(width)
          : written
    parts.push(kept)
    for (let n = 0; n < kept.length; n++) at.push(kept.length === width ? i + n : i)
    i += width
  }
  at.push(line.length)
  return { text: parts.join(''), at: Uint32Array.from(at) }
}
