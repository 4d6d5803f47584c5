// SPDX-License-Identifier: Apache-2.0
/**
 * goAML schemas are made for .NET, whose regular expressions differ from those of XML Schema 1.0 (part 2, appendix F): there `^` and
 * `$` are letters, since a pattern always means the whole text, and a `-` stands in a class at its end alone. What a unit hands
 * out is read as it was meant, and each change is shown.
 */

export interface Repair {
  /** From 1. */
  line: number
  before: string
  after: string
}

const PATTERN = /(<\w*:?pattern\s+value=")([^"]*)(")/g

/** `[_a-z0-9-+]` means a hyphen; XML Schema reads a range of which one end is a range. */
const hyphenLast = (pattern: string): string =>
  pattern.replace(/\[(\^?)((?:\\.|[^\]\\])*)\]/g, (whole, not: string, inside: string) => {
    const rest = inside.replace(/((?:\\.|[^\\])-(?:\\.|[^\\]))-(?=.)/g, '$1')
    return rest === inside ? whole : `[${not}${rest.endsWith('-') ? rest : `${rest}-`}]`
  })

export const repairedPattern = (pattern: string): string =>
  hyphenLast(
    pattern
      .replace(/^\^/, '')
      .replace(/(?<!\\)\$$/, '')
      .replaceAll('(?:', '('),
  )

/** The schema with patterns that XML Schema reads as they were meant, and what was changed. */
export const repairSchema = (text: string): { text: string; repairs: Repair[] } => {
  const repairs: Repair[] = []
  const repaired = text.replace(PATTERN, (whole, open: string, before: string, close: string, at: number) => {
    const after = repairedPattern(before)
    if (after === before) return whole
    repairs.push({ line: text.slice(0, at).split('\n').length, before, after })
    return `${open}${after}${close}`
  })
  return { text: repaired, repairs }
}
