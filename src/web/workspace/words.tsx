// SPDX-License-Identifier: Apache-2.0
/** The words of the workspace in the reader's language, as on public pages. */
import { createContext, type ReactNode, useContext } from 'react'
import { type Keys, type Speech, speak } from '../public/words.tsx'
import type { WorkLanguage } from './language.ts'
import type en from './messages/en.json'

export type WorkMessages = typeof en
export type WorkKey = Keys<WorkMessages>

export interface WorkWords extends Speech<WorkKey> {
  language: WorkLanguage
  /** A moment, to the minute, in UTC, and said so: colleagues in two countries read the same. */
  moment(iso: string): string
}

/** What a clock shows, written as a moment is, and of no zone: `YYYY-MM-DDTHH:MM`. */
export const clockIn = (language: WorkLanguage): ((wall: string) => string) => {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  return (wall) => format.format(new Date(`${wall}Z`))
}

export const momentIn = (language: WorkLanguage): ((iso: string) => string) => {
  const clock = clockIn(language)
  return (iso) => `${clock(new Date(iso).toISOString().slice(0, 16))} UTC`
}

const made = new WeakMap<object, WorkWords>()

function wordsOf(language: WorkLanguage, messages: object): WorkWords {
  const known = made.get(messages)
  if (known) return known
  const words: WorkWords = {
    ...speak<WorkKey>(language, messages),
    language,
    moment: momentIn(language),
  }
  made.set(messages, words)
  return words
}

const WordsContext = createContext<WorkWords | null>(null)

interface WorkWordsProviderProps {
  language: WorkLanguage
  messages: object
  children: ReactNode
}

export const WorkWordsProvider = ({ language, messages, children }: WorkWordsProviderProps) => (
  <WordsContext value={wordsOf(language, messages)}>{children}</WordsContext>
)

export function useWork(): WorkWords {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('useWork needs a WorkWordsProvider above')
  return words
}
