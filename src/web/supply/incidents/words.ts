// SPDX-License-Identifier: Apache-2.0
/** The words of incidents, which each loader of these pages sends along. */
import { useLoaderData } from 'react-router'
import type { UNITS } from '#supply/incidents/contract.ts'
import { type Keys, type Speech, speak } from '../../public/words.tsx'
import { useWork } from '../../workspace/words.tsx'
import type links from './links/messages/en.json'
import type en from './messages/en.json'
import type proposals from './proposals/messages/en.json'

export type IncidentsKey = Keys<typeof en & typeof links & typeof proposals>
type Unit = (typeof UNITS)[number]

const made = new WeakMap<object, Speech<IncidentsKey>>()

export function useIncidents() {
  const { messages } = useLoaderData<{ messages: object }>()
  const { language, moment } = useWork()
  const speech = made.get(messages) ?? speak<IncidentsKey>(language, messages)
  made.set(messages, speech)
  /** A decimal number as it was given, without loss; `1200.5` as `1,200.5`. */
  const decimal = (value: string) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value as `${number}`)
  const amount = ({ value, unit }: { value: string; unit: Unit }) =>
    `${decimal(value)}\u00a0${speech.t(`unit.${unit}`, { count: Number(value) })}`
  return { ...speech, moment, amount }
}
