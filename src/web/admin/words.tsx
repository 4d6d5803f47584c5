// SPDX-License-Identifier: Apache-2.0
/** The words of administration, sent only to whoever opens one of its pages. */
import { createContext, type ReactNode, useContext } from 'react'
import { type Keys, type Speech, speak } from '../public/words.tsx'
import type { WorkLanguage } from '../workspace/language.ts'
import { useWork, type WorkWords } from '../workspace/words.tsx'
import type en from './messages/en.json'

export type AdminKey = Keys<typeof en>

export interface AdminWords extends Speech<AdminKey>, Pick<WorkWords, 'moment'> {
  language: WorkLanguage
}

const made = new WeakMap<object, Speech<AdminKey>>()

const speechOf = (language: WorkLanguage, messages: object): Speech<AdminKey> => {
  const known = made.get(messages) ?? speak<AdminKey>(language, messages)
  made.set(messages, known)
  return known
}

const WordsContext = createContext<AdminWords | null>(null)

export function AdminWordsProvider({ messages, children }: { messages: object; children: ReactNode }) {
  const { language, moment } = useWork()
  return <WordsContext value={{ ...speechOf(language, messages), language, moment }}>{children}</WordsContext>
}

export function useAdmin(): AdminWords {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('useAdmin needs an AdminWordsProvider above')
  return words
}
