// SPDX-License-Identifier: Apache-2.0
/** The words of the field mode, which its page carries with it. */
import { useLoaderData } from 'react-router'
import { type Keys, type Speech, speak } from '../../../public/words.tsx'
import { useWork } from '../../../workspace/words.tsx'
import type inspections from '../inspections/messages/en.json'
import type assurance from '../messages/en.json'
import type en from './messages/en.json'

type FieldKey = Keys<typeof en & typeof inspections & typeof assurance>

const made = new WeakMap<object, Speech<FieldKey>>()

export function useField() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<FieldKey>(language, messages)
  made.set(messages, speech)
  return { ...speech, language, moment }
}
