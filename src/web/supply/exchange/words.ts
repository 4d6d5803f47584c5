// SPDX-License-Identifier: Apache-2.0
/** The words of these pages, which each of their loaders sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type ExchangeKey = Keys<typeof en>

const made = new WeakMap<object, Speech<ExchangeKey>>()

export function useExchange() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<ExchangeKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, moment }
}
