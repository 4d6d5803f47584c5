// SPDX-License-Identifier: Apache-2.0
/**
 * A listing in the words of HSDS 3.0. A listing is a service at a location, so its service, its location and the two together
 * bear its id. Whatever HSDS has no field for stands in an attribute, so that nothing is lost on the way to another node.
 */
import type {
  HsdsAttribute,
  HsdsLocation,
  HsdsOrganization,
  HsdsPhone,
  HsdsSchedule,
  HsdsService,
  HsdsServiceAtLocation,
  HsdsServiceInList,
  HsdsTaxonomy,
  HsdsTerm,
} from '#interop/hsds/index.ts'
import { isMonthly } from '../contract.ts'
import type { OpenListing, OpenOrganization } from '../open/desk.ts'
import { type OpenTaxonomy, type OpenTerm, openTaxonomy, partId } from '../open/taxonomy.ts'
import { DESCRIBED, HIDDEN, HOLIDAYS, MERGED, ROOM_LINKS, ZONE } from './words.ts'

export const taxonomyOf = ({ id, name }: OpenTaxonomy): HsdsTaxonomy => ({
  ...{ id, name, description: 'A facet of the taxonomy of services of Passerelle.' },
})

export const termOf = ({ uuid, id, name, definition, parentUuid, taxonomy }: OpenTerm): HsdsTerm => ({
  ...{ id: uuid, code: id, name: name.en, description: definition || name.en, language: 'en' },
  ...(parentUuid && { parent_id: parentUuid }),
  ...{ taxonomy: taxonomy.name, taxonomy_id: taxonomy.id },
})

export const organizationOf = ({ id, name }: Pick<OpenOrganization, 'id' | 'name'>): HsdsOrganization => ({
  ...{ id, name, description: '' },
})

const statusOf = ({ ended, left }: OpenListing) =>
  ended !== null ? 'defunct' : left !== null ? 'inactive' : ('active' as const)

export const serviceInListOf = (listing: OpenListing): HsdsServiceInList => {
  const { id, name, alternateName, website, minimumAge, maximumAge, confirmed, organization, organizationId } = listing
  return {
    ...{ id, name, status: statusOf(listing), last_modified: listing.changed },
    ...(alternateName !== '' && { alternate_name: alternateName }),
    ...(website !== null && { url: website }),
    ...(minimumAge !== null && { minimum_age: minimumAge }),
    ...(maximumAge !== null && { maximum_age: maximumAge }),
    ...(confirmed !== null && { assured_date: confirmed }),
    ...(organizationId !== null && {
      ...{ organization_id: organizationId, organization: organizationOf({ id: organizationId, name: organization }) },
    }),
  }
}

const attribute = (
  [link_entity, link_id]: readonly [HsdsAttribute['link_entity'], string],
  link_type: string,
  value: string,
): HsdsAttribute => ({
  ...{ id: partId(link_id, link_entity, link_type, value), link_id, link_type, link_entity, value },
})

const phonesOf = ({ id: service_id, phones }: OpenListing): HsdsPhone[] =>
  phones.map(({ number, extension, type }, index) => {
    const id = partId(service_id, 'phone', index)
    // HSDS has a number here; zeros before it belong to it, and a few digits more than a number holds.
    const isNumber = String(Number(extension)) === extension
    return {
      ...{ id, service_id, number, type: type === 'text' ? 'text' : 'voice' },
      ...(isNumber && { extension: Number(extension) }),
      ...(DESCRIBED[type] !== undefined && { description: DESCRIBED[type] }),
      ...(extension !== '' && !isNumber && { attributes: [attribute(['phone', id], 'extension', extension)] }),
    }
  })

const zones = new Map<string, Intl.DateTimeFormat>()
/** Minutes from UTC at a moment. */
const offsetAt = (timeZone: string, now: Date): number => {
  let format = zones.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    zones.set(timeZone, format)
  }
  const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

const suffixOf = (offset: number) => {
  const two = (value: number) => String(value).padStart(2, '0')
  const far = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(far / 60))}:${two(far % 60)}`
}

const schedulesOf = ({ id: service_id, schedules, timeZone }: OpenListing, now: Date): HsdsSchedule[] => {
  if (schedules === null || timeZone === null) return []
  const offset = offsetAt(timeZone, now)
  return schedules.map((schedule, index) => {
    const { byday, opensAt, closesAt, validFrom, validTo } = schedule
    const id = partId(service_id, 'schedule', index)
    const at = suffixOf(offset)
    return {
      ...{
        id,
        service_id,
        freq: isMonthly(schedule) ? ('MONTHLY' as const) : ('WEEKLY' as const),
        byday: byday.join(','),
        opens_at: opensAt + at,
        closes_at: closesAt + at,
      },
      ...(validFrom !== undefined && { valid_from: validFrom }),
      ...(validTo !== undefined && { valid_to: validTo }),
      ...{ timezone: offset / 60, notes: `Local time of ${timeZone}.` },
      attributes: [attribute(['schedule', id], ZONE, timeZone)],
    }
  })
}

const locationOf = ({ id, location }: OpenListing): HsdsLocation => {
  const {
    address1,
    address2,
    city,
    region,
    postalCode,
    country,
    latitude,
    longitude,
    isAddressPublic,
    directions,
    accessibility,
  } = location
  const type = city === null ? 'virtual' : 'physical'
  return {
    ...{ id, location_type: type },
    ...(latitude !== null && longitude !== null && { latitude, longitude }),
    ...(directions !== '' && { transportation: directions }),
    ...(accessibility !== '' && {
      accessibility: [{ id: partId(id, 'accessibility'), location_id: id, description: accessibility }],
    }),
    addresses: [
      {
        ...{ id: partId(id, 'address'), location_id: id, address_1: address1, city: city ?? '' },
        ...(address2 !== '' && { address_2: address2 }),
        ...{ state_province: region ?? '', postal_code: postalCode, country, address_type: type },
      },
    ],
    ...(!isAddressPublic && {
      description: 'The address is not public.',
      attributes: [attribute(['location', id], HIDDEN, 'not-public')],
    }),
  }
}

const names = new Intl.DisplayNames(['en'], { type: 'language' })

const languagesOf = ({ id, languages }: OpenListing) =>
  (languages ?? []).map((code) => ({
    ...{ id: partId(id, 'language', code), service_id: id, name: names.of(code) ?? code, code },
  }))

const termsOf = ({ id, terms }: OpenListing) => {
  const { byId } = openTaxonomy()
  return terms.flatMap((each) => byId.get(each) ?? []).map((term) => ({ id, term }))
}

const some = <K extends string, T>(key: K, list: T[]) => (list.length > 0 ? ({ [key]: list } as Record<K, T[]>) : {})

const atLocation = (listing: OpenListing): HsdsServiceAtLocation => ({
  ...{ id: listing.id, service_id: listing.id, location_id: listing.id, location: locationOf(listing) },
})

const roomOf = ({ id, places, free, waiting }: OpenListing): HsdsAttribute[] =>
  [
    [ROOM_LINKS.places, places?.count, places?.on] as const,
    [ROOM_LINKS.free, free?.count, free?.on] as const,
    [ROOM_LINKS.waiting, waiting?.days, waiting?.on] as const,
  ].flatMap(([type, figure, on]) => (figure === undefined ? [] : attribute(['service', id], type, `${figure} ${on}`)))

/** With all that is known of it. Hours have the distance from UTC that their zone has at `now`. */
export const serviceOf = (listing: OpenListing, now: Date): HsdsService => {
  const terms = termsOf(listing)
  const { id, location } = listing
  const costs = terms.filter(({ term }) => term.facet === 'cost' && term.code !== 'unknown')
  return {
    ...serviceInListOf(listing),
    ...some('phones', phonesOf(listing)),
    ...some('schedules', schedulesOf(listing, now)),
    ...some('languages', languagesOf(listing)),
    ...some(
      'cost_options',
      costs.map(({ term }) => ({ id: partId(id, 'cost', term.code), service_id: id, option: term.name.en })),
    ),
    // By telephone or online it helps in all of this.
    ...(location.city === null && {
      service_areas: [{ id: partId(id, 'area'), service_id: id, name: location.region ?? location.country }],
    }),
    ...some('attributes', [
      ...terms.map(
        ({ term }): HsdsAttribute => ({
          ...{ id: partId(id, 'term', term.id), link_id: id, link_type: term.facet, link_entity: 'service' },
          ...{ taxonomy_term_id: term.uuid, taxonomy_term: termOf(term) },
        }),
      ),
      ...(listing.holidays === null ? [] : [attribute(['service', id], HOLIDAYS, listing.holidays)]),
      ...roomOf(listing),
      ...(listing.mergedInto === null ? [] : [attribute(['service', id], MERGED, listing.mergedInto)]),
    ]),
    service_at_locations: [atLocation(listing)],
  }
}

/** In a list without addresses, as HSDS has it. */
export const atLocationInListOf = (listing: OpenListing) => {
  const { addresses: _, attributes: __, accessibility: ___, ...location } = locationOf(listing)
  const { id } = listing
  return { ...{ id, service_id: id, location_id: id, location }, service: serviceInListOf(listing) }
}

/** With its service and all that is known of it. */
export const atLocationOf = (listing: OpenListing, now: Date) => {
  const { service_at_locations: _, ...service } = serviceOf(listing, now)
  return { ...atLocation(listing), service }
}
