// SPDX-License-Identifier: Apache-2.0
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

export type HelpKey = Keys<typeof en>

const made = new Map<string, Speech<HelpKey>>()
const others = new WeakMap<object, Speech<HelpKey>>()

/** The words of help: as one text on its own pages, among those of others where the way out stands there too. */
export function useHelp(): Speech<HelpKey> {
  const { messages } = useLoaderData<{ messages: string | object }>()
  const { language } = useWords()
  if (typeof messages === 'object') {
    const speech = others.get(messages) ?? speak<HelpKey>(language, messages)
    others.set(messages, speech)
    return speech
  }
  const speech = made.get(messages) ?? speak<HelpKey>(language, JSON.parse(messages))
  made.set(messages, speech)
  return speech
}
