// SPDX-License-Identifier: Apache-2.0
/** A report as goAML, for the reporter and the unit. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../workspace/who.ts'
import { suspicionsAt } from './door.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk } = await suspicionsAt({ context, url })
  const written = await desk.writeReport(params.id ?? '')
  if (!written.ok || written.value === null) throw nothingHere()
  return new Response(written.value.xml, {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="goaml-${params.id}.xml"`,
      'cache-control': 'no-store',
    },
  })
}
