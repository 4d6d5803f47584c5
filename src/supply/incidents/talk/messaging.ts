// SPDX-License-Identifier: Apache-2.0
/** The part of the desk at which authorities write to each other about an incident, here and at other nodes. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, handlingOf, seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  isActive,
  keyOfPartner,
  type Named,
  type PartnerRow,
  partners,
  type RoomPeers,
  toldOf,
} from '#platform/peers/index.ts'
import { seatAway } from '../between-nodes.ts'
import type { IncidentsDesk, IncidentsRefusal } from '../contract.ts'
import { isTold } from '../incident.ts'
import { parsed } from '../parsed.ts'
import { keysNaming } from '../requests.ts'
import type { IncidentRow, IncidentTables } from '../store.ts'
import { WRITTEN, type Written } from './between-nodes-messages.ts'
import { audienceOf } from './concerned.ts'
import { newMessageShape } from './messages.ts'
import { contentOfMessage, insertMessage, type MessageRow, messageOf, messagesOf } from './messages-store.ts'

type Trx = Transaction<IncidentTables>
type Done<T> = Promise<Outcome<T, IncidentsRefusal>>

interface MessagingPlan {
  actor: Actor
  peers: RoomPeers<IncidentTables> | undefined
  now(): Date
  /** The organisation that sits here. */
  self(): Promise<Named | undefined>
  find(trx: Trx, id: string): Promise<IncidentRow | undefined>
  inside<T>(verb: 'write' | 'messages', work: (trx: Trx) => Done<T>, asked?: { key: string; what: unknown }): Done<T>
}

const absent = () => refuse('not-found', 'There is nothing here.')
const away = () => refuse('not-now', 'The node of this organisation is not reached now.')

/** Keys of an incident's audience that name one of these, of this node or another; undefined where one is not named. */
const naming = (row: IncidentRow, wanted: readonly string[], all: readonly PartnerRow[]): string[] | undefined => {
  const each = wanted.map((id) => {
    const partner = all.find((one) => one.id === id)
    const there = partner && row.audience.includes(keyOfPartner(partner)) ? [keyOfPartner(partner)] : []
    return [...keysNaming(row.audience, id), ...there]
  })
  return each.some((keys) => keys.length === 0) ? undefined : each.flat()
}

/** A message that leaves: to which node, for whom there, and by which message both know the incident. */
interface Leaving {
  node: string
  to: string[]
  incident: Written['incident']
}

/** Where a message goes besides this node. What came from another node goes back to that one alone. */
const leavingFor = async (
  trx: Trx,
  actor: Actor,
  row: IncidentRow,
  { audience, all }: { audience: readonly string[]; all: readonly PartnerRow[] },
): Promise<Leaving[]> => {
  const arrival = await arrivalOf(trx, row.id)
  if (arrival) {
    const author = all.find(({ id }) => id === row.originator)
    return author
      ? [{ node: arrival.node, to: [author.organisation], incident: { message: arrival.message, by: 'receiver' } }]
      : []
  }
  const wanted = Map.groupBy(
    all.filter((partner) => audience.includes(keyOfPartner(partner))),
    ({ node }) => node,
  )
  if (wanted.size === 0) return []
  await seat(trx, seatAway(row.originator)) // to which nodes an incident was told is known to who told it
  const told = await toldOf(trx, row.id)
  await seat(trx, actor)
  return told.flatMap(({ node, message }) => {
    const to = wanted.get(node)?.map(({ organisation }) => organisation)
    return to ? [{ node, to, incident: { message, by: 'sender' as const } }] : []
  })
}

export const messaging = (plan: MessagingPlan): Pick<IncidentsDesk, 'write' | 'messages'> => {
  const { actor, peers, now, self, find, inside } = plan
  return {
    write: (id, input, key) =>
      inside(
        'write',
        async (trx) => {
          const row = await find(trx, id)
          if (!row || (row.status === 'recalled' && row.originator !== actor.organisation)) return absent()
          const given = parsed(newMessageShape, input)
          if (!given.ok) return given
          if (!isTold(row.status))
            return refuse('not-now', `About an incident that is ${row.status} nobody is written to.`)
          const { text, to } = given.value
          const all = await partners(trx)
          const isOwn = row.originator === actor.organisation
          const named = to === 'all' ? row.audience : naming(row, to, all)
          // Whom else its author told is not for a receiver to try out.
          if (!named || (to !== 'all' && !isOwn && to.some((each) => each !== row.originator)))
            return refuse('not-valid', 'Not all of these were told of the incident.', 'to')
          const audience = audienceOf(named, actor.organisation)
          const leaving = await leavingFor(trx, actor, row, { audience, all })
          const from = leaving.length > 0 ? await self() : undefined
          const active = await Promise.all(leaving.map(({ node }) => isActive(trx, node)))
          const isCut = leaving.length > 0 && !(peers && from && active.every(Boolean))
          // To all goes to whoever is reached: a refusal would tell a receiver of a node that was told too. Whom one chose,
          // and the only node that what came from there goes back to, must be reached.
          if (isCut && (to !== 'all' || leaving.some(({ incident }) => incident.by === 'receiver'))) return away()
          const handling = {
            ...handlingOf(row),
            originator: actor.organisation,
            audience,
            fields: {},
            originatorControlled: true,
          }
          const message: MessageRow = {
            ...{ id: randomUUID(), incident: row.id, body: text, is_wide: to === 'all', written_at: now() },
            ...columnsOf(handling),
          }
          await insertMessage(trx, message)
          for (const [index, { node, to: there, incident }] of leaving.entries()) {
            if (!peers || !from || !active[index]) continue
            const payload: Written = { from, to: there, incident, text, wide: to === 'all' }
            const sent = await peers.send(trx, node, WRITTEN, payload)
            if (!sent.ok) throw new Error(`A message could not be sent: ${sent.refusal.detail}`)
          }
          const line = { verb: 'write', kind: 'incident-message', ids: [message.id] }
          await appendLine(trx, actor, { ...line, content: contentOfMessage(message) })
          const { marking, purposes } = handling
          const others = audienceOf(named, row.originator).filter((each) => !each.includes(`:${actor.organisation}:`))
          const notify =
            others.length > 0 ? [{ to: others, message: 'incident-written', link: `/incidents/${id}` }] : []
          await announce(trx, {
            kind: 'incident-message.written',
            record: message.id,
            audience,
            marking,
            purposes,
            notify,
          })
          return ok(messageOf(message))
        },
        key === undefined ? undefined : { key, what: { write: input, id } },
      ),
    messages: (id) =>
      inside('messages', async (trx) => {
        const row = await find(trx, id)
        if (!row) return absent()
        const rows = await messagesOf(trx, id)
        const ids = rows.map((each) => each.id)
        if (ids.length > 0) await appendLine(trx, actor, { verb: 'list', kind: 'incident-message', ids })
        return ok(rows.map(messageOf))
      }),
  }
}
