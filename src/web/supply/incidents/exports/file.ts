// SPDX-License-Identifier: Apache-2.0
/** Incidents as a file, of what this desk reads at that moment. */
import type { LoaderFunctionArgs } from 'react-router'
import { EXPORT_FORMATS } from '#supply/incidents/contract.ts'
import { nothingHere } from '../../../workspace/who.ts'
import { incidentsAt } from '../door.ts'
import { askedIn } from '../filter.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk, countries } = await incidentsAt({ context, url })
  const { id, format = '' } = params
  const query = id === undefined ? askedIn(url, countries).query : { id }
  const known = EXPORT_FORMATS.find((each) => each === format)
  const table = (['links', 'flows'] as const).find((each) => `${each}.csv` === format)
  const file = known ? await desk.export(known, query) : table ? await desk.exportTable(table, query) : undefined
  if (!file?.ok) throw nothingHere()
  return new Response(file.value.text, {
    headers: {
      'content-type': file.value.type,
      'content-disposition': `attachment; filename="${file.value.name}"`,
      'cache-control': 'no-store',
    },
  })
}
