// SPDX-License-Identifier: Apache-2.0
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak, useWords } from '../words.tsx'
import type en from './messages/en.json'

export type AdvisoryKey = Keys<typeof en>

const made = new WeakMap<object, Speech<AdvisoryKey>>()

export function useAdvisories() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language } = useWords()
  const speech = made.get(messages) ?? speak<AdvisoryKey>(language, messages)
  made.set(messages, speech)
  /** To the minute, in UTC, and said so. */
  const moment = (iso: string) =>
    speech.t('advisories.moment', { date: speech.date(iso.slice(0, 10)), time: iso.slice(11, 16) })
  return { ...speech, moment }
}
