// SPDX-License-Identifier: Apache-2.0
/** The trend as a file: a line a week, a column a source. */
import type { LoaderFunctionArgs } from 'react-router'
import { nothingHere } from '../../workspace/who.ts'
import { warningsAt } from './door.ts'
import { seriesOf } from './series.ts'

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { desk } = await warningsAt({ context, url })
  const read = await desk.open(params.id ?? '')
  if (!read.ok) throw nothingHere()
  const series = seriesOf(read.value)
  const lines = read.value.trend.map(({ week }, index) => [
    week,
    ...series.map(({ weeks }) => weeks[index]?.signals ?? 0),
  ])
  // Codes, weeks and numbers: nothing that a spreadsheet would take for a formula.
  const text = [['week', ...series.map(({ name }) => name)], ...lines].map((line) => `${line.join(',')}\r\n`).join('')
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="trend.csv"',
      'cache-control': 'no-store',
    },
  })
}
