// SPDX-License-Identifier: Apache-2.0
/** The words of these pages, which each of their loaders sends along. */
import { useLoaderData } from 'react-router'
import type { SuspicionLeg } from '#supply/suspicions/contract.ts'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { useWork } from '../../workspace/words.tsx'
import type en from './messages/en.json'

export type SuspicionsKey = Keys<typeof en>

const made = new WeakMap<object, Speech<SuspicionsKey>>()

/** The words of a loader's messages; once for each language on the server. */
export const speechOf = (language: 'en' | 'fr', messages: object): Speech<SuspicionsKey> => {
  const speech = made.get(messages) ?? speak<SuspicionsKey>(language, messages)
  made.set(messages, speech)
  return speech
}

/** Of what a page speaks; `any` where of several alike. */
export type Spoken = SuspicionLeg | 'any'

/**
 * Where a text has a form of its own for payments it is that one (`key_payment`) on pages whose loader says so, and for parcels and
 * listings alike (`key_item`).
 */
export function useSuspicions() {
  const { messages, leg = 'order' } = useLoaderData<{ messages: object; leg?: Spoken }>()
  const { language, moment } = useWork()
  const speech = speechOf(language, messages)
  const t: typeof speech.t = (key, values) =>
    speech.t(key, { ...values, context: leg === 'parcel' || leg === 'listing' ? 'item' : leg })
  return { ...speech, language, moment, ...(leg !== 'order' && { t }) }
}
