// SPDX-License-Identifier: Apache-2.0
/**
 * Two reports of one event whose authors sit at two nodes. Each node keeps the steps; a step of one author is told to the
 * other's node, which takes it if it is that author's to take there too.
 */
import type { Transaction } from 'kysely'
import { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { keyOf, seat } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  arrivalOf,
  asExchange,
  idOf,
  isActive,
  type Kind,
  keyOfPartner,
  type Named,
  namedShape,
  partnerKey,
  partners,
  type RoomPeers,
  registerKind,
  type Sender,
  toldBy,
  toldOf,
} from '#platform/peers/index.ts'
import { OFFICER } from '../access.ts'
import { seatAway } from '../between-nodes.ts'
import { type IncidentRow, type IncidentTables, incidentById } from '../store.ts'
import { mergeShape, type StepKind, stateOf, stepFor } from './merge.ts'
import { addStep, forBoth, inPairs, stepOf, stepsOf } from './merge-store.ts'

type Trx = Transaction<IncidentTables>

const STEPPED = 'incidents.merge'

/** The message that told an incident, and which of the two nodes sent it. */
const incidentShape = z.strictObject({ message: z.uuid(), by: z.enum(['sender', 'receiver']) })

const steppedShape = z.strictObject({
  from: namedShape,
  /** The author at the node that receives it. */
  to: z.uuid(),
  duplicate: incidentShape,
  kept: incidentShape,
  step: z.enum(['propose', 'merge', 'decline', 'undo']),
  reason: mergeShape.shape.reason,
})
type Stepped = z.output<typeof steppedShape>

const away = () => refuse('not-now', 'The node of the other author is not reached now.')

interface Step {
  duplicate: IncidentRow
  kept: IncidentRow
  step: StepKind
  reason: string
}

/**
 * Tells a step to the node of the other author, if that is another node than this. Who is not reached any more cannot be asked
 * for anything, and cannot keep anybody from taking back what they said either.
 */
export const tellStep = async (
  trx: Trx,
  peers: RoomPeers<IncidentTables> | undefined,
  from: Named | undefined,
  { duplicate, kept, step, reason }: Step,
): Promise<Outcome<undefined>> => {
  const [mine, theirs] = duplicate.originator === from?.id ? [duplicate, kept] : [kept, duplicate]
  const arrival = await arrivalOf(trx, theirs.id)
  if (!arrival) return ok(undefined)
  const isBack = step === 'decline' || step === 'undo'
  const author = (await partners(trx)).find(({ id }) => id === theirs.originator)
  const told = (await toldOf(trx, mine.id)).find(({ node }) => node === arrival.node)
  if (!author || !told || !mine.audience.includes(keyOfPartner(author)))
    return isBack
      ? ok(undefined)
      : refuse('not-now', 'The author of the other was not told of yours, and could not agree.')
  if (!peers || !from || !(await isActive(trx, arrival.node))) return isBack ? ok(undefined) : away()
  const known = (row: IncidentRow): Stepped['kept'] =>
    row === mine ? { message: told.message, by: 'sender' } : { message: arrival.message, by: 'receiver' }
  const payload: Stepped = {
    from,
    to: author.organisation,
    duplicate: known(duplicate),
    kept: known(kept),
    step,
    reason,
  }
  const sent = await peers.send(trx, arrival.node, STEPPED, payload)
  return sent.ok ? ok(undefined) : away()
}

const take = async (trx: Trx, { from, to, step, reason, ...pair }: Stepped, node: Sender) => {
  const author = idOf(node.id, from.id)
  await seat(trx, seatAway(to))
  const rowOf = async ({ message, by }: Stepped['kept']): Promise<IncidentRow | undefined> => {
    const record = by === 'sender' ? idOf(node.id, message) : await toldBy(trx, node.id, message)
    const row = record === undefined ? undefined : await incidentById(trx, record)
    const isTheirs = row?.originator === author && (await arrivalOf(trx, row.id))?.node === node.id
    const isOwn = row?.originator === to && row.audience.includes(partnerKey(node.id, from.id))
    return (by === 'sender' ? isTheirs : isOwn) ? row : undefined
  }
  const [duplicate, kept] = [await rowOf(pair.duplicate), await rowOf(pair.kept)]
  if (!duplicate || !kept || pair.duplicate.by === pair.kept.by)
    return refuse('not-found', 'There are no two such incidents between you and that organisation.')
  const ids = { duplicate: duplicate.id, kept: kept.id }
  const steps = inPairs(await stepsOf(trx, [ids.duplicate])).find((each) => each.kept === ids.kept)?.steps ?? []
  const state = stateOf(steps)
  // What was proposed may be agreed to here while it is taken back there.
  const command = step === 'propose' ? 'merge' : step === 'decline' && state === 'merged' ? 'undo' : step
  const may = stepFor(
    {
      authors: [duplicate.originator, kept.originator],
      statuses: [duplicate.status, kept.status],
      steps: steps.map(stepOf),
    },
    command,
    author,
  )
  // Both may take one step at the same moment: what is so already is not refused.
  if (!may.ok) return state === stateOf([{ step }]) ? ok('accepted' as const) : may
  if (step === 'merge' && may.value !== 'merge')
    return refuse('not-now', 'Nothing that could be agreed to is proposed here any more.')
  const at = new Date()
  const line = { ...ids, turn: steps.length + 1, step: may.value, organisation: author, account: author, reason, at }
  // Only the exchange writes down a step of an author who sits elsewhere.
  if (!(await asExchange(trx, () => addStep(trx, line))))
    throw new Error('A merge was changed while a step of it came.')
  await appendLine(trx, 'node', { verb: `receive-merge-${may.value}`, kind: 'incident', ids: Object.values(ids) })
  const notify =
    may.value === 'propose'
      ? [{ to: [keyOf.role(to, OFFICER)], message: 'incident-merge', link: `/incidents/${ids.duplicate}` }]
      : []
  const handled = forBoth(duplicate, kept, may.value)
  await announce(trx, { kind: `incident.merge-${may.value}`, record: ids.duplicate, ...handled, notify })
  return ok('accepted' as const)
}

export const mergeKinds: readonly Kind<IncidentTables>[] = [
  registerKind<IncidentTables, Stepped>({
    ...{ kind: STEPPED, shape: steppedShape },
    receive: (trx, { payload }, from) => take(trx, payload, from),
    recalled: () => Promise.resolve(), // a step is undone by another one; an incident's recall hides both
  }),
]
