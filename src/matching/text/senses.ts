// SPDX-License-Identifier: Apache-2.0
/** What the keys mean, in columns: of 40,000 senses a line asks for a few, and only those become objects. */
import type { NameKind } from '../reference.ts'
import type { Entries, Sense } from './entries.ts'
import { packTexts, textAt } from './pack.ts'

/** One number for each sense, except where said otherwise. */
export type SenseTables = {
  /** Numbers of words of the dictionary. */
  kinds: Uint16Array
  ids: Uint16Array
  nameKinds: Uint16Array
  languages: Uint16Array
  tiers: Uint16Array
  signs: Uint16Array
  /** 1: also a word; 2: another word without its accents. */
  flags: Uint8Array
  /** Names as written, one behind another, and where each begins. */
  names: Uint8Array
  nameStarts: Int32Array
  /** The words that the numbers above stand for. */
  dictionary: Uint8Array
  dictionaryStarts: Int32Array
  /** The senses of each key one behind another, and where those of a key begin. */
  ofKeys: Int32Array
  keyStarts: Int32Array
  /** By key: how much it stirs a line. */
  wanted: Uint8Array
  /** Senses whose name is a single letter: they have no key. */
  letters: Int32Array
}

export interface Senses {
  /** By key. */
  of(key: number): readonly Sense[]
  wanted: Uint8Array
  letters(): readonly Sense[]
}

const NO_SIGN = ''
const WORD = 1
const ACCENTS = 2

const isLetter = ({ kind, as }: Sense) => kind === 'substance' && /^[A-Za-z]$/.test(as)

export const makeSenses = ({ senses, byKey, wanted }: Entries): SenseTables => {
  const numbers = new Map<string, number>()
  const column = (of: (sense: Sense) => string): Uint16Array =>
    Uint16Array.from(senses, (sense) => {
      const word = of(sense)
      const number = numbers.get(word) ?? numbers.size
      if (number === numbers.size) numbers.set(word, number)
      return number
    })
  const places = new Map(senses.map((sense, i) => [sense, i]))
  const keyStarts = new Int32Array(byKey.length + 1)
  for (const [key, { length }] of byKey.entries()) keyStarts[key + 1] = (keyStarts[key] as number) + length
  const columns = {
    kinds: column(({ kind }) => kind),
    ids: column(({ id }) => id),
    nameKinds: column(({ nameKind }) => nameKind),
    languages: column(({ language }) => language),
    tiers: column(({ tier }) => tier),
    signs: column(({ sign }) => sign ?? NO_SIGN),
  }
  const names = packTexts(senses.map(({ as }) => as))
  const dictionary = packTexts([...numbers.keys()])
  return {
    ...columns,
    flags: Uint8Array.from(senses, ({ word, accents }) => (word ? WORD : 0) | (accents ? ACCENTS : 0)),
    names: names.bytes,
    nameStarts: names.starts,
    dictionary: dictionary.bytes,
    dictionaryStarts: dictionary.starts,
    ofKeys: Int32Array.from(byKey.flat(), (sense) => places.get(sense) as number),
    keyStarts,
    wanted,
    letters: Int32Array.from(senses.flatMap((sense, i) => (isLetter(sense) ? [i] : []))),
  }
}

export const openSenses = (tables: SenseTables): Senses => {
  const { ofKeys, keyStarts, flags, wanted } = tables
  const dictionary = { bytes: tables.dictionary, starts: tables.dictionaryStarts }
  const names = { bytes: tables.names, starts: tables.nameStarts }
  const words = Array.from(dictionary.starts.subarray(1), (_, number) => textAt(dictionary, number))
  const word = (column: Uint16Array, sense: number) => words[column[sense] as number] as string
  const made = new Map<number, Sense>()
  const senseAt = (i: number): Sense => {
    const known = made.get(i)
    if (known) return known
    const flag = flags[i] as number
    const sense: Sense = {
      kind: word(tables.kinds, i) as Sense['kind'],
      id: word(tables.ids, i),
      as: textAt(names, i),
      nameKind: word(tables.nameKinds, i) as NameKind,
      language: word(tables.languages, i),
      tier: word(tables.tiers, i) as Sense['tier'],
      word: (flag & WORD) !== 0,
      accents: (flag & ACCENTS) !== 0,
      sign: word(tables.signs, i) || undefined,
    }
    made.set(i, sense)
    return sense
  }
  const byKey: (readonly Sense[] | undefined)[] = new Array(wanted.length).fill(undefined)
  return {
    wanted,
    of: (key) => {
      const known = byKey[key] ?? Array.from(ofKeys.subarray(keyStarts[key], keyStarts[key + 1]), senseAt)
      byKey[key] = known
      return known
    },
    letters: () => Array.from(tables.letters, senseAt),
  }
}
