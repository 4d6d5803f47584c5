// SPDX-License-Identifier: Apache-2.0
/** What follows from an answer of a TAXII server, apart from where it is kept. The other side is believed in nothing. */
import { envelopeShape, fromBundle, markingOf, type StixObject } from '#interop/stix/index.ts'
import type { Marking } from '#platform/access/index.ts'
import { type OwnUse, refusePersons } from '#supply/incidents/index.ts'
import { stricter } from './access.ts'

export type Trouble =
  | 'unreachable'
  | 'too-slow'
  | 'private-address'
  | 'redirect'
  | 'packed'
  | 'too-large'
  | 'not-valid'
  | 'refused-key'
  | 'no-collection'
  | 'not-spoken'
  | 'busy'
  | 'failing'
  | 'cursor-forgotten'
  | 'not-taxii'
  | 'repeats'
  | 'no-way-on'
  | 'not-kept'
  | 'key-lost'

const TAXII = /^application\/taxii\+json\s*(;.*version=2\.1.*)?$/i

/** What a text of the other side is kept as; PostgreSQL takes neither halves of pairs nor U+0000. */
export const textIn = (value: unknown, most = 200): string =>
  typeof value === 'string' ? value.slice(0, most).toWellFormed().replaceAll('\0', '\ufffd') : ''

export interface Page {
  objects: unknown[]
  isMore: boolean
  next: string | undefined
}

/** The page in an answer, or what is wrong with it. */
export const pageIn = (status: number, contentType: string | undefined, body: Buffer): Page | { trouble: Trouble } => {
  if (status === 401 || status === 403) return { trouble: 'refused-key' }
  if (status === 404) return { trouble: 'no-collection' }
  if (status === 406 || status === 415) return { trouble: 'not-spoken' }
  if (status === 413) return { trouble: 'too-large' }
  if (status === 429 || status === 503) return { trouble: 'busy' }
  if (status === 400 || status === 422) return { trouble: 'cursor-forgotten' }
  if (status !== 200) return { trouble: 'failing' }
  if (!TAXII.test(contentType ?? '')) return { trouble: 'not-taxii' }
  try {
    const read = envelopeShape.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
    if (!read.success) return { trouble: 'not-taxii' }
    const { objects = [], more = false, next } = read.data
    const isCursor = next !== undefined && textIn(next, 4000) === next
    return { objects, isMore: more, next: isCursor ? next : undefined }
  } catch {
    return { trouble: 'not-taxii' }
  }
}

/** Clocks may differ by so much; what lies further ahead would skip what is added until then. */
const SKEW = 5 * 60_000
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/

/** The later of what is known and what a header says, as it was written; the header only where it can be true. */
export const addedAfter = (known: string | null, header: string | undefined, now: Date): string | null => {
  const at = MOMENT.test(header ?? '') ? Date.parse(header ?? '') : Number.NaN
  if (Number.isNaN(at) || at > now.getTime() + SKEW || header === undefined) return known
  return known !== null && at < Date.parse(known) ? known : header
}

const MINUTE = 60_000
/** Between rounds that went well. */
export const ROUND = 5 * MINUTE
const LONGEST = 6 * 60 * MINUTE
const DAY = 24 * 60 * MINUTE

/** Milliseconds until the next round. `retryAfter`: seconds or a date, as the header has it (RFC 9110, 10.2.3). */
export const pauseAfter = (failures: number, retryAfter: string | undefined, now: Date): number => {
  if (failures === 0) return ROUND
  const own = Math.min(LONGEST, MINUTE * 2 ** Math.min(failures - 1, 20))
  const asked = /^\d{1,9}$/.test(retryAfter ?? '')
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter ?? '') - now.getTime()
  return Math.max(own, Number.isNaN(asked) ? 0 : Math.min(DAY, asked))
}

export interface Kept {
  object: StixObject
  /** What it says of itself; RED where it is marked by something unknown. */
  marking: Marking
}
export interface RefusedObject {
  stixId: string
  where: string
  code: string
  why: string
}

const markingIn = ({ object_marking_refs: refs, granular_markings: granular }: StixObject): Marking => {
  const all = [
    ...((refs as string[] | undefined) ?? []),
    ...((granular as { marking_ref?: string }[] | undefined) ?? []).flatMap(({ marking_ref }) => marking_ref ?? []),
  ]
  const each = all.map((id) => markingOf([id]))
  if (each.includes(undefined)) return 'red' // marked by something that nobody here can read
  return each.length === 0 ? 'clear' : stricter(...(each as Marking[]))
}

/**
 * Each object of a page: kept, with how it is marked, or refused with the reason. The order stays. `ownUse`: limits of the
 * country, below which nobody is named beside goods.
 */
export const sifted = (
  objects: readonly unknown[],
  mostBytes: number,
  ownUse: OwnUse,
): { kept: Kept[]; refused: RefusedObject[] } => {
  // What an object points to may have come on an earlier page, or stays with whoever sent it.
  const read = fromBundle({ objects }, { maxBytes: mostBytes, knows: () => true })
  if (!read.ok)
    return { kept: [], refused: [{ stixId: '', where: '', code: read.refusal.code, why: 'The page is too large.' }] }
  const no = new Map<number, Omit<RefusedObject, 'stixId'>>(
    read.value.refused.map(({ index, where, code, why }) => [index, { where, code, why }]),
  )
  for (const { index, incident } of read.value.incidents) {
    const { kind, parties = [], goods = [], equipment = [] } = incident
    const said = { kind, parties, goods, equipment } as Parameters<typeof refusePersons>[0]
    const named = refusePersons(said, ownUse)
    if (!named.ok) no.set(index, { where: named.refusal.where ?? '', code: 'person', why: named.refusal.detail })
  }
  for (const [index, given] of objects.entries()) {
    const { type, identity_class: kind } = (given ?? {}) as { type?: unknown; identity_class?: unknown }
    if (type === 'identity' && kind === 'individual' && !no.has(index)) {
      const why = 'A person is named by an incident, with the reason why, or not at all.'
      no.set(index, { where: 'identity_class', code: 'person', why })
    }
  }
  const idOf = (given: unknown) => textIn((given as { id?: unknown } | null)?.id, 300)
  // A copy that says nothing new may still say that it is for fewer.
  const copies = new Map<string, Marking>()
  for (const { code, index } of read.value.refused) {
    const copy = objects[index] as StixObject
    if (code === 'repeated') copies.set(copy.id, stricter(markingIn(copy), copies.get(copy.id) ?? 'clear'))
  }
  return {
    kept: (objects as StixObject[]).flatMap((object, index) =>
      no.has(index) ? [] : [{ object, marking: stricter(markingIn(object), copies.get(object.id) ?? 'clear') }],
    ),
    refused: [...no]
      .sort(([a], [b]) => a - b)
      .map(([index, { where, code, why }]) => ({
        ...{ stixId: idOf(objects[index]), where: textIn(where), code, why: textIn(why, 300) },
      })),
  }
}

/** Whether a version takes the place of the one that is kept: only a later one does. What has no version never changes. */
export const isLater = (modified: string | null, kept: string | null): boolean =>
  modified !== null && (kept === null || Date.parse(modified) > Date.parse(kept))
