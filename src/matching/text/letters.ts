// SPDX-License-Identifier: Apache-2.0
/** Names of one letter (`H`, `K`, `G`): looked for only where the line is about dealing or use. */
import { contextFeatures, type Domain, hasPrice, isShouted, type LineContext } from './context.ts'
import type { Sense } from './entries.ts'
import type { Candidate } from './resolve.ts'
import { senseOf } from './sense.ts'

export type Letters = ReadonlyMap<string, Sense[]>

/** `senses`: of the names that are one letter. */
export const createLetters = (senses: readonly Sense[]): Letters => {
  const letters = new Map<string, Sense[]>()
  for (const { id, as, nameKind, language } of senses) {
    const letter = as.toUpperCase()
    const sense: Sense = { ...senseOf('substance', id, as, 'everyday', nameKind), language }
    letters.set(letter, [...(letters.get(letter) ?? []), sense])
  }
  return letters
}

const alone = /(?<![\p{L}\p{N}.'’&+/°-])[A-Z](?![\p{L}\p{N}'’&+/°=-]|\.\p{L})/gu

export const readLetters = (
  text: string,
  context: LineContext,
  letters: Letters,
  domainOf: (id: string) => Domain,
  found: Candidate[],
): void => {
  const about = context.topics().some(({ topic }) => topic === 'use' || topic === 'deal') || hasPrice(context)
  if (!about || isShouted(context) || text.length > 4000) return
  for (const { 0: letter, index } of text.matchAll(alone))
    for (const sense of letters.get(letter) ?? []) {
      const features = contextFeatures(context, index, index + 1, domainOf(sense.id))
      found.push({ start: index, end: index + 1, sense, by: 'street', features: ['name: letter', ...features] })
    }
}
