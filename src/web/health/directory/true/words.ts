// SPDX-License-Identifier: Apache-2.0
/** The words of what keeps listings true, which each loader of these pages sends along as `words`. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../../public/words.tsx'
import { useWork } from '../../../workspace/words.tsx'
import type en from './messages/en.json'

export type TrueKey = Keys<typeof en>

const made = new WeakMap<object, Speech<TrueKey>>()

export function useTrue() {
  const { words } = useLoaderData<{ words: object }>()
  const { language, moment } = useWork()
  const speech = made.get(words) ?? speak<TrueKey>(language, words)
  made.set(words, speech)
  return { ...speech, language, moment }
}
