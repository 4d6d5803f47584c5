// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely'
import type { Card } from './card.ts'
import type { Identity } from './identity.ts'
import type { SigningKey } from './keys.ts'
import type { Kind } from './kinds.ts'
import type { PeerTables } from './tables.ts'

/** What every part of the exchange of one compartment stands on. */
export interface Exchange {
  db: Kysely<PeerTables>
  identity: Identity
  name: string
  /** Where peers reach the routes; theirs are signed for it. */
  address: string
  kinds: ReadonlyMap<string, Kind<PeerTables>>
  now(): Date
  fetch: typeof fetch
}

export const ownCard = ({ identity, name, address }: Exchange): Card => ({
  id: identity.id,
  name,
  address,
  key: identity.current().x,
})

/** The key by which a peer knows us: not the newest until it said that it has the newest. */
export const keyFor = ({ identity }: Exchange, peer: { our_key: string }): SigningKey =>
  identity.key(peer.our_key) ?? identity.current()

export { trace } from '#basis/trace.ts'
