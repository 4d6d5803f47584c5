// SPDX-License-Identifier: Apache-2.0
/** The words of this page, which its loader sends along. */
import { useLoaderData } from 'react-router'
import { offsetOf, wallOf } from '#basis/moments.ts'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { clockIn, useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type ContinuityKey = Keys<typeof en>

/** As many alternatives as the form has rows for. */
export const ROWS = 2

const made = new WeakMap<object, Speech<ContinuityKey>>()

export function useContinuity() {
  const { messages, timeZone } = useLoaderData<{ messages: object; timeZone: string }>()
  const { language } = useWork()
  // By the clock of the country, by which the form is filled in.
  const moment = (iso: string) =>
    `${clockIn(language)(wallOf(new Date(iso), timeZone))} ${offsetOf(new Date(iso), timeZone)}`
  const speech = made.get(messages) ?? speak<ContinuityKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language, moment }
}
