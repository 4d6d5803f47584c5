// SPDX-License-Identifier: Apache-2.0
/** The words of the page in the reader's language, for every component below the frame. */
import i18next from 'i18next'
import { createContext, type ReactNode, useContext } from 'react'
import { type Language, languages } from './language.ts'
import type en from './messages/en.json'

type Plural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K
/** Every key of a tree of messages: `group.key`, plural forms as one. */
export type Keys<T> = { [K in keyof T & string]: T[K] extends string ? Plural<K> : `${K}.${Keys<T[K]>}` }[keyof T &
  string]

export type Messages = typeof en
export type Key = Keys<Messages>
export type Values = Record<string, string | number>

/** How a page speaks: texts by their key, numbers and days as the language writes them. */
export interface Speech<K extends string> {
  language: Language
  t(key: K, values?: Values): string
  /** The text of a key made at run time, or the fallback where there is none. */
  maybe(key: string, fallback: string): string
  number(value: number): string
  percent(value: number): string
  /** Several, one after the other, with the comma of the language. */
  list(values: readonly (string | number)[]): string
  /** `YYYY-MM-DD` or `YYYY` in full. */
  date(iso: string): string
}

export type Words = Speech<Key>

/** Texts into which nothing is filled, by their whole key: most of a page, and read without taking each apart anew. */
function plainTexts(tree: object, path = '', found = new Map<string, string>()): Map<string, string> {
  for (const [name, text] of Object.entries(tree))
    if (typeof text === 'object' && text !== null) plainTexts(text, `${path}${name}.`, found)
    else if (typeof text === 'string' && !/\{\{|\$t\(/.test(text)) found.set(`${path}${name}`, text)
  return found
}

const COMMA: Partial<Record<Language, string>> = { ar: '، ', zh: '、' }

/** Speech in this language by these messages, whose keys the caller knows. */
export function speak<K extends string>(language: Language, messages: object): Speech<K> {
  const i18n = i18next.createInstance()
  const resources = { [language]: { translation: messages } }
  i18n.init({ lng: language, resources, initAsync: false, interpolation: { escapeValue: false } })
  const long = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
    numberingSystem: 'latn',
  })
  const count = new Intl.NumberFormat(language, { numberingSystem: 'latn' })
  const percentage = new Intl.NumberFormat(language, { style: 'percent', numberingSystem: 'latn' })
  /** What is filled into a text from right to left keeps its own direction (Unicode isolates). */
  const isolate = (value: string) => (languages[language].dir === 'rtl' ? `\u2068${value}\u2069` : value)
  /** Numbers as the language writes them; the bare `count` still chooses the plural. */
  const written = (values: Values) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'number' ? count.format(value) : isolate(value),
      ]),
    )
  const plain = plainTexts(messages)
  return {
    language,
    t: (key, values) =>
      (values === undefined ? plain.get(key) : undefined) ??
      i18n.t(key as string, { ...values, replace: written(values ?? {}) }),
    maybe: (key, fallback) => (i18n.exists(key) ? i18n.t(key) : fallback),
    number: (value) => count.format(value),
    percent: (value) => percentage.format(value),
    list: (values) => values.join(COMMA[language] ?? ', '),
    date: (iso) => (/^\d{4}$/.test(iso) ? iso : long.format(new Date(iso))),
  }
}

const made = new WeakMap<object, Words>()

/** The same messages make the same words: on the server, once per language. */
export function wordsOf(language: Language, messages: Partial<Messages>): Words {
  const known = made.get(messages)
  if (known !== undefined) return known
  const words = speak<Key>(language, messages)
  made.set(messages, words)
  return words
}

const WordsContext = createContext<Words | null>(null)

export const WordsProvider = ({ words, children }: { words: Words; children: ReactNode }) => (
  <WordsContext value={words}>{children}</WordsContext>
)

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('useWords needs a WordsProvider above')
  return words
}
