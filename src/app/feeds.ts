// SPDX-License-Identifier: Apache-2.0
/** Feeds of other systems, where this process holds the supply wing. */
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { openOutward, openSealer } from '#platform/outward/index.ts'
import { type FeedsDesk, type FeedTables, openFeeds, startFeeds } from '#supply/feeds/index.ts'
import { type IncidentsDesk, ownUseOf } from '#supply/incidents/index.ts'
import type { Config } from './config.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'
import { secretOf } from './secrets.ts'

/** Milliseconds between looks for feeds whose time has come; one look is a short query. */
const LOOK = 2000

export interface Feeds {
  deskOf(actor: Actor, incidents: IncidentsDesk | undefined): FeedsDesk
  stop(): Promise<void>
}

/** Undefined where this process does not hold the supply wing. */
export const openFetching = (
  config: Config,
  { held, accounts }: { held: Held; accounts: Accounts },
): Feeds | undefined => {
  if (!held.names.includes('supply')) return undefined
  const { db } = held.compartment<FeedTables>('supply')
  const ownUse = ownUseOf(packOf(config.country)?.thresholds ?? [])
  const shared = { db, outward: openOutward(config), sealer: openSealer(secretOf(config), 'feeds') }
  const organisations = async () => [...new Set((await accounts.seats([])).map(({ organisation }) => organisation.id))]
  const { stop } = startFeeds({ ...shared, ownUse }, LOOK, (what) => held.complain('supply', what))
  return { deskOf: (actor, incidents) => openFeeds({ ...shared, actor, organisations, incidents }), stop }
}
