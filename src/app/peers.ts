// SPDX-License-Identifier: Apache-2.0
/** The exchange of the commons with other nodes, and the desk of whoever looks after it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type NoticeTables, noticeKinds, OFFERED, offeredTo, setOffer } from '#commons/notices/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { custodyRole } from '#platform/custody/index.ts'
import { createPeers, type NodesDesk, openIdentity, openNodesDesk, type Peers } from '#platform/peers/index.ts'
import type { Config } from './config.ts'
import type { Held } from './held.ts'

const COMPARTMENT = 'commons'

/** Below the node's address; `site.ts` mounts the routes there. */
export const PEERS_PATH = `/api/peers/${COMPARTMENT}`

export const identityFile = ({ data }: Pick<Config, 'data'>) => join(data, 'identity.json')

/** Often, so that another node reads within a second what was told to it; a look is one short query. */
const PACE = { look: 250, first: 1000, longest: 600_000 }

/**
 * Opens the exchange and begins to deliver. Undefined in a process for one wing whose data folder holds no identity: of
 * several processes of a node one speaks for it.
 */
export const openPeers = (config: Config, held: Held): Peers<NoticeTables> | undefined => {
  const file = identityFile(config)
  if (config.wing !== undefined && !existsSync(file)) return undefined
  const peers = createPeers<NoticeTables>({
    db: held.compartment<NoticeTables>(COMPARTMENT).db,
    identity: openIdentity(file),
    name: config.node,
    address: `${config.baseUrl.replace(/\/+$/, '')}${PEERS_PATH}`,
    kinds: noticeKinds,
    pace: PACE,
  })
  peers.start()
  return peers
}

/** For whoever keeps the commons; undefined for everybody else. */
export const nodesOf = (
  { held, accounts, peers }: { held: Held; accounts: Accounts; peers: Peers<NoticeTables> | undefined },
  actor: Actor,
): NodesDesk | undefined => {
  if (!peers || !actor.roles.includes(custodyRole(COMPARTMENT))) return undefined
  return openNodesDesk({
    ...{ db: held.compartment<NoticeTables>(COMPARTMENT).db, actor, peers, reaches: offeredTo },
    offer: async (trx, peer, wanted) => {
      const all = new Map((await accounts.seats([])).map(({ organisation }) => [organisation.id, organisation]))
      const organisations = wanted.flatMap((id) => all.get(id) ?? []).map(({ id, name, kind }) => ({ id, name, kind }))
      await setOffer(
        trx,
        peer,
        organisations.map(({ id }) => id),
      )
      const sent = await peers.send(trx, peer, OFFERED, { organisations })
      if (!sent.ok) throw new Error(`A peer could not be told whom it may address: ${sent.refusal.detail}`)
    },
  })
}
