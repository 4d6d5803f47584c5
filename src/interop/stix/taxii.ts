// SPDX-License-Identifier: Apache-2.0
/**
 * TAXII 2.1 (OASIS Standard, 10 June 2021): shapes of its resources, its media types, and what a request asks for. No
 * server and no client: both read and write by this. Sections of the standard in brackets.
 */
import { z } from 'zod'
import type { Refused } from './sift.ts'

/** What is sent, whichever of the acceptable types was asked for. */
export const TAXII_TYPE = 'application/taxii+json;version=2.1'
export const STIX_TYPE = 'application/stix+json;version=2.1'
/** When the first and the last object of an answer were added to the collection. */
export const DATE_ADDED_FIRST = 'X-TAXII-Date-Added-First'
export const DATE_ADDED_LAST = 'X-TAXII-Date-Added-Last'

const text = z.string()
const timestamp = z.iso.datetime()
const count = z.int().min(0)

/** [4.1] */
export const discoveryShape = z.object({
  title: text.min(1),
  description: text.optional(),
  contact: text.optional(),
  default: text.optional(),
  api_roots: z.array(text).optional(),
})
/** [4.2] `max_content_length` in bytes; more is answered with 413. */
export const apiRootShape = z.object({
  title: text.min(1),
  description: text.optional(),
  versions: z.array(text).min(1),
  max_content_length: z.int().min(1),
})
/** [4.3.1] */
const statusDetailShape = z.object({ id: text, version: text, message: text.optional() })
/** [4.3] What became of objects that were sent. The counts are there; the lists need not be. */
export const statusShape = z.object({
  id: z.uuid(),
  status: z.enum(['complete', 'pending']),
  request_timestamp: timestamp.optional(),
  total_count: count,
  success_count: count,
  successes: z.array(statusDetailShape).optional(),
  failure_count: count,
  failures: z.array(statusDetailShape).optional(),
  pending_count: count,
  pendings: z.array(statusDetailShape).optional(),
})
/** [5.2] */
export const collectionShape = z.object({
  id: z.uuid(),
  title: text.min(1),
  description: text.optional(),
  alias: text.optional(),
  can_read: z.boolean(),
  can_write: z.boolean(),
  media_types: z.array(text).optional(),
})
/** [5.1] */
export const collectionsShape = z.object({ collections: z.array(collectionShape).optional() })
/** [5.3] */
export const manifestShape = z.object({
  more: z.boolean().optional(),
  objects: z
    .array(z.object({ id: text, date_added: timestamp, version: text, media_type: text.optional() }))
    .optional(),
})
/** Objects are looked at one by one (`fromBundle`), so that one bad one does not cost the page. */
export const envelopeShape = z.object({
  more: z.boolean().optional(),
  next: text.optional(),
  objects: z.array(z.unknown()).optional(),
})
/** [5.8] */
export const versionsShape = z.object({ more: z.boolean().optional(), versions: z.array(text).optional() })
/** What every refusal is answered with. */
export const errorShape = z.object({
  title: text.min(1),
  description: text.optional(),
  error_id: text.optional(),
  error_code: text.optional(),
  http_status: text.optional(),
  external_details: text.optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})

export type TaxiiDiscovery = z.output<typeof discoveryShape>
export type TaxiiApiRoot = z.output<typeof apiRootShape>
export type TaxiiStatus = z.output<typeof statusShape>
export type TaxiiCollection = z.output<typeof collectionShape>
export type TaxiiCollections = z.output<typeof collectionsShape>
export type TaxiiManifest = z.output<typeof manifestShape>
export type TaxiiEnvelope = z.output<typeof envelopeShape>
export type TaxiiVersions = z.output<typeof versionsShape>
export type TaxiiError = z.output<typeof errorShape>

/** A page of objects. `next`: an opaque cursor, where there are more. No objects are said by an empty envelope. */
export const envelopeOf = (objects: readonly unknown[], next?: string): TaxiiEnvelope =>
  objects.length === 0
    ? {}
    : { more: next !== undefined, ...(next === undefined ? {} : { next }), objects: [...objects] }

export const errorOf = (status: number, title: string, description?: string): TaxiiError => ({
  title,
  ...(description === undefined ? {} : { description }),
  http_status: String(status),
})

/**
 * What is answered to whoever added these objects, once those that `fromBundle` kept are written.
 * `requested`: when they came, RFC 3339. It stands in for the version of an object that has none.
 */
export const statusOf = (
  id: string,
  requested: string,
  objects: readonly unknown[],
  refused: readonly Refused[],
): TaxiiStatus => {
  const whyNot = new Map(refused.map(({ index, where, why }) => [index, where ? `${where}: ${why}` : why]))
  const details = objects.map((object, index) => {
    const { id: own, modified, created } = (object ?? {}) as Record<string, unknown>
    const version = [modified, created].find((each) => typeof each === 'string') ?? requested
    const message = whyNot.get(index)
    return { id: typeof own === 'string' ? own : '', version: String(version), ...(message ? { message } : {}) }
  })
  const [successes, failures] = [false, true].map((isRefused) =>
    details.filter((_, at) => whyNot.has(at) === isRefused),
  )
  return {
    ...{ id, status: 'complete', request_timestamp: requested, total_count: objects.length },
    ...{ success_count: successes?.length ?? 0, failure_count: failures?.length ?? 0, pending_count: 0 },
    ...(successes?.length ? { successes } : {}),
    ...(failures?.length ? { failures } : {}),
  }
}
