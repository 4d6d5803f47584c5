// SPDX-License-Identifier: Apache-2.0
/** STIX 2.1 to incidents: what is damaged is refused with the place and the reason, and all else is kept. */
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { DEFINITIONS } from './definitions.ts'
import { relatedTo, type Suggested, suggest } from './foreign.ts'
import { graphOf } from './graph.ts'
import type { ExchangedIncident } from './incident.ts'
import { isTlp } from './markings.ts'
import type { StixObject } from './objects.ts'
import { type Found, idIn, isRefused, type Refused, readOne, withoutDangling, withoutRepeated } from './sift.ts'

/** Where an incident was read. */
export interface Source {
  index: number
  /** Of the STIX object. */
  stixId: string
  created: string
  /** Of several versions of one incident, the latest is the one that counts. */
  modified: string
  /** Whoever made it, as the bundle says: to be held against whom it came from. */
  by?: { id: string; name?: string }
}

export interface ReadBundle {
  /** In our extension, whole. Check digits are not looked at here. */
  incidents: (Source & { incident: ExchangedIncident })[]
  /** Incidents of other systems: as much as could be read, for a person to complete. */
  suggestions: (Source & Suggested)[]
  /** Whole objects from which nothing was taken over, in the order of the bundle. */
  aside: { index: number; object: StixObject }[]
  refused: Refused[]
}

export interface ReadOptions {
  /** Default 10 MiB; of a value rather than bytes, so many characters and values. */
  maxBytes?: number
  /** Which ids that are not in the bundle are known, as between pages of a collection. */
  knows?: (id: string) => boolean
}

/** No object of STIX is shorter: its identifier alone takes most of that. More entries than fit are no objects. */
const LEAST_BYTES = 60

const listOf = (value: unknown): unknown[] | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  const { type = 'bundle', objects = [] } = value as { type?: unknown; objects?: unknown }
  return type === 'bundle' && Array.isArray(objects) ? objects : undefined
}

const parse = (input: unknown, most: number): Outcome<unknown, Refusal<'not-json' | 'too-large'>> => {
  if (!(input instanceof Uint8Array) && typeof input !== 'string') return ok(input)
  if (input.length > most) return refuse('too-large', `At most ${most} bytes are read.`)
  try {
    return ok(JSON.parse(typeof input === 'string' ? input : new TextDecoder('utf-8', { fatal: true }).decode(input)))
  } catch (error) {
    return refuse('not-json', `This is no JSON: ${(error as Error).message.slice(0, 200)}`)
  }
}

/** The latest version of each object. */
const latest = (found: readonly Found[]): Map<string, Found> => {
  const newest = new Map<string, Found>()
  for (const each of found) {
    const { id, modified } = each.object
    const before = newest.get(id)?.object.modified
    if (before === undefined || Date.parse(modified as string) > Date.parse(before as string)) newest.set(id, each)
  }
  return newest
}

const sourceOf = ({ index, object }: Found, newest: ReadonlyMap<string, Found>): Source => {
  const {
    id: stixId,
    created,
    modified,
    created_by_ref,
  } = object as StixObject & Record<'created' | 'modified', string>
  const source = { index, stixId, created, modified }
  if (created_by_ref === undefined) return source
  const name = newest.get(created_by_ref as string)?.object.name
  return { ...source, by: { id: created_by_ref as string, ...(typeof name === 'string' ? { name } : {}) } }
}

/** What `toObjects` makes of an incident besides itself. */
const partsOf = (incident: ExchangedIncident, { stixId, created, modified, by }: Source): Iterable<string> =>
  graphOf(incident, stixId, { created, modified, created_by_ref: by?.id ?? '' }).keys()

/**
 * Reads a bundle, or an envelope of TAXII: bytes or text of JSON, or what JSON.parse made of it. Refuses as a whole
 * what is too large, is no JSON, or has no list of objects; refuses singly what is damaged, repeated or points to
 * nothing, and keeps the rest. Takes time in proportion to the input. Whoever sent it is not looked at here.
 */
export const fromBundle = (
  input: unknown,
  { maxBytes = 10 * 1024 * 1024, knows = () => false }: ReadOptions = {},
): Outcome<ReadBundle, Refusal<'not-json' | 'too-large' | 'not-a-bundle'>> => {
  const parsed = parse(input, maxBytes)
  if (!parsed.ok) return parsed
  const objects = listOf(parsed.value)
  if (objects === undefined) return refuse('not-a-bundle', 'This is no bundle of STIX objects.')
  const most = Math.floor(maxBytes / LEAST_BYTES)
  if (objects.length > most) return refuse('too-large', `At most ${most} objects are read.`, 'objects')

  const budget = { left: maxBytes }
  const read = objects.map((given, index) => readOne(given, index, budget))
  const refused = read.filter(isRefused)
  const ids = new Set(objects.map((given) => idIn(given).id))
  const single = withoutRepeated(
    read.filter((each): each is Found => !isRefused(each)),
    refused,
  )
  const whole = withoutDangling(single, (id) => ids.has(id) || knows(id), refused)

  const newest = latest(whole)
  const used = new Set(DEFINITIONS.map(({ id }) => id))
  const incidents: ReadBundle['incidents'] = []
  const suggestions: ReadBundle['suggestions'] = []
  const related = relatedTo([...newest.values()])
  for (const each of newest.values()) {
    if (each.object.type !== 'incident') continue
    const source = sourceOf(each, newest)
    for (const id of [each.object.id, ...(source.by ? [source.by.id] : [])]) used.add(id)
    if (each.incident) {
      incidents.push({ ...source, incident: each.incident })
      for (const id of partsOf(each.incident, source)) used.add(id)
    } else {
      const { suggested, taken } = suggest(each.object, related, newest)
      suggestions.push({ ...source, ...suggested })
      for (const id of taken) used.add(id)
    }
  }
  const aside = whole.filter(({ object }) => {
    const isCurrent = newest.get(object.id)?.object === object
    return !(isCurrent && (used.has(object.id) || isTlp(object.id)))
  })
  return ok({
    ...{ incidents, suggestions },
    aside: aside.map(({ index, object }) => ({ index, object })),
    refused: refused.sort((a, b) => a.index - b.index),
  })
}
