// SPDX-License-Identifier: Apache-2.0
/** All messages, for loaders only: a browser receives those of its language that its page needs. */
import { type Language, languageCodes } from './language.ts'
import ar from './messages/ar.json'
import en from './messages/en.json'
import es from './messages/es.json'
import fr from './messages/fr.json'
import ru from './messages/ru.json'
import zh from './messages/zh.json'
import type { Messages } from './words.tsx'

type Tree = { [key: string]: string | Tree }

/** Where a translation lacks a text, the English one stands in. */
function over(base: Tree, top: Tree): Tree {
  const merged = { ...base }
  for (const [key, value] of Object.entries(top)) {
    const below = base[key]
    merged[key] = typeof value === 'object' && typeof below === 'object' ? over(below, value) : value
  }
  return merged
}

const translations: Record<Language, Tree> = { en, fr, es, ar, ru, zh }

const complete = new Map(languageCodes.map((code) => [code, over(en, translations[code]) as unknown as Messages]))

const forBench = new Map(
  languageCodes.map((code) => {
    const { frame, problem, kind, instrument, schedule, substance, jurisdiction, lookup, bench, evidence, related } =
      complete.get(code)!
    return [
      code,
      { frame, problem, kind, instrument, schedule, substance, jurisdiction, lookup, bench, evidence, related },
    ]
  }),
)

const forProblem = new Map(
  languageCodes.map((code) => {
    const { frame, problem } = complete.get(code)!
    return [code, { frame, problem }]
  }),
)

export const messagesOf = (language: Language): Messages => complete.get(language)!

/** The part that travels with the one page that runs in the browser. */
export const benchMessagesOf = (language: Language): Partial<Messages> => forBench.get(language)!

/** What a page needs that has words of its own, for when even its frame fails. */
export const problemMessagesOf = (language: Language): Partial<Messages> => forProblem.get(language)!
