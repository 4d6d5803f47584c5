// SPDX-License-Identifier: Apache-2.0
/**
 * Words that mean one thing in a report of an incident, though not in every text, and plurals that the matcher is not
 * asked to know: each is looked up under a name that it does know.
 */
import type { Finding, TextMatcher } from '#matching/index.ts'
import { overlaps, type Page, phrases, type Span, table } from './text.ts'

const ALIASES = phrases(
  table(`
phenylacetone: P2P; P-2-P; P 2 P
MDMA: ecstasy; XTC; extasy; éxtasis
single punch tablet press: tablet press; tablet presses; pill press; pill presses; tableting machine; tableting machines; pill-making machine
`),
)

/** French and Spanish plurals without their s, each place kept. */
const singular = (text: string) => text.replace(/(?<=\p{L}{3})[sx](?![\p{L}\p{N}])/gu, ' ')

/** What the matcher does not find in the text as it stands; nothing over `found`. */
export const moreFindings = (page: Page, match: TextMatcher['match'], found: readonly Finding[]): Finding[] => {
  const taken = found.flatMap(({ span }): Span[] => (span ? [span] : []))
  const more: Finding[] = []
  const add = (finding: Finding | undefined, span: Span | undefined) => {
    if (!finding || !span || overlaps(span, taken)) return
    taken.push(span)
    more.push({ ...finding, span })
  }
  const known = new Map<string, Finding | undefined>()
  for (const { value, start, end } of ALIASES.all(page)) {
    const name = value
    if (!known.has(name)) known.set(name, match(name, { amounts: false }).findings[0])
    add(known.get(name), [start, end])
  }
  if (page.language === 'fr' || page.language === 'es')
    for (const finding of match(singular(page.text), { amounts: false, spelling: false }).findings)
      if (finding.kind === 'equipment' && finding.span) add(finding, wholeWords(page, finding.span))
  return more
}

const wholeWords = ({ words, wordAt }: Page, [start, end]: Span): Span => [start, words[wordAt(end) - 1]?.end ?? end]
