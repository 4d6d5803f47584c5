// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which a reader says that it saw a firm or number too, and the message that says so between nodes. */
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, handlingOf, keyOf, seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  isActive,
  type Kind,
  partners,
  plain,
  type RoomPeers,
  registerKind,
  type Sender,
  toldBy,
} from '#platform/peers/index.ts'
import { OFFICER } from '../access.ts'
import { partsAway, seatAway } from '../between-nodes.ts'
import type { IncidentsDesk, IncidentsRefusal } from '../contract.ts'
import { isTold } from '../incident.ts'
import { parsed } from '../parsed.ts'
import { type IncidentRow, type IncidentTables, incidentById } from '../store.ts'
import { incidentOf } from '../view.ts'
import { names, type Sighted, sightedShape, sightingShape } from './sightings.ts'
import { insertSighting, noteOwn, sightingsOf } from './sightings-store.ts'

type Trx = Transaction<IncidentTables>
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>

interface SightingPlan {
  actor: Actor
  peers: RoomPeers<IncidentTables> | undefined
  now(): Date
  /** Country of the organisation that sits, ISO 3166-1 alpha-2. */
  country(): Promise<string | undefined>
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: 'sight' | 'sightings', work: (trx: Trx) => Done<T>): Done<T>
}

export const SIGHTED = 'incidents.sighting'

const absent = () => refuse('not-found', 'There is nothing here.')

/** Tells the officers who reported it that something was seen. An event names who sits: that is its author from here on. */
const tellAuthor = async (trx: Trx, row: IncidentRow) => {
  await seat(trx, seatAway(row.originator))
  const { marking, purposes } = handlingOf(row)
  const notify = [
    { to: [keyOf.role(row.originator, OFFICER)], message: 'incident-sighted', link: `/incidents/${row.id}` },
  ]
  const audience = [keyOf.organisation(row.originator)]
  return announce(trx, { kind: 'incident.sighted', record: row.id, audience, marking, purposes, notify })
}

export const sighting = (plan: SightingPlan): Pick<IncidentsDesk, 'sight' | 'sightings'> => {
  const { actor, peers, now, country, find, inside } = plan
  return {
    sight: (id, input) =>
      inside('sight', async (trx) => {
        const row = await find(trx, id)
        if (!row || row.status === 'recalled') return absent()
        const given = parsed(sightingShape, input)
        if (!given.ok) return given
        if (!isTold(row.status) || row.originator === actor.organisation)
          return refuse('not-now', 'Who was told of an incident says so, of one that was released.')
        if (!names(incidentOf(row, actor), given.value))
          return refuse('not-valid', 'The incident that you read names nothing like that.', 'value')
        const from = await country()
        if (from === undefined) return absent()
        const seen = { incident: id, ...given.value }
        const arrival = await arrivalOf(trx, id)
        if (arrival && !(peers && (await isActive(trx, arrival.node))))
          return refuse('not-now', 'The node of this organisation is not reached now.')
        if (!(await noteOwn(trx, seen, actor.organisation))) return ok(given.value)
        const author = arrival && (await partners(trx)).find((each) => each.id === row.originator)
        if (peers && arrival && author) {
          const payload: Sighted = { ...given.value, to: author.organisation, message: arrival.message, country: from }
          const sent = await peers.send(trx, arrival.node, SIGHTED, payload)
          if (!sent.ok) throw new Error(`A sighting could not be sent: ${sent.refusal.detail}`)
        } else {
          await insertSighting(trx, seen, from, now())
          await tellAuthor(trx, row)
          await seat(trx, actor)
        }
        await appendLine(trx, actor, { verb: 'sight', kind: 'incident', ids: [id] })
        return ok(given.value)
      }),
    sightings: (id) =>
      inside('sightings', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        const { seen, own } = await sightingsOf(trx, id)
        const incident = incidentOf(row, actor)
        return ok({ seen, own: own.filter((each) => names(incident, each)) }) // a colleague may read more of it
      }),
  }
}

const take = async (trx: Trx, { to, message, part, value, country }: Sighted, node: Sender) => {
  await seat(trx, seatAway(to))
  const record = await toldBy(trx, node.id, message)
  const row = record === undefined ? undefined : await incidentById(trx, record)
  // What stayed here cannot have been read there.
  if (row?.originator !== to || !names(plain(partsAway(row.content, handlingOf(row))), { part, value }))
    return refuse('not-found', 'There is no such incident between you and that organisation.')
  if (!isTold(row.status)) return refuse('not-now', `The incident is ${row.status}.`)
  await insertSighting(trx, { incident: row.id, part, value }, country, new Date())
  await tellAuthor(trx, row)
  await appendLine(trx, 'node', { verb: 'sight', kind: 'incident', ids: [row.id] })
  return ok('accepted' as const)
}

export const sightingKinds: readonly Kind<IncidentTables>[] = [
  registerKind<IncidentTables, Sighted>({
    kind: SIGHTED,
    shape: sightedShape,
    receive: (trx, { payload }, from) => take(trx, payload, from),
    recalled: () => Promise.resolve(), // nobody takes back that something was seen
  }),
]
