// SPDX-License-Identifier: Apache-2.0
/** How listings are kept true: what goes in and what comes out, in shapes that a browser may see. */
import type { Outcome } from '#basis/outcome.ts'
import type { DirectoryRefusal, Listing } from '../contract.ts'
import type { RoomTold } from '../room.ts'
import type { ListingQuality } from './quality.ts'

type Answer<T> = Promise<Outcome<T, DirectoryRefusal>>

/** Letters to one service's contact, or of all of an organisation. */
export interface Letters {
  /** The mail server took it. */
  sent: number
  answered: number
  /** Not taken yet; it is tried again. */
  waiting: number
  /** The mail server will never take it. */
  undelivered: number
}

export interface ListingContact {
  /** Null: nobody is asked. */
  email: string | null
  /** 0 where there was never one. */
  version: number
  letters: Letters
  /** The day of the last letter, as `YYYY-MM-DD`. */
  asked: string | null
}

/** Of editors. */
export interface ContactsDesk {
  contact(id: string): Answer<ListingContact>
  /** An empty text: nobody is asked any more. Links that went to another address are good for nothing from then on. */
  setContact(id: string, email: string, version: number, key?: string): Answer<ListingContact>
  /** Of all listings of this organisation. */
  letters(): Answer<Letters>
  /** What is missing and what is old of one listing: for its provider and its editors, and never said of how good a service is. */
  quality(id: string): Answer<ListingQuality>
}

/**
 * What a link leads to. `open`: it may be confirmed. `answered`: it was, by this link. `old`: its time is past. `void`: it went
 * to another address than is known now. `ended`: withdrawn. `unknown`: this node signed no such link.
 */
export type Asked =
  | { state: 'open'; listing: Listing; quality: ListingQuality }
  | { state: 'answered'; id: string; name: string; on: string }
  | { state: 'old' | 'void' | 'ended'; id: string; name: string }
  | { state: 'unknown' }

/** Of whoever holds a link: no account. */
export interface Confirmations {
  /** Changes nothing, however often it is asked: programs that look at letters open links. */
  look(link: string): Promise<Asked>
  /**
   * Says that the listing is right as it was at `version`; `changed` where it says something else by now. `told`: places and waiting as
   * of today; `not-valid` where it is none.
   */
  confirm(
    link: string,
    version: number,
    told?: RoomTold,
  ): Promise<Asked | { state: 'confirmed' | 'changed' | 'not-valid'; id: string; name: string }>
}
