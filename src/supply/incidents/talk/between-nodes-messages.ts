// SPDX-License-Identifier: Apache-2.0
/** Messages between nodes. Each is authorised anew where it arrives: by the incident that both nodes know. */
import type { Transaction } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, handlingOf, keyOf, seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  idOf,
  type Kind,
  learnAuthor,
  namedShape,
  partnerKey,
  registerKind,
  type Sender,
  toldBy,
} from '#platform/peers/index.ts'
import { seatAway } from '../between-nodes.ts'
import { keysNaming } from '../requests.ts'
import { type IncidentRow, type IncidentTables, incidentById } from '../store.ts'
import { audienceOf } from './concerned.ts'
import { newMessageShape } from './messages.ts'
import { contentOfMessage, insertMessage, type MessageRow } from './messages-store.ts'

type Trx = Transaction<IncidentTables>

export const WRITTEN = 'incidents.message'

const writtenShape = z.strictObject({
  from: namedShape,
  /** Organisations of the node that receives it. */
  to: z.array(z.uuid()).min(1).max(50),
  /** The message that told the incident, and which of the two nodes sent it. */
  incident: z.strictObject({ message: z.uuid(), by: z.enum(['sender', 'receiver']) }),
  text: newMessageShape.shape.text,
  /** For all who were told there, not only for these. */
  wide: z.boolean(),
})
export type Written = z.output<typeof writtenShape>

/** The incident, and the keys of those here who were told of it and are meant; the seat is its author's. */
const meant = async (trx: Trx, { from, to, incident, wide }: Written, node: Sender) => {
  const named = (row: IncidentRow) => {
    const here = row.audience.filter((key) => !key.startsWith('node:'))
    return { row, keys: wide ? here : to.flatMap((id) => keysNaming(here, id)) }
  }
  if (incident.by === 'sender') {
    const arrival = await arrivalOf(trx, idOf(node.id, incident.message))
    if (!arrival) return undefined
    await seat(trx, seatAway(arrival.originator))
    const row = await incidentById(trx, arrival.record)
    return row && named(row)
  }
  const [own = ''] = to
  await seat(trx, seatAway(own))
  const record = await toldBy(trx, node.id, incident.message)
  const row = record === undefined ? undefined : await incidentById(trx, record)
  return row?.originator === own && row.audience.includes(partnerKey(node.id, from.id)) ? named(row) : undefined
}

const take = async (trx: Trx, message: string, given: Written, node: Sender) => {
  const found = await meant(trx, given, node)
  if (!found || found.keys.length === 0)
    return refuse('not-found', 'There is no such incident between you and that organisation.')
  const { row: incident, keys } = found
  if (incident.status === 'recalled') return refuse('not-now', 'The incident was recalled.')
  const author = idOf(node.id, given.from.id)
  const others = audienceOf(keys, author).filter((key) => !key.includes(`:${author}:`))
  const audience = [keyOf.organisation(author), ...others]
  const handling = { ...handlingOf(incident), originator: author, audience, fields: {}, originatorControlled: true }
  await seat(trx, seatAway(author))
  await learnAuthor(trx, node, given.from)
  const row: MessageRow = {
    ...{ id: idOf(node.id, message), incident: incident.id, body: given.text, is_wide: given.wide },
    ...{ written_at: new Date(), ...columnsOf(handling) },
  }
  await insertMessage(trx, row)
  const line = { verb: 'receive', kind: 'incident-message', ids: [row.id], content: contentOfMessage(row) }
  await appendLine(trx, 'node', line)
  const { marking, purposes } = handling
  const notify = [{ to: others, message: 'incident-written', link: `/incidents/${incident.id}` }]
  await announce(trx, { kind: 'incident-message.written', record: row.id, audience, marking, purposes, notify })
  return ok('accepted' as const)
}

export const messageKinds: readonly Kind<IncidentTables>[] = [
  registerKind<IncidentTables, Written>({
    kind: WRITTEN,
    shape: writtenShape,
    receive: (trx, { id, payload }, from) => take(trx, id, payload, from),
    recalled: () => Promise.resolve(), // nobody takes back a message; an incident's recall hides it
  }),
]
