// SPDX-License-Identifier: Apache-2.0
/** What a request to a TAXII 2.1 server asks for: what it can read, what it sends, which objects it wants. */
import { z } from 'zod'
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'

interface MediaType {
  type: string
  version: string | undefined
  quality: number
}

const mediaType = (text: string): MediaType => {
  const [type = '', ...parameters] = text.split(';').map((each) => each.trim().toLowerCase())
  const named = new Map(
    parameters.map((each): [string, string] => {
      const [name = '', value = ''] = each.split('=').map((part) => part.trim())
      return [name, value.replace(/^"(.*)"$/, '$1')]
    }),
  )
  const quality = Number(named.get('q') ?? '1')
  return { type, version: named.get('version'), quality: Number.isNaN(quality) ? 0 : quality }
}

const isTaxii = ({ type, version }: MediaType) =>
  type === 'application/taxii+json' && (version === undefined || version === '2.1')

/**
 * Whether TAXII 2.1 may be sent to whoever has this Accept header; otherwise the answer is 406. Without the header
 * anything may be (RFC 9110, section 12.5.1), as with a type that has no version: that is the latest.
 */
export const acceptsTaxii = (accept: string | null | undefined): boolean => {
  if (accept === null || accept === undefined || accept.trim() === '') return true
  const wanted = accept.slice(0, 2000).split(',').map(mediaType)
  const precise = wanted.filter(isTaxii)
  // A type that is named counts before a wildcard: who refuses it by name gets none.
  if (precise.length > 0) return precise.some(({ quality }) => quality > 0)
  return wanted.some(({ type, quality }) => quality > 0 && (type === '*/*' || type === 'application/*'))
}

/** Whether a body of this Content-Type is read; otherwise the answer is 415. */
export const isTaxiiContent = (contentType: string | null | undefined): boolean =>
  isTaxii(mediaType((contentType ?? '').slice(0, 500)))

export interface TaxiiQuery {
  /** One of these; absent: any. Ids that are none match nothing. */
  ids?: string[]
  types?: string[]
  specVersions?: string[]
  /** All of these together. Without one that is asked for: the latest. A moment is RFC 3339, as it was given. */
  versions: ('first' | 'last' | 'all' | { at: string })[]
  /** Added to the collection later than this, RFC 3339: never when it was made or modified. */
  addedAfter?: string
  /** At most so many. */
  limit: number
  /** The `next` of the page before, as this server made it: whether it did is for the server to see. */
  next?: string
}

/** Which filters an address has: of many objects, of one, of the versions of one. The others are passed over. */
export type TaxiiAddress = 'objects' | 'object' | 'versions'
const FIELDS: Record<TaxiiAddress, readonly string[]> = {
  objects: ['id', 'type', 'version', 'spec_version'],
  object: ['version', 'spec_version'],
  versions: ['spec_version'],
}

const MOST_VALUES = 100
const timestamp = z.iso.datetime()
const isTimestamp = (text: string) => timestamp.safeParse(text).success

type Parsed = Outcome<TaxiiQuery, Refusal<'not-valid'>>

/**
 * Reads the parameters of a request for objects or manifests. Refuses what is given twice, empty, or is no number or
 * moment: the answer is 400. A larger `limit` than the server's is cut down to it, as the standard allows.
 */
export const parseTaxiiQuery = (
  parameters: URLSearchParams,
  address: TaxiiAddress = 'objects',
  { most = 1000, usual = 100 }: { most?: number; usual?: number } = {},
): Parsed => {
  const fields = FIELDS[address]
  const known = ['added_after', 'limit', 'next', ...fields.map((field) => `match[${field}]`)]
  for (const name of known) {
    const given = parameters.getAll(name)
    if (given.length > 1) return refuse('not-valid', 'It is given more than once.', name)
    if (given[0] === '') return refuse('not-valid', 'It is empty.', name)
  }
  const list = (field: string) =>
    fields.includes(field)
      ? parameters
          .get(`match[${field}]`)
          ?.split(',')
          .map((each) => each.trim())
      : undefined
  const lists = { id: list('id'), type: list('type'), version: list('version'), spec_version: list('spec_version') }
  for (const [field, values] of Object.entries(lists))
    if (values && (values.length > MOST_VALUES || values.includes('')))
      return refuse('not-valid', `Give 1 to ${MOST_VALUES} values, with a comma between them.`, `match[${field}]`)

  const versions = (lists.version ?? ['last']).map((each): TaxiiQuery['versions'][number] =>
    each === 'first' || each === 'last' || each === 'all' ? each : { at: each },
  )
  if (versions.some((each) => typeof each === 'object' && !isTimestamp(each.at)))
    return refuse('not-valid', 'A version is first, last, all, or a timestamp of RFC 3339.', 'match[version]')

  const addedAfter = parameters.get('added_after')
  if (addedAfter !== null && !isTimestamp(addedAfter))
    return refuse('not-valid', 'This is no timestamp of RFC 3339 in UTC.', 'added_after')
  const limit = parameters.get('limit')
  if (limit !== null && !/^0*[1-9]\d{0,8}$/.test(limit))
    return refuse('not-valid', 'A limit is a whole number of at least 1.', 'limit')
  const next = parameters.get('next')
  if (next !== null && next.length > 500) return refuse('not-valid', 'This is none of our cursors.', 'next')

  return ok({
    ...(lists.id && { ids: lists.id }),
    ...(lists.type && { types: lists.type }),
    ...(lists.spec_version && { specVersions: lists.spec_version }),
    versions,
    ...(addedAfter === null ? {} : { addedAfter }),
    limit: Math.min(limit === null ? usual : Number(limit), most),
    ...(next === null ? {} : { next }),
  })
}
