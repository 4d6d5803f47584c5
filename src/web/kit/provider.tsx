// SPDX-License-Identifier: Apache-2.0
/** What components of the workspace stand in. Apart from their words, since it brings the locales of their library. */
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { KitContext, type KitLanguage, sayIn } from './words.tsx'

const locales = { en: 'en-GB', fr: 'fr-FR' } as const

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
  <KitContext value={{ language, navigate, path, search, say: (key, values) => sayIn(language, key, values) }}>
    <I18nProvider locale={mirrored ? 'ar-AE' : locales[language]}>{children}</I18nProvider>
  </KitContext>
)
