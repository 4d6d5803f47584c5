// SPDX-License-Identifier: Apache-2.0
/**
 * Advisories between nodes: what goes over the line, what the node that receives it makes of it, how it is taken back and
 * who says that it was read. What came is read by those who were named, under its author's marking, and by nobody else:
 * whether it becomes public here, or advice for services, is decided here by an authority's own two officers.
 */
import type { Transaction } from 'kysely'
import { z } from 'zod'
import { ok, refuse } from '#basis/outcome.ts'
import { columnsOf, type Handling, handlingOf, keyOf, MARKINGS, seat } from '#platform/access/index.ts'
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
import { receiptFor, receivedFor, seatAway } from './access.ts'
import { areaOf } from './areas.ts'
import { READERS } from './codes.ts'
import { newAdvisoryShape, substanceNamed } from './shapes.ts'
import {
  type AdvisoryRow,
  endVersions,
  insertReceipt,
  insertVersion,
  type VersionRow,
  versionsOf,
  type WarningTables,
} from './store.ts'
import { versionContent } from './view.ts'

type Trx = Transaction<WarningTables>

export const TOLD = 'warnings.advisory'
export const ACKNOWLEDGED = 'warnings.acknowledged'

/** Told when one of another node came; the record is its id here. */
const RECEIVED = 'warning.advisory-received'

const { severity, urgency, certainty, regions, versions } = newAdvisoryShape.shape

const versionTold = z.strictObject({
  /** Organisations of the node that receives it. */
  to: z.array(z.uuid()).min(1).max(250),
  marking: z.enum(MARKINGS),
  texts: versions.shape.public,
})

const toldShape = z.strictObject({
  from: namedShape,
  ...{ substance: substanceNamed, severity, urgency, certainty, regions },
  published: z.iso.datetime(),
  expires: z.iso.datetime(),
  versions: z.strictObject({
    public: versionTold,
    professional: versionTold.optional(),
    restricted: versionTold.optional(),
  }),
})
export type Told = z.output<typeof toldShape>

const acknowledgedShape = z.strictObject({
  from: namedShape,
  /** The message that told the advisory. */
  message: z.uuid(),
  /** The organisation that published it. */
  of: z.uuid(),
})
export type Acknowledged = z.output<typeof acknowledgedShape>

/** Whether a version handled so may leave for this organisation: its own author named it, and it is not for persons alone. */
export const mayCross = (handling: Handling, sender: string, node: string, organisation: string): boolean =>
  handling.originator === sender &&
  handling.marking !== 'red' &&
  handling.audience.includes(partnerKey(node, organisation))

/** What goes to one node: each version with those of its organisations that may read it. Throws where none may read any. */
export const payloadFor = (
  { content, published_at, expires_at }: Pick<AdvisoryRow, 'content' | 'published_at' | 'expires_at'>,
  handling: Readonly<Record<(typeof READERS)[number], Handling>>,
  { from, node, to }: { from: Named; node: string; to: readonly string[] },
): z.input<typeof toldShape> => {
  const told = READERS.flatMap((reader) => {
    const texts = content.versions[reader]
    const named = to.filter((organisation) => mayCross(handling[reader], from.id, node, organisation))
    return texts && named.length > 0 ? [[reader, { to: named, marking: handling[reader].marking, texts }] as const] : []
  })
  const all = Object.fromEntries(told) as z.input<typeof toldShape>['versions']
  if (!all.public || all.public.to.length < to.length)
    throw new Error('An advisory was to leave for a node that its author did not name.')
  const { substance, severity, urgency, certainty, regions } = content
  const times = { published: (published_at ?? new Date()).toISOString(), expires: expires_at.toISOString() }
  return { from, substance, severity, urgency, certainty, regions, ...times, versions: all }
}

const organisationsOf = (rows: readonly VersionRow[], originator: string) =>
  [...new Set(rows.flatMap(({ audience }) => audience))].filter((key) => key !== keyOf.organisation(originator))

/** Those who were told hear of it; whoever reads a version of it may know that it is there. */
const tellHere = (trx: Trx, kind: string, rows: readonly VersionRow[], originator: string, message?: string) => {
  const to = organisationsOf(rows, originator)
  const record = rows[0]?.advisory ?? ''
  const notify = message && to.length > 0 ? [{ to, message, link: `/warnings/advisories/${record}` }] : []
  const { marking, purposes } = handlingOf(rows[0] as VersionRow)
  return announce(trx, { kind, record, audience: [keyOf.organisation(originator), ...to], marking, purposes, notify })
}

const take = async (trx: Trx, message: string, given: Told, node: Sender) => {
  const open = await offeredTo(trx, node.id)
  const told = READERS.flatMap((reader) => (given.versions[reader] ? [[reader, given.versions[reader]] as const] : []))
  if (!told.every(([, { to }]) => to.every((each) => open.includes(each))))
    return refuse('not-found', 'This node takes no advisories of yours for that organisation.')
  const originator = idOf(node.id, given.from.id)
  const id = idOf(node.id, message)
  await seat(trx, seatAway(originator))
  await learnAuthor(trx, node, given.from)
  const now = new Date()
  const [published, expires] = [new Date(given.published), new Date(given.expires)]
  const { from, severity, urgency, certainty, regions } = given
  const { id: registered, name } = given.substance
  const head = {
    ...{ severity, urgency, certainty, regions, substance: { ...(registered && { id: registered }), name } },
    ...{ areas: regions.map(areaOf), publisher: from.name, node: { id: node.id, name: node.name } },
  }
  const rows = told.map(
    ([reader, { to, marking, texts }]): VersionRow => ({
      ...{ advisory: id, reader, head, texts, version: 1 },
      ...{ published_at: published < now ? published : now, expires_at: expires }, // not after today: their clock may be wrong
      ...{ ended_at: null, reason: null, ...columnsOf(receivedFor(originator, to, marking)) },
    }),
  )
  for (const row of rows) await insertVersion(trx, row)
  await noteArrival(trx, { record: id, originator, node: node.id, message })
  await appendLine(trx, 'node', { verb: 'receive', kind: 'advisory', ids: [id], content: versionContent(rows) })
  await tellHere(trx, RECEIVED, rows, originator, expires > now ? 'advisory-received' : undefined)
  return ok('accepted' as const)
}

const takeBack = async (trx: Trx, message: string, node: Sender, reason: string) => {
  const id = idOf(node.id, message)
  const arrival = await arrivalOf(trx, id)
  if (!arrival) return
  await seat(trx, seatAway(arrival.originator))
  const [first] = await versionsOf(trx, id)
  if (!first || first.reason !== null) return
  await endVersions(trx, { id, version: first.version + 1 }, new Date(), reason)
  const rows = await versionsOf(trx, id)
  await appendLine(trx, 'node', { verb: 'withdraw', kind: 'advisory', ids: [id], content: versionContent(rows) })
  await tellHere(trx, 'warning.advisory-withdrawn', rows, arrival.originator, 'advisory-withdrawn')
}

/** Somebody at an organisation that was told says that it was read: whom our authority named, and nobody else. */
const takeAcknowledged = async (trx: Trx, { from, message, of }: Acknowledged, node: Sender) => {
  await seat(trx, seatAway(of))
  const advisory = await toldBy(trx, node.id, message)
  const versions = advisory === undefined ? [] : await versionsOf(trx, advisory)
  const isNamed = versions.some(
    ({ originator, audience }) => originator === of && audience.includes(partnerKey(node.id, from.id)),
  )
  if (advisory === undefined || !isNamed)
    return refuse('not-found', 'No advisory of that organisation was told to you by this message.')
  const reader = idOf(node.id, from.id)
  await seat(trx, seatAway(reader))
  await learnAuthor(trx, node, from)
  const receipt = { advisory, account: reader, at: new Date(), ...columnsOf(receiptFor({ organisation: reader }, of)) }
  if (await insertReceipt(trx, receipt))
    await appendLine(trx, 'node', { verb: 'acknowledge', kind: 'advisory', ids: [advisory] })
  return ok('accepted' as const)
}

/** What this room takes from other nodes. */
export const warningKinds: readonly Kind<WarningTables>[] = [
  registerKind<WarningTables, Told>({
    kind: TOLD,
    shape: toldShape,
    receive: (trx, { id, payload }, from) => take(trx, id, payload, from),
    recalled: (trx, message, from, reason) => takeBack(trx, message, from, reason?.trim().slice(0, 500) || '–'),
  }),
  registerKind<WarningTables, Acknowledged>({
    kind: ACKNOWLEDGED,
    shape: acknowledgedShape,
    receive: (trx, { payload }, from) => takeAcknowledged(trx, payload, from),
    recalled: () => Promise.resolve(), // who has read something has read it
  }),
]
