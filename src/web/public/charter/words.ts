// SPDX-License-Identifier: Apache-2.0
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

export type CharterKey = Keys<typeof en>

const made = new WeakMap<object, Speech<CharterKey>>()

export function useCharter(): Speech<CharterKey> {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language } = useWords()
  const speech = made.get(messages) ?? speak<CharterKey>(language, messages)
  made.set(messages, speech)
  return speech
}
