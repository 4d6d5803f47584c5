// SPDX-License-Identifier: Apache-2.0
/** What these pages begin with, and how a listing is said. */
import { data, type LoaderFunctionArgs } from 'react-router'
import type { Finding, Found, Opening, Weekday } from '#health/directory/contract.ts'
import { findingContext, nonceContext } from '../contexts.ts'
import { isLanguage, type Language } from '../language.ts'
import { helpText } from './messages.ts'

/** Where this process has no directory the page does not exist. */
export const helpAt = ({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) => {
  const finding = context.get(findingContext)
  if (!finding || !isLanguage(params.lang)) throw data(null, { status: 404 })
  return { finding, language: params.lang, messages: helpText(params.lang), nonce: context.get(nonceContext) }
}

/** By the clock of the service: who reads on a Monday that something opens on Monday waits a week. */
export const dayWord = ({ day, days }: NonNullable<Opening['changes']>): 'today' | 'tomorrow' | Weekday =>
  days === 0 ? 'today' : days === 1 ? 'tomorrow' : day

/**
 * A number to call as an address (RFC 3966): figures alone, the extension apart, and without the `(0)` that nobody dials after
 * the number of a country. A number for messages is written to (RFC 5724): it may not take calls.
 */
export const telOf = ({
  number,
  extension = '',
  type = 'voice',
}: {
  number: string
  extension?: string
  type?: string
}): string => {
  const figures = number.replace(/^(\+[^(]*)\(0\)/, '$1').replace(/[^\d+]/g, '')
  if (type === 'text') return `sms:${figures}`
  return `tel:${figures}${extension === '' ? '' : `;ext=${extension}`}`
}

/** A name of the country's pack as far as the pack has it in this language, and in which it then is. */
export const nameIn = (
  { ar, ...name }: { en: string; fr: string; ar?: string },
  language: Language,
): { text: string; lang: 'en' | 'fr' | 'ar' } => {
  const lang = language === 'ar' && ar ? 'ar' : inLanguage(language)
  return { lang, text: lang === 'ar' ? (ar ?? '') : name[lang] }
}

/** What is named in two languages alone. */
export const inLanguage = (language: Language): 'en' | 'fr' => (language === 'fr' ? 'fr' : 'en')

/** Names of the terms of one facet that are known of a listing. */
export const termsIn = (
  terms: Finding['terms'],
  { terms: own }: Pick<Found, 'terms'>,
  facet: string,
  language: Language,
): string[] => own.filter((term) => term.startsWith(`${facet}:`)).flatMap((term) => terms.get(term)?.[language] ?? [])

const namesIn = new Map<Language, Intl.DisplayNames>()

/** Any sign language (ISO 639-2 `sgn`), which `Intl.DisplayNames` does not say. The words of these pages, not the help of one. */
const SIGNS: Record<Language, string> = {
  ...{ en: 'Sign language', fr: 'Langue des signes', es: 'Lengua de signos' },
  ...{ ar: 'لغة الإشارة', ru: 'Жестовый язык', zh: '手语' },
}

/** As the language calls other languages. */
export const languageNames = (codes: readonly string[], language: Language): string[] => {
  const names = namesIn.get(language) ?? new Intl.DisplayNames([language], { type: 'language' })
  namesIn.set(language, names)
  return codes.map((code) => (code === 'sgn' ? SIGNS[language] : (names.of(code) ?? code)))
}
