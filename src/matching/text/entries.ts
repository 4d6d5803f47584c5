// SPDX-License-Identifier: Apache-2.0
import type { FindingKind } from '../findings.ts'
import type { NameKind, ReferenceData } from '../reference.ts'
import { type Alphabet, createAlphabet } from './alphabet.ts'
import { createLexicon, keyOf, type Lexicon } from './lexicon.ts'
import { variantsOf } from './variants.ts'

/** What a key of the lexicon means. One key may mean several things: `eggs` are two medicines. */
export interface Sense {
  id: string
  kind: FindingKind | 'ordinary'
  /** The name as the reference data writes it. */
  as: string
  nameKind: NameKind | 'ordinary'
  language: string
}

export interface Entries {
  alphabet: Alphabet
  lexicon: Lexicon
  /** By key. */
  senses: Sense[][]
}

/** Salts of these acids are outside their table, so what calls itself a salt of them is another chemical. */
const isSaltOutside = (id: string, nameKind: NameKind) =>
  nameKind === 'salt' &&
  (id === 'hydrochloric-acid' || id === 'sulphuric-acid' || id === 'toluene' || id === 'hydriodic-acid')

/** Names too short to be looked for as they stand: single letters are left to context.ts. */
const isSearched = (key: readonly number[]) => key.length >= 2 || (key.length === 1 && (key[0] as number) > 2048)

export const createEntries = (data: ReferenceData): Entries => {
  const kinds = new Map(data.substances.map((substance) => [substance.id, substance.kind]))
  const senses: Sense[] = [
    ...data.substances.flatMap(({ id, kind, name }): Sense[] => [
      { id, kind, as: name.en, nameKind: 'inn', language: 'en' },
      { id, kind, as: name.fr, nameKind: 'inn', language: 'fr' },
    ]),
    ...data.names
      .filter(({ id, kind }) => kinds.has(id) && !isSaltOutside(id, kind))
      .map(
        ({ id, name, kind, language }): Sense => ({
          id,
          kind: kinds.get(id) ?? 'watch',
          as: name,
          nameKind: kind,
          language,
        }),
      ),
    ...data.ordinary.map(
      ({ name }): Sense => ({ id: '', kind: 'ordinary', as: name, nameKind: 'ordinary', language: 'en' }),
    ),
  ]
  const alphabet = createAlphabet(senses.map(({ as }) => as))
  const keys: number[][] = []
  const byKey = new Map<string, Sense[]>()
  const add = (key: number[], sense: Sense) => {
    if (!isSearched(key)) return
    const text = String.fromCharCode(...key)
    const known = byKey.get(text)
    if (!known) {
      byKey.set(text, [sense])
      keys.push(key)
    } else if (!known.some((other) => other.id === sense.id)) known.push(sense)
  }
  for (const sense of senses) add(keyOf(alphabet, sense.as), sense)
  for (const sense of senses)
    if (sense.kind !== 'ordinary' || sense.as.length < 40)
      for (const form of variantsOf(sense.as, sense.language)) {
        const key = keyOf(alphabet, form)
        if (!byKey.has(String.fromCharCode(...key))) add(key, sense)
        else if (sense.kind !== 'ordinary' && key.length > 4) add(key, sense)
      }
  return { alphabet, lexicon: createLexicon(alphabet, keys), senses: [...byKey.values()] }
}
