// SPDX-License-Identifier: Apache-2.0
/** The words of what authorities say to each other about an incident, which its page's loader sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../../public/words.tsx'
import { useWork } from '../../../workspace/words.tsx'
import type en from './messages/en.json'

export type TalkKey = Keys<typeof en>

const made = new WeakMap<object, Speech<TalkKey>>()

export function useTalk() {
  const { messages } = useLoaderData<{ talk: { messages: object } }>().talk
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<TalkKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language, moment }
}
