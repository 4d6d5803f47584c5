// SPDX-License-Identifier: Apache-2.0
/** How complete and how fresh a listing is. Of the listing, never of the service, and never shown to the public. Pure. */
import type { Listing } from '../contract.ts'
import { freshnessOf } from '../fresh.ts'

export const QUALITY_PARTS = [
  ...(['phone', 'address', 'hours', 'holidays', 'cost', 'ages', 'languages', 'offers', 'access', 'website'] as const),
  'confirmed',
] as const
export type QualityPart = (typeof QUALITY_PARTS)[number]

export interface ListingQuality {
  /** 0 to 100. */
  score: number
  /** Not known, what matters most first. */
  missing: QualityPart[]
  /** Known for long and not confirmed since. */
  old: QualityPart[]
}

/** What somebody needs to be helped today weighs most. Our own choice; together 100. */
const WEIGHTS: Readonly<Record<QualityPart, number>> = {
  ...{ phone: 20, confirmed: 20, hours: 15, address: 10, cost: 10, offers: 8, access: 5, ages: 4, languages: 4 },
  ...{ holidays: 2, website: 2 },
}

/**
 * A part that is not known counts nothing; a confirmation of more than 92 days ago counts half, of more than a year nothing. What does
 * not apply (the address of a refuge, or of a helpline) counts as known.
 */
export const qualityOf = (listing: Listing, now: Date): ListingQuality => {
  const { phones, location, schedules, holidays, terms, languages, website, minimumAge, maximumAge, confirmed } =
    listing
  const says = (...facets: string[]) =>
    terms.some((term) => facets.some((facet) => term.startsWith(`${facet}:`)) && !term.endsWith(':unknown'))
  const has: Record<QualityPart, boolean> = {
    ...{ phone: phones.length > 0, hours: schedules !== null, holidays: schedules === null || holidays !== null },
    address: location.city === null || !location.isAddressPublic || location.address1 !== '',
    ...{ cost: says('cost'), offers: says('intervention', 'setting'), access: says('access_mode') },
    ages: minimumAge !== null || maximumAge !== null || terms.some((term) => /^population:(age\.|all$)/.test(term)),
    ...{ languages: languages !== null, website: website !== null, confirmed: confirmed !== null },
  }
  const fresh = freshnessOf(confirmed, now)
  const earned = { fresh: 1, 'some-time': 0.5, long: 0 }[fresh ?? 'long']
  const parts = [...QUALITY_PARTS].sort((a, b) => WEIGHTS[b] - WEIGHTS[a])
  const score = parts.reduce((sum, part) => {
    if (part === 'confirmed') return sum + WEIGHTS[part] * earned
    return sum + (has[part] ? WEIGHTS[part] : 0)
  }, 0)
  return {
    score: Math.round(score),
    missing: parts.filter((part) => !has[part]),
    old: fresh === 'some-time' || fresh === 'long' ? ['confirmed'] : [],
  }
}
