// SPDX-License-Identifier: Apache-2.0
/** The words of these pages, which each of their loaders sends along. */
import { useLoaderData } from 'react-router'
import type { Licence } from '#supply/oversight/contract.ts'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type OversightKey = Keys<typeof en>

const made = new WeakMap<object, Speech<OversightKey>>()

/** The words of a loader's messages; once for each language on the server. */
export const speechOf = (language: 'en' | 'fr', messages: object): Speech<OversightKey> => {
  const speech = made.get(messages) ?? speak<OversightKey>(language, messages)
  made.set(messages, speech)
  return speech
}

/** A decimal number as it was given, without loss, with its unit. */
export const amountOf = (language: string, { value, unit }: Licence['scope'][number]['yearly']): string =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value as `${number}`)}\u00a0${unit}`

export function useOversight() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  return { ...speechOf(language, messages), language, moment }
}
