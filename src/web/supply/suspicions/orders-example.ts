// SPDX-License-Identifier: Apache-2.0
/** A CSV of orders to begin from, of firms that do not exist. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../workspace/who.ts'
import { suspicionsAt } from './door.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, example } = await suspicionsAt({ context, url })
  if (!desk.may.includes('takeFile')) throw nothingHere()
  return new Response(example(), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="orders.csv"',
      'cache-control': 'no-store',
    },
  })
}
