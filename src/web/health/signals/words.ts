// SPDX-License-Identifier: Apache-2.0
/** The words of signals, which each loader of these pages sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type SignalsKey = Keys<typeof en>

const made = new WeakMap<object, Speech<SignalsKey>>()

export function useSignals() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<SignalsKey>(language, messages)
  made.set(messages, speech)
  /** `1-7` as a range of the language, else about that many. */
  const many = (count: string) =>
    count === '1-7' ? speech.t('leaves.few') : speech.t('leaves.about', { count: Number(count) })
  return { ...speech, moment, many }
}
