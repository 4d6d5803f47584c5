// SPDX-License-Identifier: Apache-2.0
/** Which objects of a bundle are whole, and why the others are not. */
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

/** A whole object, and the incident that it is if it is one of ours. */
export interface Found {
  index: number
  object: StixObject
  incident?: ExchangedIncident
}

export const idIn = (given: unknown): { id?: string } => {
  const id = typeof given === 'object' && given !== null ? (given as { id?: unknown }).id : undefined
  return typeof id === 'string' ? { id: id.slice(0, 300).toWellFormed() } : {}
}

/** One object by itself: whole, or the first thing that is wrong with it. */
export const readOne = (given: unknown, index: number, budget: { left: number }): Found | Refused => {
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

export const isRefused = (read: Found | Refused): read is Refused => 'code' in read

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
export const withoutRepeated = (found: readonly Found[], refused: Refused[]): Found[] => {
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
export const withoutDangling = (
  found: readonly Found[],
  isSomewhere: (id: string) => boolean,
  refused: Refused[],
): Found[] =>
  found.filter(({ index, object }) => {
    const lost = pointsAt(object).find(([, id]) => !isSomewhere(id))
    if (lost === undefined) return true
    const why = `It points to ${lost[1].slice(0, 250)}, which is not here.`
    refused.push({ index, id: object.id, where: lost[0], code: 'points-nowhere', why })
    return false
  })
