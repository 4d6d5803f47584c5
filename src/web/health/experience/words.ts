// SPDX-License-Identifier: Apache-2.0
/** The words of the survey, which each loader of these pages sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type ExperienceKey = Keys<typeof en>

const made = new WeakMap<object, Speech<ExperienceKey>>()

export function useExperience() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<ExperienceKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, moment }
}
