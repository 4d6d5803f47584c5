// SPDX-License-Identifier: Apache-2.0
/**
 * FHIR R4 (4.0.1, HL7; CC0), as far as a directory of services needs it: resources as they are written, bundles and errors.
 * Names and meanings are those of the standard.
 */

export interface Coding {
  system: string
  code: string
  display?: string
}
export interface CodeableConcept {
  coding?: Coding[]
  text?: string
}
export interface Reference {
  reference?: string
  display?: string
}
interface Resource<T extends string> {
  resourceType: T
  id: string
  meta: { versionId: string; lastUpdated: string; profile: string[] }
  identifier: { system: string; value: string }[]
}
export interface ContactPoint {
  system: 'phone' | 'sms' | 'url'
  value: string
  rank?: number
}

export interface FhirOrganization extends Resource<'Organization'> {
  active: boolean
  type: CodeableConcept[]
  name: string
}

export interface FhirLocation extends Resource<'Location'> {
  status: 'active' | 'inactive'
  name: string
  /** What helps to find the place. */
  description?: string
  mode: 'instance'
  type: CodeableConcept[]
  address: { line?: string[]; city: string; state?: string; postalCode?: string; country: string }
  position?: { longitude: number; latitude: number }
  managingOrganization?: Reference
}

export interface AvailableTime {
  daysOfWeek: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]
  allDay?: true
  /** `09:00:00`, never `24:00`. */
  availableStartTime?: string
  availableEndTime?: string
}

export interface FhirHealthcareService extends Resource<'HealthcareService'> {
  extension?: { url: string; valueCode: string }[]
  active: boolean
  providedBy?: Reference
  type: CodeableConcept[]
  location?: Reference[]
  name: string
  comment?: string
  /** Markdown. */
  extraDetails?: string
  telecom?: ContactPoint[]
  coverageArea?: Reference[]
  serviceProvisionCode?: CodeableConcept[]
  eligibility?: { comment: string }[]
  characteristic?: CodeableConcept[]
  communication?: CodeableConcept[]
  availableTime?: AvailableTime[]
  availabilityExceptions?: string
}

export type FhirResource = FhirOrganization | FhirLocation | FhirHealthcareService

export interface BundleEntry {
  fullUrl: string
  resource: FhirResource
  search?: { mode: 'match' | 'include' }
  request?: { method: 'POST' | 'PUT'; url: string }
  response?: { status: string; etag: string; lastModified: string }
}
export interface Bundle {
  resourceType: 'Bundle'
  type: 'searchset' | 'history'
  total: number
  link: { relation: 'self' | 'first' | 'previous' | 'next' | 'last'; url: string }[]
  entry?: BundleEntry[]
}

/** `code`: of IssueType. */
export interface OperationOutcome {
  resourceType: 'OperationOutcome'
  issue: { severity: 'error'; code: string; diagnostics: string }[]
}
export const operationOutcome = (code: string, diagnostics: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, diagnostics }],
})

/** What FHIR says where a value is required and nobody knows it. */
export const UNKNOWN: CodeableConcept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown', display: 'Unknown' }],
}

const PRECISE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d(\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?)?)?$/

/** The span of a date of FHIR of any precision, in UTC where it says no zone; undefined where it is none. */
export const spanOf = (date: string): { from: Date; until: Date } | undefined => {
  const found = PRECISE.exec(date)
  if (!found) return undefined
  const [, year = '', month, day, time, fraction, zone = 'Z'] = found
  const from = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T${time ?? '00:00'}${zone}`)
  if (Number.isNaN(from.getTime())) return undefined
  const until = new Date(from)
  if (fraction !== undefined) until.setUTCMilliseconds(until.getUTCMilliseconds() + 1)
  else if (time !== undefined) until.setTime(until.getTime() + (time.length > 5 ? 1000 : 60_000))
  else if (day !== undefined) until.setUTCDate(until.getUTCDate() + 1)
  else if (month !== undefined) until.setUTCMonth(until.getUTCMonth() + 1)
  else until.setUTCFullYear(until.getUTCFullYear() + 1)
  return { from, until }
}
