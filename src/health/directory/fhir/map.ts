// SPDX-License-Identifier: Apache-2.0
/**
 * A listing as FHIR R4 in the profiles of IHE mCSD (Mobile Care Services Discovery): a HealthcareService and, where it has a
 * place, its Location, both of its id; and the Organization that it names. Where a profile requires a type and none is known,
 * it is said to be unknown.
 */
import {
  type AvailableTime,
  type CodeableConcept,
  type FhirHealthcareService,
  type FhirLocation,
  type FhirOrganization,
  UNKNOWN,
} from '#interop/fhir/index.ts'
import type { Facet } from '#reference/index.ts'
import { isMonthly, type Schedule, WEEKDAYS, type Weekday } from '../hours.ts'
import type { OpenListing, OpenOrganization } from '../open/desk.ts'
import { openTaxonomy } from '../open/taxonomy.ts'

const MCSD = 'https://profiles.ihe.net/ITI/mCSD/StructureDefinition/'
export const PROFILES = {
  HealthcareService: `${MCSD}IHE.mCSD.HealthcareService`,
  Location: `${MCSD}IHE.mCSD.Location`,
  Organization: `${MCSD}IHE.mCSD.Organization`,
} as const
export type Type = keyof typeof PROFILES

/** Of identifiers that are URIs. */
export const URI = 'urn:ietf:rfc:3986'

/** Each facet is a code system of its own; a code is the id of a term, `intervention:phar.oat.bup`. */
export const systemOf = (facet: Facet): string =>
  `urn:uuid:${openTaxonomy().taxonomies.find((each) => each.facet === facet)?.id}`

const conceptsOf = ({ terms }: OpenListing, isWanted: (facet: Facet) => boolean): CodeableConcept[] =>
  terms.flatMap((id) => {
    const term = openTaxonomy().byId.get(id)
    return term && isWanted(term.facet)
      ? [{ coding: [{ system: systemOf(term.facet), code: id, display: term.name.en }] }]
      : []
  })
const known = (concepts: CodeableConcept[]) => (concepts.length > 0 ? concepts : [UNKNOWN])
const some = <K extends string, T>(key: K, list: T[]) => (list.length > 0 ? ({ [key]: list } as Record<K, T[]>) : {})

const common = <T extends Type>(resourceType: T, id: string, versionId: string, lastUpdated: string) => ({
  ...{ resourceType, id, meta: { versionId, lastUpdated, profile: [PROFILES[resourceType]] } },
  identifier: [{ system: URI, value: `urn:uuid:${id}` }],
})

export const isActive = ({ ended, left }: OpenListing): boolean => ended === null && left === null

const providerOf = ({ organizationId, organization }: OpenListing) =>
  organizationId === null ? undefined : { reference: `Organization/${organizationId}`, display: organization }

const DAYS = {
  ...({ MO: 'mon', TU: 'tue', WE: 'wed', TH: 'thu' } as const),
  ...({ FR: 'fri', SA: 'sat', SU: 'sun' } as const),
}
const daysOf = (days: readonly Weekday[]) => days.map((day) => DAYS[day])
const after = (day: Weekday) => WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % 7] as Weekday

/** FHIR knows no 24:00, and nothing that closes before it opens: a night is an evening and a morning. */
const timesOf = ({ byday: days, opensAt, closesAt }: Schedule): AvailableTime[] => {
  const byday = WEEKDAYS.filter((day) => days.includes(day))
  if (opensAt === '00:00' && closesAt === '24:00') return [{ daysOfWeek: daysOf(byday), allDay: true }]
  const between = (days: readonly Weekday[], from: string, to: string): AvailableTime => ({
    ...{ daysOfWeek: daysOf(days), availableStartTime: `${from}:00` },
    availableEndTime: to === '24:00' ? '23:59:59' : `${to}:00`,
  })
  if (closesAt > opensAt) return [between(byday, opensAt, closesAt)]
  const evening = between(byday, opensAt, '24:00')
  return closesAt === '00:00' ? [evening] : [evening, between(byday.map(after), '00:00', closesAt)]
}

/** FHIR has hours of each week alone; days of a month, seasons and public holidays are said in words. */
const isEachWeek = (schedule: Schedule) =>
  !isMonthly(schedule) && schedule.validFrom === undefined && schedule.validTo === undefined
const HOLIDAYS = { open: 'Open on public holidays as on other days.', closed: 'Closed on public holidays.' }
const exceptionsOf = ({ schedules, holidays }: OpenListing): string =>
  [
    ...(schedules ?? [])
      .filter((each) => !isEachWeek(each))
      .map(({ byday, opensAt, closesAt, validFrom, validTo }) => {
        const season = [validFrom && ` from ${validFrom}`, validTo && ` until ${validTo}`].join('')
        return `${byday.join(',')} ${opensAt}-${closesAt}${season}.`
      }),
    ...(holidays === null ? [] : [HOLIDAYS[holidays]]),
  ].join(' ')

const agesOf = ({ minimumAge, maximumAge }: OpenListing) => {
  if (minimumAge === null && maximumAge === null) return []
  if (maximumAge === null) return [{ comment: `From the age of ${minimumAge}.` }]
  return [{ comment: minimumAge === null ? `Up to the age of ${maximumAge}.` : `Ages ${minimumAge} to ${maximumAge}.` }]
}

/** R4 has no field for what a service was replaced by: it is not active, and says in words which one stands for it. */
const commentOf = ({ alternateName, mergedInto }: OpenListing): string =>
  [alternateName, ...(mergedInto === null ? [] : [`One service with HealthcareService/${mergedInto}.`])]
    .filter((text) => text !== '')
    .join(' ')

/** R4 and mCSD have no field for places or waiting: they stand where R4 wants what fits no other one. */
const roomOf = ({ places, free, waiting }: OpenListing): string =>
  [
    ...(places === null ? [] : [`Places: ${places.count} (said on ${places.on}).`]),
    ...(free === null ? [] : [`Free places: ${free.count} (said on ${free.on}).`]),
    ...(waiting === null
      ? []
      : [
          waiting.days === 'closed'
            ? `Waiting list closed (said on ${waiting.on}).`
            : `Days until a first appointment: ${waiting.days} (said on ${waiting.on}).`,
        ]),
  ].join(' ')

export const healthcareServiceOf = (listing: OpenListing): FhirHealthcareService => {
  const { id, version, changed, name, location, phones, website, languages, schedules } = listing
  const provider = providerOf(listing)
  return {
    ...common('HealthcareService', id, String(version), changed),
    ...(listing.timeZone !== null && {
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/timezone', valueCode: listing.timeZone }],
    }),
    active: isActive(listing),
    ...(provider && { providedBy: provider }),
    type: known(conceptsOf(listing, (facet) => facet === 'intervention')),
    ...(location.city !== null && { location: [{ reference: `Location/${id}`, display: name }] }),
    ...{ name, ...(commentOf(listing) !== '' && { comment: commentOf(listing) }) },
    ...(roomOf(listing) !== '' && { extraDetails: roomOf(listing) }),
    ...some('telecom', [
      ...phones.map(({ number, extension, type }, index) => ({
        ...{ system: type === 'text' ? ('sms' as const) : ('phone' as const) },
        ...{ value: extension === '' ? number : `${number} x${extension}`, rank: index + 1 },
      })),
      ...(website === null ? [] : [{ system: 'url' as const, value: website }]),
    ]),
    ...(location.city === null && {
      coverageArea: [
        { display: location.region === null ? location.country : `${location.region}, ${location.country}` },
      ],
    }),
    ...(listing.terms.includes('cost:free') && {
      serviceProvisionCode: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/service-provision-conditions', code: 'free' }] },
      ],
    }),
    ...some('eligibility', agesOf(listing)),
    ...some(
      'characteristic',
      conceptsOf(listing, (facet) => facet !== 'intervention' && facet !== 'setting'),
    ),
    ...some(
      'communication',
      (languages ?? []).map((code): CodeableConcept => ({ coding: [{ system: 'urn:ietf:bcp:47', code }] })),
    ),
    ...some('availableTime', (schedules ?? []).filter(isEachWeek).flatMap(timesOf)),
    ...(exceptionsOf(listing) !== '' && { availabilityExceptions: exceptionsOf(listing) }),
  }
}

/** Undefined where it helps by telephone or online alone. */
export const fhirLocationOf = (listing: OpenListing): FhirLocation | undefined => {
  const { id, version, changed, name, location } = listing
  const { address1, address2, city, region, postalCode, country, latitude, longitude } = location
  const description = [location.directions, location.accessibility].filter((text) => text !== '').join(' ')
  if (city === null) return undefined
  const provider = providerOf(listing)
  return {
    ...common('Location', id, String(version), changed),
    ...{ status: isActive(listing) ? 'active' : 'inactive', name, mode: 'instance' },
    ...(description !== '' && { description }),
    type: known(conceptsOf(listing, (facet) => facet === 'setting')),
    address: {
      ...some(
        'line',
        [address1, address2].filter((line) => line !== ''),
      ),
      ...{ city, ...(region !== null && { state: region }), ...(postalCode !== '' && { postalCode }), country },
    },
    ...(latitude !== null && longitude !== null && { position: { longitude, latitude } }),
    ...(provider && { managingOrganization: provider }),
  }
}

export const fhirOrganizationOf = ({ id, name, isListed, changed }: OpenOrganization): FhirOrganization => ({
  ...common('Organization', id, String(Date.parse(changed)), changed),
  ...{ active: isListed, type: [UNKNOWN], name },
})
