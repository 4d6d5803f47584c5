// SPDX-License-Identifier: Apache-2.0
/** STIX 2.1 to incidents: what is damaged is refused with the place and the reason, and all else is kept. */
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import { DEFINITIONS } from './definitions.ts'
import { relatedTo, type Suggested, suggest } from './foreign.ts'
import { graphOf } from './graph.ts'
import type { ExchangedIncident } from './incident.ts'
import { isTlp } from './markings.ts'
import { measure } from './measure.ts'
import { objectProblem, type StixObject } from './objects.ts'
import { readIncident } from './ours.ts'

export type RefusedCode =
  | 'not-an-object'
  | 'too-deep'
  | 'not-text'
  | 'too-large'
  | 'wrong-shape'
  | 'unknown-code'
  | 'repeated'
  | 'points-nowhere'

/** An object that is not read. `where` is the path in it, as far as 200 characters; `index` counts from 0. */
export interface Refused {
  index: number
  id?: string
  where: string
  code: RefusedCode
  why: string
}

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

/** A whole object, and the incident that it is if it is one of ours. */
export interface Found {
  index: number
  object: StixObject
  incident?: ExchangedIncident
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

const idIn = (given: unknown): { id?: string } => {
  const id = typeof given === 'object' && given !== null ? (given as { id?: unknown }).id : undefined
  return typeof id === 'string' ? { id: id.slice(0, 300).toWellFormed() } : {}
}

/** One object by itself: whole, or the first thing that is wrong with it. */
const readOne = (given: unknown, index: number, budget: { left: number }): Found | Refused => {
  const no = (where: string, code: RefusedCode, why: string): Refused => ({
    ...{ index, ...idIn(given) },
    ...{ where: where.slice(0, 200).toWellFormed(), code, why: why.slice(0, 300).toWellFormed() },
  })
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return no('', 'not-an-object', 'This is no object.')
  const unfit = measure(given, budget)
  if (unfit) return no(unfit.path.join('.'), unfit.code, unfit.why)
  const wrong = objectProblem(given as Record<string, unknown>)
  if (wrong) return no(wrong.where, 'wrong-shape', wrong.why)
  const object = given as StixObject
  if (object.type !== 'incident') return { index, object }
  const read = readIncident(object)
  if (!read.ok) return no(read.refusal.where ?? '', read.refusal.code, read.refusal.detail)
  return { index, object, ...(read.value ? { incident: read.value } : {}) }
}

const isRefused = (read: Found | Refused): read is Refused => 'code' in read

const ENDS: Record<string, string[]> = { relationship: ['source_ref', 'target_ref'], sighting: ['sighting_of_ref'] }
/** References without which an object says nothing, or without which nobody knows who may read it. */
const pointsAt = ({ type, ...object }: StixObject): [string, string][] => {
  // That something is taken back can be said without saying again what it was.
  const refs = object.revoked === true ? [] : (ENDS[type] ?? [])
  const markings = (object.object_marking_refs ?? []) as string[]
  return [
    ...refs.map((name): [string, string] => [name, object[name] as string]),
    ...markings.filter((id) => !isTlp(id)).map((id): [string, string] => ['object_marking_refs', id]),
  ]
}

/** Each version of each object once: of two with one name the first, since the second can say nothing new. */
const withoutRepeated = (found: readonly Found[], refused: Refused[]): Found[] => {
  const seen = new Map<string, number>()
  return found.filter(({ index, object: { id, modified } }) => {
    const version = `${id} ${modified === undefined ? '' : Date.parse(modified as string)}`
    const first = seen.get(version)
    if (first === undefined) seen.set(version, index)
    else refused.push({ index, id, where: 'id', code: 'repeated', why: `Object ${first} is this one already.` })
    return first === undefined
  })
}

/** Refuses what points to an id that stands nowhere. A damaged object is somewhere: others are not lost with it. */
const withoutDangling = (found: readonly Found[], isSomewhere: (id: string) => boolean, refused: Refused[]): Found[] =>
  found.filter(({ index, object }) => {
    const lost = pointsAt(object).find(([, id]) => !isSomewhere(id))
    if (lost === undefined) return true
    const why = `It points to ${lost[1].slice(0, 250)}, which is not here.`
    refused.push({ index, id: object.id, where: lost[0], code: 'points-nowhere', why })
    return false
  })

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
