// SPDX-License-Identifier: Apache-2.0
/** An advisory as a public page shows it in one language. */
import { data, type LoaderFunctionArgs } from 'react-router'
import type { AdvisoryText, PublishedAdvisory } from '#supply/warnings/contract.ts'
import { advisoriesContext } from '../contexts.ts'
import { isLanguage, type Language } from '../language.ts'
import { advisoryMessages } from './messages.ts'

export interface Shown {
  language: Language
  text: AdvisoryText
}

/** In the reader's language, and in English where that is missing, or nobody who speaks it has read it. */
export const shownIn = (
  texts: PublishedAdvisory['texts'],
  language: Language,
): { first: Shown; beside: Shown | null } => {
  const english: Shown = { language: 'en', text: texts.en as AdvisoryText }
  const own = texts[language]
  if (!own) return { first: english, beside: null }
  return { first: { language, text: own }, beside: own.reviewed || language === 'en' ? null : english }
}

/** What both pages begin with: the desk, the language, the words. Where there is no such desk the page does not exist. */
export const advisoriesAt = ({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) => {
  const desk = context.get(advisoriesContext)
  if (!desk || !isLanguage(params.lang)) throw data(null, { status: 404 })
  return { desk, language: params.lang, messages: advisoryMessages(params.lang) }
}

/** Names of areas are there in two languages. */
export const areasIn = ({ areas, regions }: PublishedAdvisory, language: Language): string[] =>
  areas.length > 0 ? areas.map(({ name }) => name[language === 'fr' ? 'fr' : 'en']) : regions
