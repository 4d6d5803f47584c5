// SPDX-License-Identifier: Apache-2.0
/** What these pages begin with, and how a listing is said. */
import { data, type LoaderFunctionArgs } from 'react-router'
import type { Finding, Found } from '#health/directory/contract.ts'
import { findingContext, nonceContext } from '../contexts.ts'
import { isLanguage, type Language } from '../language.ts'
import { helpText } from './messages.ts'

/** Where this process has no directory the page does not exist. */
export const helpAt = ({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) => {
  const finding = context.get(findingContext)
  if (!finding || !isLanguage(params.lang)) throw data(null, { status: 404 })
  return { finding, language: params.lang, messages: helpText(params.lang), nonce: context.get(nonceContext) }
}

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

/** Names of terms are there in two languages. */
export const inLanguage = (language: Language): 'en' | 'fr' => (language === 'fr' ? 'fr' : 'en')

/** Names of the terms of one facet that are known of a listing. */
export const termsIn = (terms: Finding['terms'], { terms: own }: Found, facet: string, language: Language): string[] =>
  own.filter((term) => term.startsWith(`${facet}:`)).flatMap((term) => terms.get(term)?.[inLanguage(language)] ?? [])

const namesIn = new Map<Language, Intl.DisplayNames>()

/** As the language calls other languages; `sgn` is any sign language. */
export const languageNames = (codes: readonly string[], language: Language): string[] => {
  const names = namesIn.get(language) ?? new Intl.DisplayNames([language], { type: 'language' })
  namesIn.set(language, names)
  return codes.map((code) => names.of(code) ?? code)
}
