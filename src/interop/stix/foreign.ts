// SPDX-License-Identifier: Apache-2.0
/** An incident of a system that does not know our extension: as much of it as a person need not type again. */

import type { ExchangedIncident } from './incident.ts'
import { exchangedIncidentShape, goodsShape } from './incident.ts'
import { markingOf } from './markings.ts'
import type { StixObject } from './objects.ts'
import { VOCABULARY } from './vocabulary.ts'

type Part = 'kind' | 'title' | 'account' | 'place' | 'goods' | 'identifiers' | 'marking' | 'recalled'

export interface Suggested {
  /** Parts that were read; a person completes them. */
  incident: Partial<Pick<ExchangedIncident, Part>>
  /** Parts that every incident needs and this one did not say. */
  missing: ('kind' | 'title' | 'place' | 'marking')[]
  /** Parts that were longer than an incident holds, and end early. */
  cut: ('title' | 'account')[]
}

interface Tie {
  relationship: StixObject
  other: string
}

/** Both ends of every relationship that is not revoked, by the id at the other end. */
export const relatedTo = (found: readonly { object: StixObject }[]): ReadonlyMap<string, Tie[]> => {
  const ties = new Map<string, Tie[]>()
  const tie = (from: string, other: string, relationship: StixObject) => {
    const known = ties.get(from)
    if (known) known.push({ relationship, other })
    else ties.set(from, [{ relationship, other }])
  }
  for (const { object: relationship } of found) {
    if (relationship.type !== 'relationship' || relationship.revoked === true) continue
    const [source, target] = [relationship.source_ref, relationship.target_ref] as [string, string]
    tie(source, target, relationship)
    if (target !== source) tie(target, source, relationship)
  }
  return ties
}

type Identifier = NonNullable<ExchangedIncident['identifiers']>[number]
const identifierOf = ({ type, value, user_id, account_login }: StixObject): Identifier | undefined => {
  const pick = (as: Identifier['type'], given: unknown): Identifier | undefined => {
    const text = typeof given === 'string' ? given.trim() : ''
    return text !== '' && text.length <= 200 ? { type: as, value: text } : undefined
  }
  if (type === 'email-addr') return pick('email', value)
  if (type === 'url') return pick('url', value)
  return type === 'user-account' ? pick('handle', account_login ?? user_id) : undefined
}

const goodsOf = ({ type, name, reference_id: id, amount, form, certainty }: StixObject) => {
  const read =
    type === 'x-passerelle-substance' ? goodsShape.safeParse({ name, id, amount, form, certainty }) : undefined
  return read?.data
}

const placeOf = ({ type, country, name }: StixObject): ExchangedIncident['place'] | undefined => {
  if (type !== 'location') return undefined
  return exchangedIncidentShape.shape.place.safeParse({ country, name: name ?? '' }).data
}

const MOST = 50

/** What can be taken over, and the ids of the objects that it was taken from. */
export const suggest = (
  object: StixObject,
  related: ReadonlyMap<string, Tie[]>,
  known: ReadonlyMap<string, { object: StixObject }>,
): { suggested: Suggested; taken: string[] } => {
  const taken: string[] = []
  /** What `read` makes of the neighbours that it understands: the first 50, as many as an incident holds. */
  const collect = <T>(read: (neighbour: StixObject, tie: string) => T | undefined, most = MOST): T[] =>
    (related.get(object.id) ?? [])
      .values()
      .flatMap(({ relationship, other }) => {
        const neighbour = known.get(other)?.object
        const value = neighbour && read(neighbour, String(relationship.relationship_type))
        return value === undefined ? [] : [{ value, from: [other, relationship.id] }]
      })
      .take(most)
      .map(({ value, from }) => {
        taken.push(...from)
        return value
      })
      .toArray()
  const title = String(object.name).trim()
  const account = String(object.description ?? '').trim()
  const [place] = collect((neighbour, tie) => (tie === 'located-at' ? placeOf(neighbour) : undefined), 1)
  const goods = collect(goodsOf)
  const identifiers = collect(identifierOf)
  const kind = VOCABULARY.kind.find((each) => ((object.labels ?? []) as string[]).includes(each))
  // A mark on a part is obeyed for the whole: the part could not be told apart any more.
  const marks = (object.granular_markings ?? []) as { marking_ref?: string }[]
  const refs = [...((object.object_marking_refs ?? []) as string[]), ...marks.flatMap((each) => each.marking_ref ?? [])]
  const marking = markingOf(refs)
  const given = { kind, title: title.slice(0, 200).trim().toWellFormed() || undefined, place, marking }
  const incident = {
    ...(given.kind && { kind: given.kind }),
    ...(given.title && { title: given.title }),
    ...(given.place && { place: given.place }),
    ...(given.marking && { marking: given.marking }),
    account: account.slice(0, 20_000).trim().toWellFormed(),
    goods,
    identifiers,
    recalled: object.revoked === true,
  }
  const cut = { title: title.length > 200, account: account.length > 20_000 }
  const named = <K extends string>(parts: Record<K, unknown>, is: (value: unknown) => boolean) =>
    (Object.keys(parts) as K[]).filter((part) => is(parts[part]))
  return {
    suggested: {
      incident,
      missing: named(given, (value) => value === undefined),
      cut: named(cut, (value) => value === true),
    },
    taken,
  }
}
