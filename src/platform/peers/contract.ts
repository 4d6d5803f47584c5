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
