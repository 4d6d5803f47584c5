// SPDX-License-Identifier: Apache-2.0
/** The rows of the exchange, and the one way to reach them. */
import { type Generated, type Kysely, sql, type Transaction } from 'kysely'

export type Verdict = 'received' | 'accepted' | 'refused'

export interface PeerTables {
  peer: {
    id: string
    name: string
    address: string
    status: 'proposed' | 'active' | 'suspended'
    changed_at: Date
    our_key: string
    announced: string
    sent_seq: Generated<number>
    acked_seq: Generated<number>
    received_seq: Generated<number>
    failures: Generated<number>
    next_try: Date | null
    heard_at: Date | null
    problem: string | null
    problem_detail: string | null
  }
  peer_key: { id: string; peer_id: string; x: string; place: number; retired_at: Date | null }
  peer_outgoing: {
    peer_id: string
    message_id: string
    seq: number
    kind: string
    body: string | null
    digest: string
    queued_at: Date
    outcome: Verdict | null
  }
  peer_receipt: {
    peer_id: string
    message_id: string
    outcome: Verdict
    reason: string | null
    detail: string | null
    said_at: Date
    stored_at: Generated<Date>
    signed: string
  }
  peer_incoming: {
    peer_id: string
    message_id: string
    seq: number
    kind: string
    digest: string
    kept: string | null
    outcome: Verdict
    recalled_at: Date | null
    received_at: Date
    receipt: string
  }
  peer_nonce: { peer_id: string; nonce: string; forget_at: Date }
  peer_partner: {
    id: string
    node: string
    organisation: string
    node_name: string
    name: string
    kind: string
    may_be_told: boolean
  }
  peer_offer: { node: string; organisation: string; is_open: boolean }
  peer_told: { record: string; originator: string; node: string; message: string; recall: string | null }
  peer_arrival: { record: string; originator: string; node: string; message: string }
}

export type Trx = Transaction<PeerTables>

/** A room's transaction: its compartment has the tables of the exchange beside the room's. */
export const narrow = <T extends PeerTables>(trx: Transaction<T>): Trx => trx as unknown as Trx

const change = async (trx: Trx, value: string): Promise<string> => {
  const { rows } = await sql<{ before: string | null }>`
    select set_config('app.peers', ${value}, true), before
    from (select current_setting('app.peers', true) as before offset 0) as earlier`.execute(trx)
  return rows[0]?.before ?? ''
}

/** Runs `work` while the rows of the exchange exist, in a room's own transaction too; afterwards they are gone again. */
export const atPeers = async <T>(trx: Trx, work: () => Promise<T>): Promise<T> => {
  const before = await change(trx, 'on')
  const value = await work()
  await change(trx, before)
  return value
}

/** The same for a room, which writes down what another node did. */
export const asExchange = <T extends PeerTables, V>(trx: Transaction<T>, work: () => Promise<V>): Promise<V> =>
  atPeers(narrow(trx), work)

/** Runs a room's part while the rows of the exchange do not exist. */
export const asRoom = async <T>(trx: Trx, work: () => Promise<T>): Promise<T> => {
  const before = await change(trx, '')
  const value = await work()
  await change(trx, before)
  return value
}

/** One transaction of the exchange itself. */
export const inPeers = <T>(db: Kysely<PeerTables>, work: (trx: Trx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await change(trx, 'on') // as long as the transaction
    return work(trx)
  })
