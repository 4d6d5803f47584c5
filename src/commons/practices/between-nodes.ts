// SPDX-License-Identifier: Apache-2.0
/**
 * Practices between nodes: a published one goes to the organisations that its author named, what became of it with others
 * comes back, and a withdrawn one is withdrawn there too. Translations stay at the node where they were made.
 */
import type { Transaction } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, type Handling, handlingOf, keyOf, seat } from '#platform/access/index.ts'
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
  toldBy,
} from '#platform/peers/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { addedTo, EDITOR, receivedFor, seatOf } from './access.ts'
import { contentShape, REACHES, reuseShape } from './contract.ts'
import { contentOf, wordsIn } from './practice.ts'
import {
  changePractice,
  insertPractice,
  type PracticeRow,
  type PracticeTables,
  practiceById,
  putReuse,
  type ReuseRow,
} from './store.ts'

type Trx = Transaction<PracticeTables>

export const TOLD = 'practices.practice'
export const REUSED = 'practices.reuse'

const toldShape = z.strictObject({
  from: namedShape,
  /** Organisations of the node that receives it. */
  to: z.array(z.uuid()).min(1).max(50),
  reach: z.enum(REACHES),
  published: z.iso.datetime(),
  content: contentShape,
})
type Told = z.output<typeof toldShape>

const reusedShape = z.strictObject({
  from: namedShape,
  /** The message that told the practice. */
  message: z.uuid(),
  /** The organisation that shared it. */
  of: z.uuid(),
  ...reuseShape.shape,
})
export type Reused = z.output<typeof reusedShape>

/** What goes to one node. Throws where its author did not name one of these. */
export const payloadFor = (
  { content, published_at }: Pick<PracticeRow, 'content' | 'published_at'>,
  handling: Handling,
  { from, node, to }: { from: Named; node: string; to: readonly string[] },
): z.input<typeof toldShape> => {
  const isNamed = (organisation: string) => handling.audience.includes(partnerKey(node, organisation))
  if (handling.originator !== from.id || !to.every(isNamed))
    throw new Error('A practice was to leave for a node that its author did not name.')
  const { reach, partners: _, ...rest } = content
  return { from, to: [...to], reach, published: (published_at ?? new Date()).toISOString(), content: rest }
}

const told = ({ audience, marking, purposes }: Handling) => ({ audience, marking, purposes })

const take = async (trx: Trx, message: string, given: Told, node: Sender) => {
  const open = await offeredTo(trx, node.id)
  if (!given.to.every((each) => open.includes(each)))
    return refuse('not-found', 'This node takes no practices of yours for that organisation.')
  const [originator, id] = [idOf(node.id, given.from.id), idOf(node.id, message)]
  const handling = receivedFor(originator, given.reach, given.to)
  await seat(trx, seatOf(originator))
  await learnAuthor(trx, node, given.from)
  const now = new Date()
  const published = new Date(given.published)
  const row: PracticeRow = {
    ...{ id, status: 'published', node: { id: node.id, name: node.name }, changed_at: now },
    content: { ...given.content, reach: given.reach, partners: [] },
    published_at: published < now ? published : now, // not after today: their clock may be wrong
    ...{ ended_at: null, reason: null, version: 1, ...columnsOf(handling) },
  }
  await insertPractice(trx, row)
  await noteArrival(trx, { record: id, originator, node: node.id, message })
  await fileWords(trx, { kind: 'practice', record: id, at: now, handling, text: wordsIn(row) })
  await appendLine(trx, 'node', { verb: 'receive', kind: 'practice', ids: [id], content: contentOf(row) })
  const to = given.to.map((each) => keyOf.role(each, EDITOR))
  const notify = [{ to, message: 'practice-received', link: `/practices/${id}` }]
  await announce(trx, { kind: 'practice.received', record: id, ...told(handling), notify })
  return ok('accepted' as const)
}

const takeBack = async (trx: Trx, message: string, node: Sender, reason: string) => {
  const id = idOf(node.id, message)
  const arrival = await arrivalOf(trx, id)
  if (!arrival) return
  await seat(trx, seatOf(arrival.originator))
  const row = await practiceById(trx, id)
  if (row?.status !== 'published') return
  const at = new Date()
  const changed = await changePractice(trx, row, { status: 'withdrawn', ended_at: at, reason }, at)
  if (!changed) throw new Error('A practice was changed while its author withdrew it.')
  const handling = handlingOf(changed)
  await fileWords(trx, { kind: 'practice', record: id, at, handling, text: '' })
  await appendLine(trx, 'node', { verb: 'withdraw', kind: 'practice', ids: [id], content: contentOf(changed) })
  await announce(trx, { kind: 'practice.withdrawn', record: id, ...told(handling) })
}

/** What an organisation of the node that was told says of it: one that was named, unless it is for everybody there. */
const takeReuse = async (trx: Trx, { from, message, of, outcome, note }: Reused, node: Sender) => {
  await seat(trx, seatOf(of))
  const record = await toldBy(trx, node.id, message)
  const row = record === undefined ? undefined : await practiceById(trx, record)
  const mayKnow = row?.content.reach === 'public' || row?.audience.includes(partnerKey(node.id, from.id))
  if (row?.originator !== of || !mayKnow)
    return refuse('not-found', 'No practice of that organisation was told to you by this message.')
  if (row.status !== 'published') return refuse('not-now', 'It was withdrawn.')
  const reuser = idOf(node.id, from.id)
  await seat(trx, seatOf(reuser))
  await learnAuthor(trx, node, from)
  const handling = addedTo(handlingOf(row), reuser)
  const said: ReuseRow = { practice: row.id, outcome, note, at: new Date(), ...columnsOf(handling) }
  await putReuse(trx, said)
  await appendLine(trx, 'node', { verb: 'reuse', kind: 'practice', ids: [row.id] })
  await tellReuse(trx, row, handling)
  return ok('accepted' as const)
}

/** Whose practice it is hears what became of it. */
export const tellReuse = async (trx: Trx, { id, originator }: PracticeRow, handling: Handling): Promise<void> => {
  const notify = [{ to: [keyOf.role(originator, EDITOR)], message: 'practice-reused', link: `/practices/${id}` }]
  await announce(trx, { kind: 'practice.reused', record: id, ...told(handling), notify })
}

/** What this room takes from other nodes. */
export const practiceKinds: readonly Kind<PracticeTables>[] = [
  registerKind<PracticeTables, Told>({
    kind: TOLD,
    shape: toldShape,
    receive: (trx, { id, payload }, from) => take(trx, id, payload, from),
    recalled: (trx, message, from, reason) => takeBack(trx, message, from, reason?.trim().slice(0, 500) || '–'),
  }),
  registerKind<PracticeTables, Reused>({
    kind: REUSED,
    shape: reusedShape,
    receive: (trx, { payload }, from) => takeReuse(trx, payload, from),
    recalled: () => Promise.resolve(), // a later word takes the place of an earlier one
  }),
]
