// SPDX-License-Identifier: Apache-2.0
/** What an incident shares with another one where both tell of the same firm, goods, way or person behind them: pure. */
import type { IdentifierType } from '../codes.ts'
import { normalised } from '../identifiers.ts'
import type { IncidentContent } from '../shapes.ts'
import { benignOf } from './benign.ts'
import type { LinkKind } from './kinds.ts'
import { addressKey, companyKey, placeKey } from './names.ts'

export interface Key {
  /** The part of the report that it stands in: who is denied that part is denied the key. */
  part: 'open' | 'parties' | 'identifiers'
  /** `substance` links nothing: by it the board is filtered. */
  kind: LinkKind | 'substance'
  /** In the one spelling by which it is found again. */
  value: string
  /** As it was reported. */
  shown: string
}

/** Shorter ones are chosen anew by everybody who numbers something. */
const LEAST: Partial<Record<IdentifierType, number>> = { invoice: 6, seal: 4, plate: 4, handle: 4, 'bill-of-lading': 6 }

const identifierKey = (type: IdentifierType, given: string): string | undefined => {
  const value = type === 'address' ? addressKey(given) : normalised(type, given)
  return value === undefined || value.length < (LEAST[type] ?? 1) ? undefined : value
}

/**
 * From where to where: only where both ends are places, since half of the world's goods go from one country to another.
 */
const routeKey = (route: IncidentContent['route']): Omit<Key, 'part'> | undefined => {
  const from = route.find(({ role }) => role === 'origin' || role === 'departure')
  const to = route.findLast(({ role }) => role === 'destination' || role === 'intended-market')
  if (!from?.place || !to?.place) return undefined
  const end = ({ country, place }: { country: string; place: string }) => `${country} ${placeKey(place)}`
  const shown = `${from.place} (${from.country}) → ${to.place} (${to.country})`
  return end(from) === end(to) ? undefined : { kind: 'route', value: `${end(from)} > ${end(to)}`, shown }
}

/**
 * By the name of a person nothing is linked: namesakes are many, and one of them would stand beside a case that is not
 * theirs. A carrier of which nobody says that it knew anything carries for everybody.
 */
const isTelling = ({ person, role, knowledge }: IncidentContent['parties'][number]) =>
  !person && !((role === 'carrier' || role === 'freight-forwarder') && !['suspected', 'confirmed'].includes(knowledge))

/** The keys of what was reported, each once. What another node kept to itself has none. */
export const keysIn = ({ goods, route, parties = [], identifiers = [] }: IncidentContent): Key[] => {
  const keys: Key[] = []
  const add = (key: Key) => {
    const isKnown = keys.some(({ kind, value }) => kind === key.kind && value === key.value)
    if (!isKnown && !benignOf(key.kind, key.value)) keys.push(key)
  }
  for (const { id } of goods)
    if (id !== undefined && id !== '') add({ part: 'open', kind: 'substance', value: id, shown: id })
  const way = routeKey(route)
  if (way) add({ part: 'open', ...way })
  for (const party of parties.filter(isTelling)) {
    const value = companyKey(party.name)
    if (value !== undefined) add({ part: 'parties', kind: 'company', value, shown: party.name })
  }
  for (const { type, value: shown } of identifiers) {
    const value = identifierKey(type, shown)
    if (value !== undefined) add({ part: 'identifiers', kind: type, value, shown })
  }
  return keys
}
