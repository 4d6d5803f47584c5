// SPDX-License-Identifier: Apache-2.0
/** Telling a notice to organisations of other nodes, as its author's desk does. */
import type { Transaction } from 'kysely'
import type { Actor, Handling } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import type { Peers, Receipt } from '#platform/peers/index.ts'
import type { NoticeDelivery, NoticeViewer, Partner } from './contract.ts'
import { partnerKey, payloadFor, TOLD } from './crossing.ts'
import { type Named, noteRecall, noteTold, type PartnerTables, partners, toldOf } from './partners.ts'
import type { NoticeRow, NoticeTables } from './store.ts'

export type NoticePeers = Pick<Peers<NoticeTables>, 'send' | 'recall' | 'receipts' | 'peers'>
export type PartnerRow = PartnerTables['notice_partner']
type Trx = Transaction<NoticeTables>

export const keyOfPartner = ({ node, organisation }: PartnerRow) => partnerKey(node, organisation)

export const partnerOf = ({ id, node, node_name, name, kind, may_be_told }: PartnerRow): Partner => ({
  ...{ id, name, kind, node: { id: node, name: node_name } },
  mayBeTold: may_be_told,
})

/** Those of an audience, as who will see it: their own node says which of their people are cleared for it. */
export const viewersAway = (all: readonly PartnerRow[], audience: readonly string[], fields: object): NoticeViewer[] =>
  all
    .filter((partner) => audience.includes(keyOfPartner(partner)))
    .map((partner) => ({
      organisation: { id: partner.id, name: partner.name, kind: partner.kind },
      node: { id: partner.node, name: partner.node_name },
      because: [keyOfPartner(partner)],
      fields: Object.keys(fields).filter((field) => field !== 'attachments'), // files stay here
    }))

const byNode = (named: readonly PartnerRow[]) => Map.groupBy(named, ({ node }) => node)

/** Queues one message for each node, in the transaction that writes the notice. */
export const tell = async (
  trx: Trx,
  peers: NoticePeers,
  row: NoticeRow,
  handling: Handling,
  { actor, from, named }: { actor: Actor; from: Named; named: readonly PartnerRow[] },
): Promise<void> => {
  for (const [node, organisations] of byNode(named)) {
    const to = organisations.map(({ organisation }) => organisation)
    const sent = await peers.send(trx, node, TOLD, payloadFor(row, handling, { from, node, to }))
    if (!sent.ok) throw new Error(`A notice could not be told: ${sent.refusal.detail}`) // takes the notice back too
    await noteTold(trx, row.id, node, sent.value)
    await appendLine(trx, actor, { verb: 'tell', kind: 'notice', ids: [row.id] })
  }
}

/** Takes it back from every node to which it was told. */
export const takeBackAll = async (trx: Trx, peers: NoticePeers | undefined, id: string, reason: string) => {
  for (const { node, message } of await toldOf(trx, id)) {
    if (!peers) throw new Error('This process has no peers: a notice that was told to one is withdrawn where it has.')
    const recalled = await peers.recall(trx, message, reason)
    if (recalled.ok) await noteRecall(trx, id, node, recalled.value)
  }
}

const stateOf = (receipts: readonly Receipt[]): NoticeDelivery['told'] => {
  const last = receipts.at(-1)
  return last
    ? { state: last.outcome, at: last.at, reason: last.reason ?? null, signed: last.signed }
    : { state: 'waiting', at: null, reason: null, signed: null }
}

/** What the nodes said of it, under their signatures. */
export const deliveriesOf = async (
  peers: NoticePeers,
  told: Awaited<ReturnType<typeof toldOf>>,
  all: readonly PartnerRow[],
): Promise<NoticeDelivery[]> => {
  const found: NoticeDelivery[] = []
  for (const { node, message, recall } of told) {
    const name = all.find((partner) => partner.node === node)?.node_name ?? node
    const recalled = recall === null ? null : stateOf(await peers.receipts(recall))
    found.push({ node: { id: node, name }, told: stateOf(await peers.receipts(message)), recalled })
  }
  return found
}

/** The partners of these ids that may be told now; undefined where one may not. */
export const nameable = async (trx: Trx, ids: readonly string[]): Promise<PartnerRow[] | undefined> => {
  if (ids.length === 0) return []
  const named = (await partners(trx)).filter(({ id, may_be_told }) => may_be_told && ids.includes(id))
  return named.length === new Set(ids).size ? named : undefined
}
