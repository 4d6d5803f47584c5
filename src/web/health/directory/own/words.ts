// SPDX-License-Identifier: Apache-2.0
/** The words of this page, which its loader sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../../public/words.tsx'
import { useWork } from '../../../workspace/words.tsx'
import type en from './messages/en.json'

type OwnKey = Keys<typeof en>

const made = new WeakMap<object, Speech<OwnKey>>()

export function useOwn() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language } = useWork()
  const speech = made.get(messages) ?? speak<OwnKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language }
}
