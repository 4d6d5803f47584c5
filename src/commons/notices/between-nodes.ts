// SPDX-License-Identifier: Apache-2.0
/**
 * Notices between nodes: what goes over the line, what the node that receives it makes of it, and how it is taken back.
 * Whoever receives one reads it under a handling that is that of its author or stricter, and may not pass it on.
 */
import type { Transaction } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { type Actor, columnsOf, type Handling, handlingOf, keyOf, seat } from '#platform/access/index.ts'
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
import { contentOf, PURPOSE } from './notice.ts'
import { insertNotice, type NoticeRow, type NoticeTables, noticeById, withdrawNotice } from './store.ts'

export const TOLD = 'notices.notice'

/** Who reads at the other node: those who write notices there themselves. */
export const READERS = 'notices:editor'

const marking = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red'])

const toldShape = z.strictObject({
  from: namedShape,
  /** Organisations of the node that receives it. */
  to: z.array(z.uuid()).min(1).max(50),
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(10_000),
  contact: z.string().max(500),
  marking,
  purposes: z.array(z.string().max(40)).min(1).max(20),
  fields: z.partialRecord(z.enum(['title', 'body', 'contact']), marking),
  keptUntil: z.iso.date().nullable(),
})
type Told = z.output<typeof toldShape>

/**
 * Whether a notice handled so may leave for this organisation: only where its own author named it, whatever its marking.
 * `everyone` is everyone here; what somebody else controls leaves by nobody's hand but its own.
 */
export const mayCross = (handling: Handling, sender: string, node: string, organisation: string): boolean =>
  handling.audience.includes(partnerKey(node, organisation)) && handling.originator === sender

/** What goes to one node. Throws where it may not: a fault of the caller, since nobody is asked for what cannot be. */
export const payloadFor = (
  { title, body, contact }: Pick<NoticeRow, 'title' | 'body' | 'contact'>,
  handling: Handling,
  { from, node, to }: { from: Named; node: string; to: readonly string[] },
): Told => {
  if (!to.every((organisation) => mayCross(handling, from.id, node, organisation)))
    throw new Error('A notice was to leave for a node that its author did not name.')
  const { marking, purposes, fields, keptUntil } = handling
  return toldShape.parse({ from, to, title, body, contact, marking, purposes, fields, keptUntil })
}

/** The author, where it is not here: it sees its own notices and may withdraw them, and nothing else. */
const authorAway = (organisation: string): Actor => ({
  ...{ account: organisation, organisation, roles: [], groups: [] },
  ...{ clearance: 'red', purposes: [PURPOSE] },
})

/** As its author handled it; besides, nobody passes on what came from another node. */
const handlingHere = ({ to, marking, purposes, fields, keptUntil }: Told, originator: string): Handling => ({
  originator,
  audience: [keyOf.organisation(originator), ...to.map((id) => keyOf.role(id, READERS))],
  marking,
  purposes: purposes.filter((purpose) => purpose === PURPOSE),
  fields: fields as Handling['fields'],
  originatorControlled: true,
  keptUntil,
})

const take = async (trx: Transaction<NoticeTables>, message: string, told: Told, node: Sender) => {
  const id = idOf(node.id, message)
  const open = await offeredTo(trx, node.id)
  if (!told.to.every((each) => open.includes(each)))
    return refuse('not-found', 'This node takes no notices of yours for that organisation.')
  const originator = idOf(node.id, told.from.id)
  const handling = handlingHere(told, originator)
  if (handling.purposes.length === 0) return refuse('no-purpose', 'Nobody here may use it for what it is meant for.')
  await seat(trx, authorAway(originator))
  await learnAuthor(trx, node, told.from)
  const { title, body, contact } = told
  const row: NoticeRow = {
    ...{ id, title, body, contact, posted_at: new Date(), attachments: [] },
    ...{ withdrawn_at: null, reason: null, version: 1, ...columnsOf(handling) },
  }
  await insertNotice(trx, row)
  await noteArrival(trx, { record: id, originator, node: node.id, message })
  await fileWords(trx, { kind: 'notice', record: id, at: row.posted_at, handling, text: `${title}\n${body}` })
  await appendLine(trx, 'node', { verb: 'receive', kind: 'notice', ids: [id], content: contentOf(row) })
  const { audience, marking, purposes } = handling
  const notify = [{ to: audience.slice(1), message: 'notice-posted', link: `/notices/${id}` }]
  await announce(trx, { kind: 'notice.posted', record: id, audience, marking, purposes, notify })
  return ok('accepted' as const)
}

const takeBack = async (trx: Transaction<NoticeTables>, id: string, reason: string) => {
  const arrival = await arrivalOf(trx, id)
  if (!arrival) return
  await seat(trx, authorAway(arrival.originator))
  const row = await noticeById(trx, id)
  const changed = row && (await withdrawNotice(trx, { id, version: row.version, reason, at: new Date() }))
  if (!changed) return
  await appendLine(trx, 'node', { verb: 'withdraw', kind: 'notice', ids: [id], content: contentOf(changed) })
  const { audience, marking, purposes } = handlingOf(changed)
  await announce(trx, { kind: 'notice.withdrawn', record: id, audience, marking, purposes })
}

/** What this room takes from other nodes. */
export const noticeKinds: readonly Kind<NoticeTables>[] = [
  registerKind<NoticeTables, Told>({
    kind: TOLD,
    shape: toldShape,
    receive: (trx, { id, payload }, from) => take(trx, id, payload, from),
    recalled: (trx, message, from, reason) => takeBack(trx, idOf(from.id, message), reason?.slice(0, 500) || '–'),
  }),
]
