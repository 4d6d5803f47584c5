// SPDX-License-Identifier: Apache-2.0
/** The words of these pages, which each of their loaders sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type SuspicionsKey = Keys<typeof en>

const made = new WeakMap<object, Speech<SuspicionsKey>>()

/** The words of a loader's messages; once for each language on the server. */
export const speechOf = (language: 'en' | 'fr', messages: object): Speech<SuspicionsKey> => {
  const speech = made.get(messages) ?? speak<SuspicionsKey>(language, messages)
  made.set(messages, speech)
  return speech
}

export function useSuspicions() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  return { ...speechOf(language, messages), language, moment }
}
