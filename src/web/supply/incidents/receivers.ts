// SPDX-License-Identifier: Apache-2.0
/** Who may be told, in the order in which an officer looks for them: authorities before others, health services last. */

export const RECEIVER_SETS = ['authorities', 'rest', 'health'] as const
export type ReceiverSet = (typeof RECEIVER_SETS)[number]

interface Receiver {
  name: string
  set: ReceiverSet
  abroad: boolean
  /** ISO 3166-1 alpha-2, and its name. */
  code: string
  country: string
}

export interface ReceiverGroup<T> {
  /** A set of the own country, or the code of another one. */
  of: ReceiverSet | (string & {})
  /** Name of the other country; null for the own one. */
  country: string | null
  /** Whether the incident concerns that country. */
  isConcerned: boolean
  receivers: T[]
}

/** Near: one group for each set. Abroad: one for each country, those concerned first. `concerned`: codes of countries. */
export const receiverGroups = <T extends Receiver>(
  all: readonly T[],
  concerned: readonly string[],
): { near: ReceiverGroup<T>[]; far: ReceiverGroup<T>[] } => {
  const rank = ({ set }: Receiver) => RECEIVER_SETS.indexOf(set)
  const sorted = all.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
  const near = RECEIVER_SETS.map((set) => ({
    ...{ of: set, country: null, isConcerned: false },
    receivers: sorted.filter((each) => !each.abroad && each.set === set),
  }))
  const byCountry = Map.groupBy(
    sorted.filter(({ abroad }) => abroad),
    ({ code }) => code,
  )
  const far = [...byCountry].map(([code, receivers]) => ({
    ...{ of: code, country: receivers[0]?.country ?? code, isConcerned: concerned.includes(code), receivers },
  }))
  far.sort((a, b) => Number(b.isConcerned) - Number(a.isConcerned) || a.country.localeCompare(b.country))
  return { near: near.filter(({ receivers }) => receivers.length > 0), far }
}

/** Whether what somebody types stands in this name, apart from accents and capitals. */
export const isSought = (name: string, typed: string): boolean => {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
  return plain(name).includes(plain(typed))
}
