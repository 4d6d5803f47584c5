// SPDX-License-Identifier: Apache-2.0
/** A CSV of payments to begin from, of people and firms that do not exist. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../workspace/who.ts'
import { suspicionsAt } from './door.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, paymentExample } = await suspicionsAt({ context, url })
  if (!desk.may.includes('takePayments')) throw nothingHere()
  return new Response(paymentExample(), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="payments.csv"',
      'cache-control': 'no-store',
    },
  })
}
