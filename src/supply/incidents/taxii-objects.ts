// SPDX-License-Identifier: Apache-2.0
/** Incidents as objects of STIX, each as its reader may see it, and incidents that came as STIX, as they are reported. */
import { type Outcome, ok, type Refusal, refuse } from '#basis/outcome.ts'
import {
  DEFINITIONS,
  type ExchangedIncident,
  idOf,
  markingObject,
  type StixObject,
  toIncidentObject,
  toObjects,
  VOCABULARY,
} from '#interop/stix/index.ts'
import { type Actor, MARKINGS, readingOf } from '#platform/access/index.ts'
import type { NewIncident } from './contract.ts'
import type { IncidentRow } from './store.ts'
import { type ReadRow, type Said, saidTo } from './view.ts'

/** What every collection begins with: what our objects mean, and the markings that they point to. */
export const COMMON: readonly StixObject[] = [...DEFINITIONS, ...VOCABULARY.marking.map(markingObject)]
const isCommon = new Set(COMMON.map(({ id }) => id))

/** Since when those are in every collection. */
export const COMMON_SINCE = String(DEFINITIONS[0]?.created)

/** What is needed of a row to write it as objects. */
export type WrittenRow = ReadRow & Pick<IncidentRow, 'id' | 'reported_at' | 'released_at' | 'changed_at' | 'ended_at'>

const exchanged = (said: Said, row: ReadRow & { id: string }): ExchangedIncident => {
  const { marking, fields } = readingOf(row)
  const { kind, urgency, title, account = '', occurred, place, goods, equipment, route, parties, identifiers } = said
  return {
    ...{ id: row.id, kind, urgency, title, account, place, goods, equipment, route, marking },
    ...(occurred === undefined ? {} : { occurred }),
    ...(parties && { parties }), // absent where this reader is denied them: none would be said by an empty list
    ...(identifiers && { identifiers }),
    ...(fields.parties && { partiesMarking: fields.parties }),
    recalled: row.status === 'recalled',
  }
}

export interface Writing {
  actor: Actor
  /** Origin of this node. */
  node: string
  /** Names of organisations by id. */
  names: ReadonlyMap<string, string>
}

const latest = (one: Date, ...others: (Date | null | undefined)[]) =>
  others.reduce<Date>((last, each) => (each && each > last ? each : last), one)

/**
 * The objects of one incident as this actor may read it, without those that every collection has; itself first.
 * `isAlone`: itself and nothing else.
 */
export const objectsOf = (row: WrittenRow, { actor, node, names }: Writing, isAlone = false): StixObject[] => {
  const shown = exchanged(saidTo(row, actor), row)
  const isGone = shown.recalled && row.originator !== actor.organisation
  const before = isGone ? exchanged(saidTo({ ...row, status: 'closed' }, actor), row) : undefined
  const context = {
    ...{ node, organisation: { id: row.originator, name: names.get(row.originator) ?? 'Organisation without a name' } },
    created: row.reported_at,
    modified: latest(row.reported_at, row.released_at, row.changed_at, row.ended_at),
    ...(before && { before }),
  }
  if (isAlone) return [toIncidentObject(shown, context)]
  const objects = toObjects(shown, context)
  // A place that is revoked would still name its country, which receivers of a recalled incident do not keep.
  return objects.filter(({ id, type, revoked }) => !isCommon.has(id) && !(type === 'location' && revoked === true))
}

/** Ids of the objects of an incident that do not say by themselves which one it is, those of its recall among them. */
export const partIdsOf = (row: IncidentRow): string[] => {
  const organisation = { id: row.originator, name: '' }
  const idsOf = (said: Said) =>
    toObjects(exchanged(said, row), {
      node: '',
      organisation,
      created: row.reported_at,
      modified: row.reported_at,
    }).map(({ id }) => id)
  const { content } = row
  const left = { ...content, place: { country: content.place.country, name: '' } } // as `view.ts` leaves it
  const known = new Set([`incident--${row.id}`, `identity--${row.originator}`, ...isCommon])
  return [...new Set([...idsOf(content), ...idsOf(left)])].filter((id) => !known.has(id))
}

/** The version of an object: when it was changed or made, and where STIX gives it neither, when it was added. */
export const versionOf = ({ modified, created }: StixObject, added: string): string =>
  String(modified ?? created ?? added)

/** A UUID that an id was made of, if it was. */
export const uuidIn = (type: string, id: string): string | undefined => {
  const uuid = id.slice(type.length + 2)
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid) && id === idOf(type, uuid) ? uuid : undefined
}

const BIRTH = MARKINGS.indexOf('amber')

/**
 * What came as STIX, as it is reported here. Refuses what was taken back, what lacks a part that every incident has, and
 * what fewer may read than a draft: a circle never becomes wider by being told.
 */
export const newIncidentOf = (
  given: Partial<ExchangedIncident>,
): Outcome<NewIncident, Refusal<'recalled' | 'too-narrow' | 'incomplete'>> => {
  const { id: _, marking, partiesMarking, recalled, kind, title, place, occurred, goods, ...others } = given
  if (recalled) return refuse('recalled', 'It was taken back: nothing is reported of it.')
  if ([marking, partiesMarking].some((each) => each !== undefined && MARKINGS.indexOf(each) > BIRTH))
    return refuse('too-narrow', 'A draft here is TLP:AMBER, which more people read than this may be read by.')
  if (kind === undefined || !title || place === undefined)
    return refuse('incomplete', 'An incident here has a kind, a title and a place: a person has to say them.')
  return ok({
    ...{ kind, title, place, ...(occurred === undefined ? {} : { occurred }) },
    goods: (goods ?? []).map(({ id, amount, form, ...rest }) => ({
      ...{ ...rest, ...(id === undefined ? {} : { id }) },
      ...{ ...(amount && { amount }), ...(form && { form }) },
    })),
    ...(others.urgency && { urgency: others.urgency }),
    ...(others.account && { account: others.account }),
    equipment: others.equipment ?? [],
    route: (others.route ?? []).map(({ mode, ...leg }) => ({ ...leg, ...(mode && { mode }) })),
    parties: (others.parties ?? []).map(({ country, ...party }) => ({ ...party, ...(country && { country }) })),
    identifiers: others.identifiers ?? [],
  })
}
