// SPDX-License-Identifier: Apache-2.0
/** How a listing is said at the desk. */
import type { Listing } from '#health/directory/contract.ts'

export const stateOf = ({ ended, left }: Pick<Listing, 'ended' | 'left'>): 'listed' | 'left' | 'ended' =>
  ended ? 'ended' : left ? 'left' : 'listed'
