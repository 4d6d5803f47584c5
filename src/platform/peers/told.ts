// SPDX-License-Identifier: Apache-2.0
/** What of our records was told to which node, what the nodes said of it, and which records here are theirs. */
import type { Transaction } from 'kysely'
import type { Outcome } from '#basis/outcome.ts'
import type { Delivery, DeliveryReceipt } from './contract.ts'
import type { PartnerRow } from './partners.ts'
import type { Peers } from './peers.ts'
import type { Receipt } from './receipts.ts'
import { narrow, type PeerTables } from './tables.ts'

/** What a room needs of the exchange. */
export type RoomPeers<Tables> = Pick<Peers<Tables>, 'send' | 'recall' | 'receipts'>
export type ToldRow = PeerTables['peer_told']

/** The messages of a record of the organisation that sits, by node. */
export const toldOf = <T extends PeerTables>(trx: Transaction<T>, record: string): Promise<ToldRow[]> =>
  narrow(trx).selectFrom('peer_told').selectAll().where('record', '=', record).orderBy('node').execute()

/** The record of the organisation that sits that this message told to this node. */
export const toldBy = async <T extends PeerTables>(
  trx: Transaction<T>,
  node: string,
  message: string,
): Promise<string | undefined> =>
  (
    await narrow(trx)
      .selectFrom('peer_told')
      .select('record')
      .where('node', '=', node)
      .where('message', '=', message)
      .executeTakeFirst()
  )?.record

/**
 * Queues one message for each node of these partners, in the transaction that writes the record. `payload` gets a node
 * and the ids there of those whom it is for. Throws where one cannot be sent, which takes the record back too.
 */
export const tellPartners = async <T extends PeerTables>(
  trx: Transaction<T>,
  peers: RoomPeers<T>,
  { record, originator, kind }: { record: string; originator: string; kind: string },
  named: readonly PartnerRow[],
  payload: (node: string, to: string[]) => unknown,
): Promise<number> => {
  const nodes = Map.groupBy(named, ({ node }) => node)
  for (const [node, organisations] of nodes) {
    const to = organisations.map(({ organisation }) => organisation)
    const sent = await peers.send(trx, node, kind, payload(node, to))
    if (!sent.ok) throw new Error(`A record could not be told: ${sent.refusal.detail}`)
    const row = { record, originator, node, message: sent.value, recall: null }
    await narrow(trx).insertInto('peer_told').values(row).execute()
  }
  return nodes.size
}

/** Takes a record back from every node to which it was told. */
export const takeBackAll = async <T extends PeerTables>(
  trx: Transaction<T>,
  peers: RoomPeers<T> | undefined,
  record: string,
  reason: string,
): Promise<void> => {
  for (const { node, message } of await toldOf(trx, record)) {
    if (!peers) throw new Error('This process has no peers: what was told to one is taken back where it has.')
    const recalled: Outcome<string> = await peers.recall(trx, message, reason)
    if (!recalled.ok) throw new Error(`A record could not be taken back: ${recalled.refusal.detail}`)
    await narrow(trx)
      .updateTable('peer_told')
      .set({ recall: recalled.value })
      .where('record', '=', record)
      .where('node', '=', node)
      .execute()
  }
}

const stateOf = (receipts: readonly Receipt[]): DeliveryReceipt => {
  const last = receipts.at(-1)
  return last
    ? { state: last.outcome, at: last.at, reason: last.reason ?? null, signed: last.signed }
    : { state: 'waiting', at: null, reason: null, signed: null }
}

/** What the nodes said of a record, under their signatures. */
export const deliveriesOf = async <T>(
  peers: Pick<RoomPeers<T>, 'receipts'>,
  told: readonly ToldRow[],
  all: readonly PartnerRow[],
): Promise<Delivery[]> => {
  const found: Delivery[] = []
  for (const { node, message, recall } of told) {
    const name = all.find((partner) => partner.node === node)?.node_name ?? node
    const recalled = recall === null ? null : stateOf(await peers.receipts(recall))
    found.push({ node: { id: node, name }, told: stateOf(await peers.receipts(message)), recalled })
  }
  return found
}

/** Notes that a record came from another node. The actor that sits is its originator. */
export const noteArrival = <T extends PeerTables>(trx: Transaction<T>, arrival: PeerTables['peer_arrival']) =>
  narrow(trx).insertInto('peer_arrival').values(arrival).execute()

/** Where a record came from; undefined where it is of this node. */
export const arrivalOf = <T extends PeerTables>(
  trx: Transaction<T>,
  record: string,
): Promise<PeerTables['peer_arrival'] | undefined> =>
  narrow(trx).selectFrom('peer_arrival').selectAll().where('record', '=', record).executeTakeFirst()
