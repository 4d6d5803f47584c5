// SPDX-License-Identifier: Apache-2.0
/** What we write where HSDS has no word of its own, and read again. */
import type { ListingContent } from '../contract.ts'

/** Kinds of telephones beyond those of RFC 6350. */
export const DESCRIBED: Partial<Record<ListingContent['phones'][number]['type'], string>> = {
  intake: 'Intake',
  hotline: 'Hotline',
}

/** `link_type` of the IANA name of a schedule’s zone: HSDS has its distance from UTC alone. */
export const ZONE = 'time_zone'

/** `link_type` of what a service does on public holidays: `open` or `closed`. */
export const HOLIDAYS = 'public_holidays'

/** `link_type` of the service that stands for one that is defunct: a person said that both are one. */
export const MERGED = 'merged_into'

/** `link_type` of places and waiting, with the figure, a space, and the day on which it was said: HSDS 3.0 has no field for either. */
export const ROOM_LINKS = { places: 'places', free: 'free_places', waiting: 'waiting_days' } as const

/** `link_type` that says that an address is not public. */
export const HIDDEN = 'address'

/** The kind of a telephone as it was written, or else as others write it. */
export const kindOfPhone = (type: string | undefined, description: string | undefined) => {
  const kinds = Object.keys(DESCRIBED) as (keyof typeof DESCRIBED)[]
  return (
    kinds.find((kind) => DESCRIBED[kind] === description) ?? (type === 'text' ? ('text' as const) : ('voice' as const))
  )
}
