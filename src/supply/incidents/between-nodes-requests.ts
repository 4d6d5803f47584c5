// SPDX-License-Identifier: Apache-2.0
/** Requests between nodes. Each is authorised anew where it arrives: by the incident that both nodes know. */
import type { Transaction } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { type Handling, handlingOf, keyOf, seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  idOf,
  type Kind,
  learnAuthor,
  namedShape,
  noteArrival,
  partnerKey,
  registerKind,
  type Sender,
  toldBy,
} from '#platform/peers/index.ts'
import { seatAway } from './between-nodes.ts'
import { isOpen } from './incident.ts'
import { keysNaming, newRequestShape, settle, settleShape } from './requests.ts'
import {
  changeRequest,
  contentOfRequest,
  insertRequest,
  requestById,
  rowOfRequest,
  standingOfRequest,
} from './requests-store.ts'
import { type IncidentRow, type IncidentTables, incidentById, type RequestRow } from './store.ts'

type Trx = Transaction<IncidentTables>

export const ASKED = 'incidents.request'
export const ANSWERED = 'incidents.answer'

const askedShape = newRequestShape.extend({
  from: namedShape,
  /** The message that told the incident, and which of the two nodes sent it. */
  incident: z.strictObject({ message: z.uuid(), by: z.enum(['sender', 'receiver']) }),
})
export type Asked = z.output<typeof askedShape>

const answeredShape = z.strictObject({
  /** The message that asked. */
  request: z.uuid(),
  /** The organisation that asked. */
  of: z.uuid(),
  did: settleShape,
})
export type AnswerTold = z.output<typeof answeredShape>

/** The incident that is asked about, if whoever asks and whoever is asked may talk about it. The seat is theirs. */
const incidentOf = async (trx: Trx, { incident, from, to }: Asked, node: Sender): Promise<IncidentRow | undefined> => {
  if (incident.by === 'sender') {
    const asker = idOf(node.id, from.id)
    const arrival = await arrivalOf(trx, idOf(node.id, incident.message))
    if (arrival?.originator !== asker) return undefined
    await seat(trx, seatAway(asker))
    const row = await incidentById(trx, arrival.record)
    return row && keysNaming(row.audience, to).length > 0 ? row : undefined
  }
  await seat(trx, seatAway(to))
  const record = await toldBy(trx, node.id, incident.message)
  const row = record === undefined ? undefined : await incidentById(trx, record)
  return row?.originator === to && row.audience.includes(partnerKey(node.id, from.id)) ? row : undefined
}

/** Tells those of this organisation that sit here. */
const tellHere = (trx: Trx, row: RequestRow, organisation: string, message: string) => {
  const { audience, marking, purposes } = handlingOf(row)
  const notify = [{ to: keysNaming(audience, organisation), message, link: `/incidents/${row.incident}` }]
  const handled = { audience, marking, purposes }
  return announce(trx, { kind: `incident-request.${row.status}`, record: row.id, ...handled, notify })
}

const takeRequest = async (trx: Trx, message: string, given: Asked, node: Sender) => {
  const incident = await incidentOf(trx, given, node)
  if (!incident) return refuse('not-found', 'There is no such incident between you and that organisation.')
  if (!isOpen(incident.status)) return refuse('not-now', `The incident is ${incident.status}.`)
  const asker = idOf(node.id, given.from.id)
  const id = idOf(node.id, message)
  const handling: Handling = {
    ...handlingOf(incident),
    ...{ originator: asker, fields: {}, originatorControlled: true },
    audience: [keyOf.organisation(asker), ...keysNaming(incident.audience, given.to)],
  }
  await seat(trx, seatAway(asker))
  await learnAuthor(trx, node, given.from)
  const row = rowOfRequest({ id, incident: incident.id, at: new Date() }, given, handling)
  await insertRequest(trx, row)
  await noteArrival(trx, { record: id, originator: asker, node: node.id, message })
  const line = { verb: 'receive', kind: 'incident-request', ids: [id], content: contentOfRequest(row) }
  await appendLine(trx, 'node', line)
  await tellHere(trx, row, given.to, 'incident-asked')
  return ok('accepted' as const)
}

const takeAnswer = async (trx: Trx, { request, of, did }: AnswerTold, node: Sender) => {
  await seat(trx, seatAway(of))
  const record = await toldBy(trx, node.id, request)
  const row = record === undefined ? undefined : await requestById(trx, record)
  if (row?.originator !== of) return refuse('not-found', 'Nobody here asked this of you.')
  // In time by the clock of who answered: a line that was cut since does not make it late.
  const settled = settle({ ...standingOfRequest(row), due: '9999-12-31' }, did, new Date())
  if (!settled.ok) return settled
  const changed = await changeRequest(trx, row, settled.value)
  if (!changed) throw new Error('A request was changed while it was answered.')
  const line = { verb: did.do, kind: 'incident-request', ids: [row.id], content: contentOfRequest(changed) }
  await appendLine(trx, 'node', line)
  await tellHere(trx, changed, of, 'incident-answered')
  return ok('accepted' as const)
}

const recalled = () => Promise.resolve() // no desk takes back a question or an answer; an incident's recall hides both

export const requestKinds: readonly Kind<IncidentTables>[] = [
  registerKind<IncidentTables, Asked>({
    ...{ kind: ASKED, shape: askedShape, recalled },
    receive: (trx, { id, payload }, from) => takeRequest(trx, id, payload, from),
  }),
  registerKind<IncidentTables, AnswerTold>({
    ...{ kind: ANSWERED, shape: answeredShape, recalled },
    receive: (trx, { payload }, from) => takeAnswer(trx, payload, from),
  }),
]
