// SPDX-License-Identifier: Apache-2.0
/** The words of inspections, which each loader of these pages sends along with those of assurance. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../../public/words.tsx'
import { useWork } from '../../../workspace/words.tsx'
import type assurance from '../messages/en.json'
import type en from './messages/en.json'

export type InspectionKey = Keys<typeof en & typeof assurance>

const made = new WeakMap<object, Speech<InspectionKey>>()

export function useInspections() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<InspectionKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language, moment }
}
