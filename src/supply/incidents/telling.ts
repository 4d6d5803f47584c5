// SPDX-License-Identifier: Apache-2.0
/** Telling an incident, and what becomes of it, to other nodes, in the transaction that changes it. */
import type { Transaction } from 'kysely'
import { type Actor, handlingOf } from '#platform/access/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import {
  type Named,
  type PartnerRow,
  type RoomPeers,
  takeBackAll,
  tellPartners,
  toldOf,
} from '#platform/peers/index.ts'
import { payloadFor, STANDING, type StandingTold, TOLD } from './between-nodes.ts'
import type { IncidentRow, IncidentTables } from './store.ts'

type Trx = Transaction<IncidentTables>
type IncidentPeers = RoomPeers<IncidentTables>

interface Telling {
  actor: Actor
  from: Named
  named: readonly PartnerRow[]
  prefixes: ReadonlyMap<string, string>
}

/** Queues one message for each node of these partners. */
export const tell = async (
  trx: Trx,
  peers: IncidentPeers,
  row: IncidentRow,
  { actor, from, named, prefixes }: Telling,
): Promise<void> => {
  const what = { record: row.id, originator: row.originator, kind: TOLD }
  const nodes = await tellPartners(trx, peers, what, named, (node, to) =>
    payloadFor(row, handlingOf(row), prefixes, { from, node, to }),
  )
  if (nodes > 0) await appendLine(trx, actor, { verb: 'tell', kind: 'incident', ids: [row.id] })
}

/** Where it stands now goes to every node to which it was told; a recall takes it back from them. */
export const tellStanding = async (trx: Trx, peers: IncidentPeers | undefined, row: IncidentRow): Promise<void> => {
  const { id, status, reason } = row
  if (status === 'recalled') return takeBackAll(trx, peers, id, reason ?? '')
  if (status !== 'under-investigation' && status !== 'closed') return
  for (const { node, message } of await toldOf(trx, id)) {
    const payload: StandingTold = { message, status, reason }
    if (!peers) throw new Error('This process has no peers: what was told to one is followed up where it has.')
    const sent = await peers.send(trx, node, STANDING, payload)
    if (!sent.ok && sent.refusal.code !== 'not-found')
      // a node that is suspended learns nothing, and holds up nobody
      throw new Error(`Where an incident stands could not be told: ${sent.refusal.detail}`)
  }
}
