// SPDX-License-Identifier: Apache-2.0
/** The words of assurance, which each loader of these pages sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type AssuranceKey = Keys<typeof en>

const made = new WeakMap<object, Speech<AssuranceKey>>()

export function useAssurance() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<AssuranceKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language, moment }
}
