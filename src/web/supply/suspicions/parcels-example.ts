// SPDX-License-Identifier: Apache-2.0
/** A CSV of parcels to begin from. */
import type { LoaderFunctionArgs } from 'react-router'
import { itemsExample } from './items.tsx'

export const loader = (asked: LoaderFunctionArgs) => itemsExample(asked, 'parcel')
