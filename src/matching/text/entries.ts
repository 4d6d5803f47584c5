// SPDX-License-Identifier: Apache-2.0
import type { NameKind, ReferenceData } from '../reference.ts'
import { type Alphabet, createAlphabet, isAscii } from './alphabet.ts'
import type { KeyTables } from './keys.ts'
import { makeKeys } from './make-keys.ts'
import { moreSenses } from './more.ts'
import { senseOf } from './sense.ts'
import { type Tier, tierOf } from './tiers.ts'
import { pluralsOf, variantsOf } from './variants.ts'
import { type Topic, vocabulary } from './vocabulary.ts'

export type SenseKind = 'substance' | 'equipment' | 'class' | 'ordinary' | 'topic'

/** What a key of the lexicon means. One key may mean several things: `eggs` are two medicines. */
export interface Sense {
  kind: SenseKind
  /** Id of the substance, class or equipment; the topic of a topic word; empty for ordinary things. */
  id: string
  /** The name as the reference data writes it. */
  as: string
  nameKind: NameKind | 'word'
  language: string
  tier: Tier
  /** Also a word of some language, whatever it means there. */
  word: boolean
  /** Another word where it is written without its accents: *héroïne*, heroine. */
  accents: boolean
  /** `+`, `-` or `±` where the name differs from another one by this sign alone. */
  sign: string | undefined
}

/** The names as they are made from the facts; senses.ts keeps them in columns. */
export interface Entries {
  alphabet: Alphabet
  keys: KeyTables
  /** In the order of the facts, those without a key too. */
  senses: Sense[]
  /** By key. */
  byKey: Sense[][]
  /** By key: how much it stirs a line (see stirOf). */
  wanted: Uint8Array
  /** Names that a misspelling may stand for, in all their forms. */
  spellable: string[]
}

/** Salts of these are outside their table, so what calls itself a salt of them is another chemical. */
const saltsOutside = new Set([
  'hydrochloric-acid',
  'sulphuric-acid',
  'toluene',
  'hydriodic-acid',
  'hypophosphorous-acid',
])

const listOf = (text: string) =>
  text
    .split(';')
    .map((word) => word.trim())
    .filter(Boolean)

const withoutAccents = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const substanceSenses = (data: ReferenceData): Sense[] => {
  const everyday = new Set(data.ordinaryWords.map((word) => word.toLowerCase()))
  const known = new Set(data.substances.map(({ id }) => id))
  const sense = (id: string, as: string, nameKind: NameKind, language: string): Sense => {
    const lower = as.toLowerCase()
    const word = everyday.has(lower)
    const accents = !word && !isAscii(as) && everyday.has(withoutAccents(as))
    const tier = tierOf(as, lower, nameKind, word, language)
    return { kind: 'substance', id, as, nameKind, language, tier, word, accents, sign: signOf(as) }
  }
  return [
    ...data.substances.map(({ id, name }) => sense(id, name.en, 'inn', 'en')),
    ...data.substances.map(({ id, name }) => sense(id, name.fr, 'inn', 'fr')),
    ...data.names
      .filter(({ id, kind }) => known.has(id) && !(kind === 'salt' && saltsOutside.has(id)))
      .map(({ id, name, kind, language }) => sense(id, name, kind, language)),
    ...data.salts
      .filter(({ id, form }) => known.has(id) && !saltsOutside.has(id) && /^\p{L}[^:]{5,}$/u.test(form))
      .map(({ id, form }) => sense(id, form, 'salt', 'en')),
  ]
}

const otherSenses = (data: ReferenceData): Sense[] => [
  ...data.equipment.flatMap(({ id, name, keywords }) =>
    [name.en, name.fr, ...keywords].map((as) => senseOf('equipment', id, as)),
  ),
  ...moreSenses(data),
  ...data.ordinary.map(({ name }) => senseOf('ordinary', '', name, 'sure', 'inn')),
  ...data.ordinaryPhrases.map((phrase) => senseOf('ordinary', '', phrase)),
]

const topicSenses = (): Sense[] =>
  (Object.keys(vocabulary) as Topic[]).flatMap((topic) =>
    listOf(vocabulary[topic]).map((as) => senseOf('topic', topic, as, 'everyday')),
  )

/** `(+)-ketamine` is written without its sign too, but `ketamine` is not it: a sign alone makes no key of its own. */
export const signOf = (name: string): string | undefined => {
  if (!name.includes('(')) return undefined
  const sign = /\((\+\/?-|[+−–±-])\)-?/.exec(name)?.[1]
  return sign === undefined ? undefined : sign === '+' ? '+' : sign.length > 1 || sign === '±' ? '±' : '-'
}

/** Of street and trade names only long single words are worth a search for misspellings. */
const isSpellable = ({ kind, tier, nameKind, as }: Sense): boolean => {
  if (kind !== 'substance' || nameKind === 'iupac' || nameKind === 'salt' || as.length >= 40) return false
  if (tier === 'brand' || tier === 'slang') return as.length > 6 && /^\p{L}+$/u.test(as)
  return tier !== 'everyday' && !/[()[\]]/.test(as)
}

/** How much a key stirs a line: not at all, as a name, as a name that needs support, as support, as an announcement. */
export const STILL = 0
export const NAME = 1
export const WEAK = 2
export const SUPPORT = 3
export const ANNOUNCES = 4

const supports = new Set(['deal', 'use', 'dose', 'drug', 'plant'])

const stirOf = (senses: readonly Sense[]): number => {
  let stir = STILL
  for (const { kind, id, tier } of senses) {
    if (kind === 'ordinary') continue
    if (kind !== 'topic') {
      if (stir === ANNOUNCES || stir === NAME) continue
      stir = tier === 'everyday' || tier === 'slang' ? WEAK : NAME
    } else if (id === 'tariff' || id === 'cas') stir = ANNOUNCES
    else if (stir === STILL && supports.has(id)) stir = SUPPORT
  }
  return stir
}

/** Street and trade names are written as they are; the others have forms of their own. */
const hasForms = ({ kind, nameKind }: Sense): boolean =>
  kind === 'class' || (kind === 'substance' && nameKind !== 'street' && nameKind !== 'trade')

const formsOf = (sense: Sense): string[] =>
  sense.kind === 'equipment' ? pluralsOf(sense.as) : hasForms(sense) ? variantsOf(sense.as, sense.language) : []

/** Room for the names and their forms. */
const FORMS = 2

export const createEntries = (data: ReferenceData): Entries => {
  const senses = [...substanceSenses(data), ...otherSenses(data), ...topicSenses()]
  const alphabet = createAlphabet(senses.map(({ as }) => as))
  const keys = makeKeys(alphabet, senses.length * FORMS)
  const byKey: Sense[][] = []
  for (const sense of senses) {
    const key = keys.add(sense.as)
    if (key === byKey.length) byKey.push([sense])
    else if (key >= 0) addTo(byKey[key] as Sense[], sense)
  }
  const spellable: string[] = []
  // A form never takes the place of a name.
  for (const sense of senses) {
    const isSought = isSpellable(sense)
    if (isSought) spellable.push(sense.as)
    const forms = formsOf(sense)
    const only = [sense]
    for (const form of forms) {
      if (keys.add(form) === byKey.length) byKey.push(only)
      if (isSought) spellable.push(form)
    }
  }
  return { alphabet, keys: keys.tables(), senses, byKey, wanted: Uint8Array.from(byKey, stirOf), spellable }
}

const addTo = (senses: Sense[], sense: Sense): void => {
  for (const { id, kind } of senses) if (id === sense.id && kind === sense.kind) return
  senses.push(sense)
}
