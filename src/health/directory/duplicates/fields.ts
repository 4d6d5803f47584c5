// SPDX-License-Identifier: Apache-2.0
/** Fields of a listing that a person chooses between when two are one, and what follows of the choice. Pure. */
import type { ListingContent } from '../contract.ts'
import { latest } from '../room.ts'

export const FIELDS = [
  ...(['name', 'organization', 'alternateName', 'phones', 'location', 'hours', 'ages', 'languages'] as const),
  ...(['terms', 'website'] as const),
] as const
export type Field = (typeof FIELDS)[number]

const KEYS: Readonly<Record<Field, readonly (keyof ListingContent)[]>> = {
  ...{ name: ['name'], organization: ['organization'], alternateName: ['alternateName'], phones: ['phones'] },
  ...{ location: ['location'], hours: ['schedules', 'timeZone', 'holidays'], ages: ['minimumAge', 'maximumAge'] },
  ...{ languages: ['languages'], terms: ['terms'], website: ['website'] },
}

const put = (content: ListingContent, from: ListingContent, field: Field): ListingContent => ({
  ...content,
  ...Object.fromEntries(KEYS[field].map((key) => [key, from[key]])),
})
const isNothing = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)
/** Whether a listing says nothing of it. */
export const isUnknownIn = (content: ListingContent, field: Field): boolean =>
  field === 'location'
    ? content.location.city === null && content.location.region === null
    : KEYS[field].every((key) => isNothing(content[key]))

export const isSameIn = (a: ListingContent, b: ListingContent, field: Field): boolean =>
  KEYS[field].every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))

/** What another listing gives to the one that stands for it. */
export interface Giving {
  content: ListingContent
  taken: readonly Field[]
}

/**
 * What is listed: what its own source says, with the fields taken from others, and with what another one alone knows: no telephone
 * number is lost by merging, whatever was chosen. Where either is a refuge the area of the refuge
 * stands, whatever was chosen: a position that one source keeps back is not to be told by the other. Of places and waiting what was
 * said last stands, whoever said it.
 */
export const composed = (said: ListingContent, givings: readonly Giving[]): ListingContent =>
  givings.reduce((made, { content, taken }) => {
    const given = FIELDS.filter(
      (field) => !isUnknownIn(content, field) && (taken.includes(field) || isUnknownIn(made, field)),
    )
    const all = latest(
      given.reduce((whole, field) => put(whole, content, field), made),
      content,
    )
    const refuge = [said, made, content].find(({ location }) => !location.isAddressPublic)
    return refuge ? put(all, refuge, 'location') : all
  }, said)

/** What is listed once the others are parted from it again: what was written by hand meanwhile stays. */
export const parted = (
  now: ListingContent,
  said: ListingContent,
  givings: readonly Giving[],
  rest: readonly Giving[],
): ListingContent => {
  const [before, after] = [composed(said, givings), composed(said, rest)]
  return FIELDS.reduce((made, field) => (isSameIn(now, before, field) ? put(made, after, field) : made), now)
}
