// SPDX-License-Identifier: Apache-2.0
/** What whoever keeps a compartment does about its peers. */
import type { Outcome } from '#basis/outcome.ts'
import type { Card } from './card.ts'
import type { Peer } from './directory.ts'

export type { Card, Peer }

export interface NodesDesk {
  /** What this node shows of itself, and the letters that its keeper reads out to the other side. */
  own(): Card & { fingerprint: string }
  /** `reaches`: ids of the organisations of this node that the peer may address. */
  list(): Promise<(Peer & { reaches: string[] })[]>
  /** Reads the card at this address, and makes that node a peer where its fingerprint is what the other side read out. */
  add(given: { address: string; fingerprint: string; reaches: readonly string[] }): Promise<Outcome<{ id: string }>>
  suspend(id: string): Promise<Outcome<true>>
  resume(id: string): Promise<Outcome<true>>
}

/** An organisation of another node. */
export interface Partner {
  id: string
  node: { id: string; name: string }
  name: string
  /** Id of its kind of organisation, as its node says. */
  kind: string
  /** Its node takes messages for it now. */
  mayBeTold: boolean
}

/** An organisation of another node whose people see a record, and which of its fields. */
export interface PartnerViewer {
  organisation: { id: string; name: string; kind: string }
  /** Its officers read it there. */
  node: { id: string; name: string }
  because: string[]
  fields: string[]
}

/** What a node said of a record that it was told, or of its being taken back. */
export interface DeliveryReceipt {
  /** `waiting`: nothing yet; `received`: it has it and decides later. */
  state: 'waiting' | 'received' | 'accepted' | 'refused'
  at: string | null
  /** Code of a refusal. */
  reason: string | null
  /** Compact JWS of the node. */
  signed: string | null
}

export interface Delivery {
  node: { id: string; name: string }
  told: DeliveryReceipt
  recalled: DeliveryReceipt | null
}
