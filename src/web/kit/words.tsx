// SPDX-License-Identifier: Apache-2.0
/** The few words that components say by themselves, and how they go to another address. */
import { createContext, type ReactNode, useContext } from 'react'
import en from './messages/en.json'
import fr from './messages/fr.json'

export const kitLanguages = ['en', 'fr'] as const
export type KitLanguage = (typeof kitLanguages)[number]

type Plural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K
export type KitKey = Plural<keyof typeof en>
export type Values = Record<string, string | number>

interface Kit {
  language: string
  say(key: KitKey, values?: Values): string
  /** Goes there without loading the whole page; absent where links do all. */
  navigate: ((href: string) => void) | undefined
  /** Where the reader is, for what shows itself by its address. */
  path: string
  search: string
}

const messages: Record<KitLanguage, Record<string, string>> = { en, fr }

/** A text with its places filled; `count` chooses between its forms. */
export function sayIn(language: KitLanguage, key: KitKey, values: Values = {}): string {
  const { count } = values
  const form = typeof count === 'number' ? `_${new Intl.PluralRules(language).select(count)}` : ''
  const own = messages[language]
  const text = own[key + form] ?? own[`${key}_other`] ?? own[key] ?? key
  const number = new Intl.NumberFormat(language)
  return text.replace(/{{(\w+)}}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? number.format(value) : value
  })
}

/** For tests and the gallery's pictures; a page provides its own. */
const english: Kit = {
  ...{ language: 'en', navigate: undefined, path: '', search: '' },
  say: (key, values) => sayIn('en', key, values),
}

export const KitContext = createContext<Kit>(english)

export function useKit() {
  const { language, navigate, say } = useContext(KitContext)
  return { language, navigate, say }
}

export function useAddress(): { path: string; search: string } {
  const { path, search } = useContext(KitContext)
  return { path, search }
}

interface KitSpeechProps {
  language: string
  say(key: KitKey, values?: Values): string
  children: ReactNode
}

/** For pages that say the few words of their components themselves, in languages that the kit does not have. */
export const KitSpeech = ({ language, say, children }: KitSpeechProps) => (
  <KitContext value={{ language, say, navigate: undefined, path: '', search: '' }}>{children}</KitContext>
)
