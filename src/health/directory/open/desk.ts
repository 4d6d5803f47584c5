// SPDX-License-Identifier: Apache-2.0
/**
 * What other programs may read, without an account: every listing as everybody sees it. As with the finder, what was asked
 * for is in no ledger and no table.
 */
import type { Kysely, Transaction } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { ANYONE } from '../access.ts'
import type { Listing } from '../contract.ts'
import type { DirectoryTables, ListingRow } from '../store.ts'
import { publicOf } from '../view.ts'
import {
  type Asked,
  countListings,
  countOrganizations,
  listingsAfter,
  type Paged,
  readListings,
  readOrganizations,
  stateOf,
} from './store.ts'

export type { Asked, Paged } from './store.ts'

/** A listing, and the id of the organisation that it names; null where it names none. */
export interface OpenListing extends Listing {
  organizationId: string | null
}

/** What one source calls by one name in one region. */
export interface OpenOrganization {
  id: string
  name: string
  /** Whether any of its services is listed. */
  isListed: boolean
  changed: string
}

export interface OpenDirectory {
  services(asked: Asked, paged: Paged): Promise<{ items: OpenListing[]; total: number }>
  /** All of them, some at a time, in order of their ids. */
  each(asked: Asked): AsyncGenerator<OpenListing[]>
  organizations(asked: Asked, paged: Paged): Promise<{ items: OpenOrganization[]; total: number }>
  /** `stamp` is another one whenever anything changed; `changed` is null where there is nothing. */
  state(): Promise<{ stamp: string; changed: Date | null }>
}

const AT_ONCE = 500
const openOf = (row: ListingRow): OpenListing => ({ ...publicOf(row), organizationId: row.organization_id })

/** Of a directory: reads alone. */
export const openDirectoryData = (db: Kysely<DirectoryTables>): OpenDirectory => {
  const seated = <T>(work: (trx: Transaction<DirectoryTables>) => Promise<T>) => sit(db, ANYONE, work)
  return {
    services: (asked, paged) =>
      seated(async (trx) => ({
        items: (await readListings(trx, asked, paged)).map(openOf),
        total: await countListings(trx, asked),
      })),
    each: async function* (asked) {
      for (let after: string | null = null; ; ) {
        const rows: ListingRow[] = await seated((trx) => listingsAfter(trx, asked, after, AT_ONCE))
        if (rows.length > 0) yield rows.map(openOf)
        if (rows.length < AT_ONCE) return
        after = rows.at(-1)?.id ?? null
      }
    },
    organizations: (asked, paged) =>
      seated(async (trx) => ({
        items: (await readOrganizations(trx, asked, paged)).map(({ id, name, is_listed, changed_at }) => ({
          ...{ id, name, isListed: is_listed, changed: changed_at.toISOString() },
        })),
        total: await countOrganizations(trx, asked),
      })),
    state: () => seated(stateOf),
  }
}
