// SPDX-License-Identifier: Apache-2.0
/** What conditions may ask, by group and name: types for the check, words for whoever reads a reason. */
export interface FactSpeech {
  type: 'string' | 'bool' | 'double' | 'list<string>'
  words: { en: string; fr: string }
}
export type Vocabulary = Readonly<Record<string, Readonly<Record<string, FactSpeech>>>>

export type FactValue = string | boolean | number | readonly string[]
/** The facts of one event, in the shape of its vocabulary. */
export type FactsOf = Readonly<Record<string, Readonly<Record<string, FactValue>>>>

/** Paths are few and asked for millions of times. */
const parted = new Map<string, readonly [group: string, name: string]>()
const partsOf = (path: string): readonly [string, string] => {
  const known = parted.get(path)
  if (known) return known
  const [group = '', name = ''] = path.split('.')
  parted.set(path, [group, name])
  return [group, name]
}

/** A fact by its path, such as `payment.method`; undefined where the vocabulary has none. */
export const factAt = (facts: FactsOf, path: string): FactValue | undefined => {
  const [group, name] = partsOf(path)
  return facts[group]?.[name]
}

export const speechAt = (vocabulary: Vocabulary, path: string): FactSpeech | undefined => {
  const [group, name] = partsOf(path)
  return vocabulary[group]?.[name]
}

/** Whether anything is known: without its evidence a red flag stays down. */
export const isKnown = (value: FactValue | undefined): boolean =>
  value !== undefined && value !== '' && value !== 'unknown' && value !== -1
