// SPDX-License-Identifier: Apache-2.0
/** Messages between nodes: signed, each taken in once, through lines that fail for days. */
import { join } from 'node:path'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export { deliveryAnswer, partnerAnswer } from './answers.ts'
export type { Card } from './card.ts'
export type { Delivery, DeliveryReceipt, NodesDesk, Partner, PartnerViewer } from './contract.ts'
export { type NodesPlan, openNodesDesk } from './desk.ts'
export type { Peer } from './directory.ts'
export { type Identity, openIdentity } from './identity.ts'
export { type Kind, registerKind, type Sender } from './kinds.ts'
export { type Message, MOST_MESSAGE } from './message.ts'
export {
  idOf,
  isActive,
  keyOfPartner,
  learnAuthor,
  type Named,
  nameable,
  namedShape,
  offeredTo,
  type PartnerRow,
  partnerKey,
  partnerOf,
  partners,
  viewersAway,
} from './partners.ts'
export { createPeers, type Peers, type PeersPlan } from './peers.ts'
export { plain } from './plain.ts'
export type { Receipt } from './receipts.ts'
export { asExchange, type PeerTables } from './tables.ts'
export { MOST_SKEW } from './times.ts'
export {
  arrivalOf,
  deliveriesOf,
  noteArrival,
  type RoomPeers,
  takeBackAll,
  tellPartners,
  toldBy,
  toldOf,
} from './told.ts'

/** What a person reads of a problem with a peer, and of a refused message, by its code. */
export const peersMessages = { en, fr }

export const peersMigrations = join(import.meta.dirname, 'migrations')
