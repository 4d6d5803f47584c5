// SPDX-License-Identifier: Apache-2.0
/** The few words that components say by themselves, and how they go to another address. */
import { createContext, type ReactNode, useContext } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import en from './messages/en.json'
import fr from './messages/fr.json'

export const kitLanguages = ['en', 'fr'] as const
export type KitLanguage = (typeof kitLanguages)[number]

type Plural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K
export type KitKey = Plural<keyof typeof en>
type Values = Record<string, string | number>

interface Kit {
  language: KitLanguage
  /** Goes there without loading the whole page; absent where links do all. */
  navigate: ((href: string) => void) | undefined
  /** Where the reader is, for what shows itself by its address. */
  path: string
  search: string
}

const messages: Record<KitLanguage, Record<string, string>> = { en, fr }
const locales = { en: 'en-GB', fr: 'fr-FR' } as const

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

const KitContext = createContext<Kit>({ language: 'en', navigate: undefined, path: '', search: '' })

interface KitProviderProps {
  language: KitLanguage
  navigate?: (href: string) => void
  path?: string
  search?: string
  /** Shows components in the direction of Arabic, to look at them. */
  mirrored?: boolean
  children: ReactNode
}

export const KitProvider = ({ language, navigate, path = '', search = '', mirrored, children }: KitProviderProps) => (
  <KitContext value={{ language, navigate, path, search }}>
    <I18nProvider locale={mirrored ? 'ar-AE' : locales[language]}>{children}</I18nProvider>
  </KitContext>
)

export function useKit() {
  const { language, navigate } = useContext(KitContext)
  const say = (key: KitKey, values?: Values) => sayIn(language, key, values)
  return { language, navigate, say }
}

export function useAddress(): { path: string; search: string } {
  const { path, search } = useContext(KitContext)
  return { path, search }
}
