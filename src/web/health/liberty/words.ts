// SPDX-License-Identifier: Apache-2.0
/** The words of these pages, which each loader sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { localIn } from '../../workspace/local.ts'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type LibertyKey = Keys<typeof en>

const made = new WeakMap<object, Speech<LibertyKey>>()

export function useLiberty() {
  const { messages, timeZone } = useLoaderData<{ messages: object; timeZone: string }>()
  const { language } = useWork()
  const speech = made.get(messages) ?? speak<LibertyKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language, timeZone, moment: localIn(language, timeZone) }
}
