// SPDX-License-Identifier: Apache-2.0
/** The words of incidents, which each loader of these pages sends along. */
import { useLoaderData } from 'react-router'
import type { UNITS } from '#supply/incidents/contract.ts'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import type { WorkLanguage } from '../../workspace/language.ts'
import { momentIn, useWork } from '../../workspace/words.tsx'
import type links from './links/messages/en.json'
import type en from './messages/en.json'
import type proposals from './proposals/messages/en.json'

export type IncidentsKey = Keys<typeof en & typeof links & typeof proposals>
type Unit = (typeof UNITS)[number]

export interface IncidentsSpeech extends Speech<IncidentsKey> {
  moment(iso: string): string
  /** A decimal number as it was given, without loss, with its unit; `1200.5` as `1,200.5`. */
  amount(amount: { value: string; unit: Unit }): string
}

export const speakIncidents = (language: WorkLanguage, messages: object): IncidentsSpeech => {
  const speech = speak<IncidentsKey>(language, messages)
  const decimals = new Intl.NumberFormat(language, { maximumFractionDigits: 6 })
  return {
    ...speech,
    moment: momentIn(language),
    amount: ({ value, unit }) =>
      `${decimals.format(value as `${number}`)}\u00a0${speech.t(`unit.${unit}`, { count: Number(value) })}`,
  }
}

const made = new WeakMap<object, IncidentsSpeech>()

export function useIncidents(): IncidentsSpeech {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language } = useWork()
  const speech = made.get(messages) ?? speakIncidents(language, messages)
  made.set(messages, speech)
  return speech
}
