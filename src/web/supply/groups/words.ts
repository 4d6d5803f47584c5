// SPDX-License-Identifier: Apache-2.0
/** The words of groups, which each loader of these pages sends along. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { clockIn, useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type GroupsKey = Keys<typeof en>

const made = new WeakMap<object, Speech<GroupsKey>>()

export function useGroups() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<GroupsKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language, moment, clock: clockIn(language) }
}
