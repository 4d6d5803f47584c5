// SPDX-License-Identifier: Apache-2.0
/** The exchanges with other nodes, one for each compartment that has something to tell, and who looks after them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type NoticeTables, noticeKinds } from '#commons/notices/index.ts'
import { type PracticeTables, practiceKinds } from '#commons/practices/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { custodyRole } from '#platform/custody/index.ts'
import {
  createPeers,
  type Kind,
  type NodesDesk,
  openIdentity,
  openNodesDesk,
  type Peers,
  type PeerTables,
} from '#platform/peers/index.ts'
import { type IncidentTables, incidentKinds, ownUseOf } from '#supply/incidents/index.ts'
import { type WarningTables, warningKinds } from '#supply/warnings/index.ts'
import type { Config } from './config.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'
import { joinNodes } from './nodes.ts'

/** What each compartment takes from other nodes. One exchange never reaches into another's compartment. */
const kindsFor = (country: string | undefined) => {
  const ownUse = ownUseOf(packOf(country)?.thresholds ?? [])
  return { commons: [...noticeKinds, ...practiceKinds], supply: [...incidentKinds(ownUse), ...warningKinds] } as const
}

interface Tables {
  commons: NoticeTables & PracticeTables
  supply: IncidentTables & WarningTables
}
type Name = keyof Tables
type TablesOf<N extends Name> = Tables[N]
const NAMES: readonly Name[] = ['commons', 'supply']

export type Exchanges = { [N in Name]?: Peers<TablesOf<N>> } & { stop(): Promise<void> }

/** Below the node's address; `site.ts` mounts the routes there. */
export const peersPath = (compartment: string) => `/api/peers/${compartment}`

/** The exchanges that are open, by compartment. */
export const opened = (exchanges: Exchanges): [Name, Peers<PeerTables>][] =>
  NAMES.flatMap((name) =>
    exchanges[name] ? [[name, exchanges[name] as unknown as Peers<PeerTables>] as const] : [],
  ) as [Name, Peers<PeerTables>][]

export const identityFile = ({ data }: Pick<Config, 'data'>) => join(data, 'identity.json')

/** Often, so that another node reads within a second what was told to it; a look is one short query. */
const PACE = { look: 250, first: 1000, longest: 600_000 }

/**
 * Opens the exchange of each compartment that this process holds, all in the node's one name, and begins to deliver.
 * None in a process for one wing whose data folder holds no identity: of several processes of a node one speaks for it.
 */
export const openPeers = (config: Config, held: Held): Exchanges => {
  const file = identityFile(config)
  if (config.wing !== undefined && !existsSync(file)) return { stop: () => Promise.resolve() }
  const identity = openIdentity(file)
  const kinds = kindsFor(config.country)
  const open = <N extends Name>(name: N): Peers<TablesOf<N>> | undefined => {
    if (!held.names.includes(name)) return undefined
    const exchange = createPeers<TablesOf<N>>({
      db: held.compartment<TablesOf<N>>(name).db,
      identity,
      name: config.node,
      address: `${config.baseUrl.replace(/\/+$/, '')}${peersPath(name)}`,
      kinds: kinds[name] as unknown as readonly Kind<TablesOf<N>>[],
      pace: PACE,
    })
    return exchange
  }
  const [commons, supply] = [open('commons'), open('supply')]
  const exchanges = { ...(commons && { commons }), ...(supply && { supply }) }
  const all = [commons, supply].filter((each) => each !== undefined)
  for (const exchange of all) exchange.start() // once all are known, so that none forgets a key of another
  return { ...exchanges, stop: async () => void (await Promise.all(all.map((each) => each.stop()))) }
}

/** For whoever keeps a compartment that has an exchange: those of the compartments that they keep, as one. */
export const nodesOf = (
  { held, accounts, peers }: { held: Held; accounts: Accounts; peers: Exchanges },
  actor: Actor,
): NodesDesk | undefined => {
  const kept = opened(peers).filter(([name]) => actor.roles.includes(custodyRole(name)))
  const desks = kept.map(([name, exchange]) => {
    const desk = openNodesDesk<PeerTables>({
      ...{ db: held.compartment<PeerTables>(name).db, actor, peers: exchange },
      organisations: async (ids) => {
        const all = new Map((await accounts.seats([])).map(({ organisation }) => [organisation.id, organisation]))
        return ids.flatMap((id) => all.get(id) ?? []).map(({ id, name, kind }) => ({ id, name, kind }))
      },
    })
    return { path: peersPath(name), desk }
  })
  return joinNodes(desks)
}
