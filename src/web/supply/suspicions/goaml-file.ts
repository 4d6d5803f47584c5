// SPDX-License-Identifier: Apache-2.0
/** A report as goAML, for the reporter and the unit: the XML itself, or in a ZIP file as most units take it in. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../workspace/who.ts'
import { suspicionsAt } from './door.ts'

const TYPES = { xml: 'application/xml; charset=utf-8', zip: 'application/zip' } as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, zip } = await suspicionsAt({ context, url })
  const written = await desk.writeReport(params.id ?? '')
  if (!written.ok || written.value === null) throw nothingHere()
  const { xml } = written.value
  const name = `goaml-${params.id}`
  const kind = url.pathname.endsWith('.zip') ? 'zip' : 'xml'
  const body = kind === 'zip' ? zip(new Map([[`${name}.xml`, new TextEncoder().encode(xml)]])) : xml
  return new Response(body as BodyInit, {
    headers: {
      'content-type': TYPES[kind],
      'content-disposition': `attachment; filename="${name}.${kind}"`,
      'cache-control': 'no-store',
    },
  })
}
