// SPDX-License-Identifier: Apache-2.0
/**
 * HSDS 3.0 (Human Services Data Specification, Open Referral; CC BY-SA 4.0): what is written. Names and meanings are those of
 * the standard; what is absent is not known. `''` stands where the standard requires a text and none is known.
 */

export interface HsdsTaxonomy {
  id: string
  name: string
  description: string
  version?: string
}

export interface HsdsTerm {
  id: string
  code: string
  name: string
  description: string
  parent_id?: string
  taxonomy: string
  taxonomy_id: string
  language: string
}

export interface HsdsAttribute {
  id: string
  link_id: string
  /** What it says of it. */
  link_type: string
  /** Of which table the link is. */
  link_entity: 'service' | 'location' | 'phone' | 'schedule'
  value?: string
  taxonomy_term_id?: string
  taxonomy_term?: HsdsTerm
}

export interface HsdsPhone {
  id: string
  service_id: string
  number: string
  extension?: number
  type: string
  description?: string
  attributes?: HsdsAttribute[]
}

export interface HsdsSchedule {
  id: string
  service_id: string
  freq: 'WEEKLY' | 'MONTHLY'
  /** `MO,TU`. */
  byday: string
  valid_from?: string
  valid_to?: string
  /** `09:00-05:00`. */
  opens_at: string
  closes_at: string
  /** Hours from UTC. */
  timezone: number
  notes: string
  attributes: HsdsAttribute[]
}

export interface HsdsAddress {
  id: string
  location_id: string
  address_1: string
  address_2?: string
  city: string
  state_province: string
  postal_code: string
  /** ISO 3166-1 alpha-2. */
  country: string
  address_type: 'physical' | 'virtual'
}

export interface HsdsLocation {
  id: string
  location_type: 'physical' | 'virtual'
  description?: string
  latitude?: number
  longitude?: number
  transportation?: string
  accessibility?: { id: string; location_id: string; description: string }[]
  addresses?: HsdsAddress[]
  attributes?: HsdsAttribute[]
}

export interface HsdsOrganization {
  id: string
  name: string
  description: string
}

/** With what there is once for each service. */
export interface HsdsServiceInList {
  id: string
  organization_id?: string
  name: string
  alternate_name?: string
  url?: string
  status: 'active' | 'inactive' | 'defunct' | 'temporarily closed'
  minimum_age?: number
  maximum_age?: number
  /** `YYYY-MM-DD`. */
  assured_date?: string
  last_modified: string
  organization?: HsdsOrganization
}

export interface HsdsServiceAtLocation {
  id: string
  service_id: string
  location_id: string
  location: HsdsLocation
}

export interface HsdsService extends HsdsServiceInList {
  phones?: HsdsPhone[]
  schedules?: HsdsSchedule[]
  languages?: { id: string; service_id: string; name: string; code: string }[]
  cost_options?: { id: string; service_id: string; option: string }[]
  service_areas?: { id: string; service_id: string; name: string }[]
  attributes?: HsdsAttribute[]
  service_at_locations: HsdsServiceAtLocation[]
}

/** A page as the API of HSDS answers it; `total_items` counts all pages. */
export interface HsdsPage<T> {
  total_items: number
  total_pages: number
  page_number: number
  size: number
  first_page: boolean
  last_page: boolean
  empty: boolean
  contents: T[]
}

export const hsdsPage = <T>(
  contents: T[],
  { total, page, size }: { total: number; page: number; size: number },
): HsdsPage<T> => {
  const total_pages = Math.ceil(total / size)
  return {
    ...{ total_items: total, total_pages, page_number: page, size: contents.length },
    ...{ first_page: page === 1, last_page: page >= total_pages, empty: contents.length === 0, contents },
  }
}
