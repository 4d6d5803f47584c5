// SPDX-License-Identifier: Apache-2.0
/** Languages of the public pages. The address of a page says its language. */

export const languages = {
  en: { name: 'English', dir: 'ltr', reviewed: true },
  fr: { name: 'Français', dir: 'ltr', reviewed: true },
  es: { name: 'Español', dir: 'ltr', reviewed: false },
  ar: { name: 'العربية', dir: 'rtl', reviewed: false },
  ru: { name: 'Русский', dir: 'ltr', reviewed: false },
  zh: { name: '中文', dir: 'ltr', reviewed: false },
} as const

export type Language = keyof typeof languages

export const languageCodes = Object.keys(languages) as Language[]

export const isLanguage = (code: string | undefined): code is Language =>
  code !== undefined && Object.hasOwn(languages, code)

/** The first language that the reader prefers and that there is; English otherwise. */
export function negotiate(acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .slice(0, 50)
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='))
      return { code: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight.slice(2)), order }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
  for (const { code } of wanted) if (isLanguage(code)) return code
  return 'en'
}
