// SPDX-License-Identifier: Apache-2.0
/** The map of one page of the list. */
import type { Finding } from '../contract.ts'
import { drawMap } from './draw.ts'

/** One whose address is not public has no position here, whatever else it has. */
export const mapOf: Finding['map'] = (listings) =>
  drawMap(
    listings.flatMap(({ number, location: { latitude, longitude, isAddressPublic } }) =>
      latitude === null || longitude === null || !isAddressPublic ? [] : [{ number, latitude, longitude }],
    ),
  )
