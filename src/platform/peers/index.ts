// SPDX-License-Identifier: Apache-2.0
/** Messages between nodes: signed, each taken in once, through lines that fail for days. */
import { join } from 'node:path'

export type { Card } from './card.ts'
export type { Peer } from './directory.ts'
export { type Identity, openIdentity } from './identity.ts'
export { type Kind, registerKind, type Sender } from './kinds.ts'
export { type Message, MOST_MESSAGE } from './message.ts'
export { createPeers, type Peers, type PeersPlan } from './peers.ts'
export type { Receipt } from './receipts.ts'
export type { PeerTables } from './tables.ts'
export { MOST_SKEW } from './times.ts'

export const peersMigrations = join(import.meta.dirname, 'migrations')
