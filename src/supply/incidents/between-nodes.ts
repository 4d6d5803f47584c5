// SPDX-License-Identifier: Apache-2.0
/**
 * Incidents between nodes: what goes over the line, what the node that receives it makes of it, how its standing follows
 * and how it is taken back. Receivers read it under a handling that is that of its author or stricter, and pass it on to
 * nobody. What its author marked more narrowly than the whole stays here: no clearance of another node is ours to trust.
 */
import type { Transaction } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Handling, handlingOf, keyOf, MARKINGS, seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  idOf,
  type Kind,
  learnAuthor,
  type Named,
  namedShape,
  noteArrival,
  offeredTo,
  partnerKey,
  registerKind,
  type Sender,
} from '#platform/peers/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { PURPOSE } from './access.ts'
import { URGENCIES } from './codes.ts'
import { countriesOf, wordsIn } from './incident.ts'
import { type OwnUse, refusePersons } from './persons.ts'
import { country, type IncidentContent, newIncidentShape } from './shapes.ts'
import { changeIncident, type IncidentRow, type IncidentTables, incidentById, insertIncident } from './store.ts'
import { contentOf } from './view.ts'

type Trx = Transaction<IncidentTables>

export const TOLD = 'incidents.incident'
export const STANDING = 'incidents.standing'

/** Who reads at the other node. */
export const READERS = ['incidents:officer', 'incidents:reader']

/** What may need more clearance than the rest, and so may stay here. */
const NARROW = ['parties', 'identifiers'] as const

const marking = z.enum(MARKINGS)
const { parties, identifiers } = newIncidentShape.shape

const toldShape = z.strictObject({
  from: namedShape,
  /** Organisations of the node that receives it. */
  to: z.array(z.uuid()).min(1).max(50),
  content: newIncidentShape.extend({
    parties: parties.unwrap().optional(),
    identifiers: identifiers.unwrap().optional(),
  }),
  /** That what is told touches. */
  countries: z.array(country).max(250),
  reported: z.iso.datetime(),
  marking,
  purposes: z.array(z.string().max(40)).min(1).max(20),
  fields: z.partialRecord(z.enum(NARROW), marking),
  keptUntil: z.iso.date().nullable(),
})
type Told = z.output<typeof toldShape>

const standingShape = z.strictObject({
  /** The message that told the incident. */
  message: z.uuid(),
  status: z.enum(['under-investigation', 'closed']),
  reason: z.string().trim().min(1).max(500).nullable(),
})
export type StandingTold = z.output<typeof standingShape>

/** Whether an incident handled so may leave for this organisation: only where its own author named it. */
export const mayCross = (handling: Handling, sender: string, node: string, organisation: string): boolean =>
  handling.audience.includes(partnerKey(node, organisation)) && handling.originator === sender

const isHere = (handling: Pick<Handling, 'fields' | 'marking'>, field: (typeof NARROW)[number]) =>
  MARKINGS.indexOf(handling.fields[field] ?? 'clear') <= MARKINGS.indexOf(handling.marking)

/** The parts of an incident that leave for other nodes: not those that are marked more narrowly than the whole. */
export const partsAway = (
  content: IncidentContent,
  handling: Pick<Handling, 'fields' | 'marking'>,
): Omit<IncidentContent, 'parties' | 'identifiers'> & Partial<IncidentContent> => {
  const { parties, identifiers, ...others } = content
  const leaves = { ...(isHere(handling, 'parties') && { parties }) }
  return { ...others, ...leaves, ...(isHere(handling, 'identifiers') && { identifiers }) }
}

/** What goes to one node. Throws where it may not: a fault of the caller, since nobody is asked for what cannot be. */
export const payloadFor = (
  { content, reported_at }: Pick<IncidentRow, 'content' | 'reported_at'>,
  handling: Handling,
  prefixes: ReadonlyMap<string, string>,
  { from, node, to }: { from: Named; node: string; to: readonly string[] },
): z.input<typeof toldShape> => {
  if (!to.every((organisation) => mayCross(handling, from.id, node, organisation)))
    throw new Error('An incident was to leave for a node that its author did not name.')
  const { marking, purposes, fields, keptUntil } = handling
  const leaves = partsAway(content, handling)
  const countries = countriesOf(leaves, prefixes)
  const how = { marking, purposes: [...purposes], fields: { ...fields }, keptUntil }
  return { from, to: [...to], content: leaves, countries, reported: reported_at.toISOString(), ...how }
}

/** The seat of an organisation while a message of another node is taken in: sees what its own people see, and no more. */
export const seatAway = (organisation: string): Actor => ({
  ...{ account: organisation, organisation, roles: READERS, groups: [] },
  ...{ clearance: 'red', purposes: [PURPOSE] },
})

/** As its author handled it; besides, nobody passes on what came from another node. */
const handlingHere = ({ to, marking, purposes, fields, keptUntil }: Told, originator: string): Handling => ({
  originator,
  audience: [keyOf.organisation(originator), ...to.flatMap((id) => READERS.map((role) => keyOf.role(id, role)))],
  marking,
  purposes: purposes.filter((purpose) => purpose === PURPOSE),
  fields: fields as Handling['fields'],
  originatorControlled: true,
  keptUntil,
})

const told = ({ audience, marking, purposes }: Handling) => ({ audience, marking, purposes })

const take = async (trx: Trx, message: string, given: Told, node: Sender, ownUse: OwnUse) => {
  const open = await offeredTo(trx, node.id)
  if (!given.to.every((each) => open.includes(each)))
    return refuse('not-found', 'This node takes no incidents of yours for that organisation.')
  const { parties = [], ...said } = given.content
  // By the limits of the country that this node serves: what another country names beside small amounts is not taken here.
  const named = refusePersons({ ...said, parties: parties as IncidentContent['parties'] }, ownUse)
  if (!named.ok) return named
  const id = idOf(node.id, message)
  const originator = idOf(node.id, given.from.id)
  const handling = handlingHere(given, originator)
  if (handling.purposes.length === 0) return refuse('no-purpose', 'Nobody here may use it for what it is meant for.')
  await seat(trx, seatAway(originator))
  await learnAuthor(trx, node, given.from)
  const content = given.content as IncidentContent // without what its author keeps; `view.ts` shows what is there
  const now = new Date()
  const reported = new Date(given.reported)
  const row: IncidentRow = {
    ...{ id, kind: content.kind, status: 'released', urgency: content.urgency, content, countries: given.countries },
    ...{ reported_at: reported < now ? reported : now, released_at: now }, // by our clock: theirs may be wrong
    ...{ look_by: new Date(now.getTime() + URGENCIES[content.urgency] * 60_000) },
    ...{ proposed_by: null, proposed_release: null, ended_at: null, reason: null, version: 1, ...columnsOf(handling) },
  }
  await insertIncident(trx, row)
  await noteArrival(trx, { record: id, originator, node: node.id, message })
  await fileWords(trx, { kind: 'incident', record: id, at: row.reported_at, handling, text: wordsIn(content) })
  await appendLine(trx, 'node', { verb: 'receive', kind: 'incident', ids: [id], content: contentOf(row) })
  const notify = [{ to: handling.audience.slice(1), message: 'incident-released', link: `/incidents/${id}` }]
  await announce(trx, { kind: 'incident.released', record: id, ...told(handling), notify })
  return ok('accepted' as const)
}

type Follows = { status: StandingTold['status'] | 'recalled'; reason: string | null }

/** What its author did to it is done here too. Nothing follows a recall. */
const follow = async (trx: Trx, node: Sender, message: string, { status, reason }: Follows): Promise<boolean> => {
  const id = idOf(node.id, message)
  const arrival = await arrivalOf(trx, id)
  if (!arrival) return false
  await seat(trx, seatAway(arrival.originator))
  const row = await incidentById(trx, id)
  if (!row || row.status === 'recalled') return row !== undefined
  const isGone = status === 'recalled'
  const ended = status === 'under-investigation' ? {} : { ended_at: new Date(), reason: reason ?? '–' }
  const left = isGone ? { countries: [row.content.place.country] } : {}
  const changed = await changeIncident(trx, row, { status, ...ended, ...left })
  if (!changed) throw new Error('An incident was changed while its author changed it.')
  const handling = handlingOf(changed)
  if (isGone) await fileWords(trx, { kind: 'incident', record: id, at: changed.reported_at, handling, text: '' })
  const verb = isGone ? 'recall' : status === 'closed' ? 'close' : 'investigate'
  await appendLine(trx, 'node', { verb, kind: 'incident', ids: [id], content: contentOf(changed) })
  const say = { to: handling.audience.slice(1), message: 'incident-recalled', link: `/incidents/${id}` }
  await announce(trx, { kind: `incident.${status}`, record: id, ...told(handling), notify: isGone ? [say] : [] })
  return true
}

/** What this room takes from other nodes of incidents themselves; `between-nodes-requests.ts` has the rest. */
export const toldKinds = (ownUse: OwnUse): readonly Kind<IncidentTables>[] => [
  registerKind<IncidentTables, Told>({
    kind: TOLD,
    shape: toldShape,
    receive: (trx, { id, payload }, from) => take(trx, id, payload, from, ownUse),
    recalled: async (trx, message, from, reason) => {
      await follow(trx, from, message, { status: 'recalled', reason: reason?.trim().slice(0, 500) || null })
    },
  }),
  registerKind<IncidentTables, StandingTold>({
    kind: STANDING,
    shape: standingShape,
    receive: async (trx, { payload }, from) =>
      (await follow(trx, from, payload.message, payload))
        ? ok('accepted')
        : refuse('not-found', 'There is no such incident of yours here.'),
    recalled: () => Promise.resolve(), // an author goes on to the next standing, and takes back the incident itself
  }),
]
