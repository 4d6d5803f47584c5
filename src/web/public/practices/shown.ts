// SPDX-License-Identifier: Apache-2.0
/** What both public pages of practices begin with. Where there is no such desk the page does not exist. */
import { data, type LoaderFunctionArgs } from 'react-router'
import type { Practice, Texts, Translation } from '#commons/practices/contract.ts'
import { publicPracticesContext } from '../contexts.ts'
import { isLanguage, type Language } from '../language.ts'
import { publicPracticeMessages } from './messages.ts'

export const practicesAt = ({ params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>) => {
  const door = context.get(publicPracticesContext)
  if (!door || !isLanguage(params.lang)) throw data(null, { status: 404 })
  const { lang: language } = params
  const names = async () => new Map([...(await door.names()), ...(await door.desk.namesAway())])
  return { ...door, names, language, messages: publicPracticeMessages(language) }
}

interface Shown {
  in: Language
  texts: Texts
  /** Id of who translated it; null where these are the words of its author. */
  by: string | null
}

/** In the reader's language if somebody wrote it there, else in a language of its author. */
export const textsFor = (
  { texts }: Pick<Practice, 'texts'>,
  translations: readonly Translation[],
  language: Language,
): Shown => {
  const own = language === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const)
  const translated = translations.find((each) => each.language === language)
  if (!(language in texts) && translated) return { in: language, texts: translated.texts, by: translated.from }
  const found = own.find((each) => texts[each]) ?? 'en'
  return { in: found, texts: texts[found] as Texts, by: null }
}
