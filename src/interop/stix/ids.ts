// SPDX-License-Identifier: Apache-2.0
/** Identifiers of STIX 2.1 (sections 2.7 and 2.9): `type--uuid`, the UUID by RFC 4122. */
import { canonical } from '#basis/canonical.ts'
import { uuid5 } from '#interop/uuid/index.ts'

/** For Cyber-observable Objects alone; the standard forbids it for anything else. */
const OBSERVABLES = '00abedb4-aa42-466c-9c01-fed23315a9b7'
/** For whatever else we derive. */
const OURS = 'fa8b059e-44c9-495e-8473-3aa273984aaf'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
const TYPE = /^[a-z][a-z0-9-]{1,248}[a-z0-9]$/

export const typeOf = (id: string): string => id.split('--', 1)[0] ?? ''
export const isStixId = (id: string): boolean => {
  const type = typeOf(id)
  return TYPE.test(type) && UUID.test(id.slice(type.length + 2)) && id.startsWith('--', type.length)
}

/** The id of something that has a UUID of its own: that one, or one derived of it where STIX would not take it. */
export const idOf = (type: string, uuid: string): string =>
  `${type}--${UUID.test(uuid) ? uuid.toLowerCase() : uuid5(OURS, uuid.toLowerCase())}`

/** The same parts give the same id, today and on another node. */
export const derivedId = (type: string, ...parts: (string | number)[]): string =>
  `${type}--${uuid5(OURS, canonical([type, ...parts]))}`

/** ID Contributing Properties of the objects that we write or may compare. */
const CONTRIBUTING: Record<string, readonly string[]> = {
  artifact: ['hashes', 'payload_bin'],
  'domain-name': ['value'],
  'email-addr': ['value'],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  url: ['value'],
  'user-account': ['account_type', 'user_id', 'account_login'],
}
const HASHES = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512']

/** Of several digests the first of the standard's order counts, else the first by name. */
const oneHash = (hashes: unknown) => {
  if (typeof hashes !== 'object' || hashes === null) return hashes
  const given = hashes as Record<string, unknown>
  const name = HASHES.find((each) => each in given) ?? Object.keys(given).sort()[0]
  return name === undefined ? undefined : { [name]: given[name] }
}

/** The id that everyone gives the same observable; undefined for a type of which we do not know what contributes. */
export const observableId = (type: string, properties: Record<string, unknown>): string | undefined => {
  const contributing = CONTRIBUTING[type]?.filter((name) => properties[name] !== undefined)
  if (!contributing?.length) return undefined
  const values = contributing.map((name) => [name, name === 'hashes' ? oneHash(properties[name]) : properties[name]])
  return `${type}--${uuid5(OBSERVABLES, canonical(Object.fromEntries(values)))}`
}
