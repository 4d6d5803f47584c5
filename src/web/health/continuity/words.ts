// SPDX-License-Identifier: Apache-2.0
/** The words of this page, which its loader sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { localIn } from '../../workspace/local.ts'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type ContinuityKey = Keys<typeof en>

/** As many alternatives as the form has rows for. */
export const ROWS = 2

const made = new WeakMap<object, Speech<ContinuityKey>>()

export function useContinuity() {
  const { messages, timeZone } = useLoaderData<{ messages: object; timeZone: string }>()
  const { language } = useWork()
  // By the clock of the country, by which the form is filled in.
  const moment = localIn(language, timeZone)
  const speech = made.get(messages) ?? speak<ContinuityKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language, moment }
}
