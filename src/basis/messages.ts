// SPDX-License-Identifier: Apache-2.0
/** What a person reads, by key, in their language. Keys live in JSON files beside the code that says them. */
import { createInstance } from 'i18next'

export type Say = (key: string, values?: Record<string, string | number>) => string

/** `resources` maps a language to its messages. A language without messages falls back to English. */
export const openMessages = (resources: Record<string, object>): ((language: string) => Say) => {
  const instance = createInstance()
  instance.init({
    resources: Object.fromEntries(
      Object.entries(resources).map(([language, words]) => [language, { translation: words }]),
    ),
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
  })
  return (language) => {
    const t = instance.getFixedT(language)
    return (key, values = {}) => t(key, values)
  }
}

/** The best of `offered` for an Accept-Language header or a LANG setting; the first offered where none fits. */
export const chooseLanguage = (wanted: string | undefined, offered: readonly [string, ...string[]]): string => {
  const asked = (wanted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=')
      return { language: tag.split(/[-_.]/)[0]?.toLowerCase() ?? '', quality: Number(quality ?? 1) }
    })
    .sort((a, b) => b.quality - a.quality)
  return asked.find(({ language }) => offered.includes(language))?.language ?? offered[0]
}
