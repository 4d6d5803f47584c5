// SPDX-License-Identifier: Apache-2.0
/** How often orders of customers of each country were found odd, beside all: whether what red flags ask falls on some. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { suspicionsAt } from './door.ts'
import { useSuspicions } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, country, messages } = await suspicionsAt({ context, url })
  const found = await desk.fairness()
  if (!found.ok) throw nothingHere()
  const { countries, ...all } = found.value
  return { messages, all, rows: countries.map((row) => ({ ...row, name: country(row.country, me.language) })) }
}

export default function Fairness() {
  const { rows, all } = useLoaderData<typeof loader>()
  const { t, number } = useSuspicions()
  const shown = [...rows, { country: '*', name: t('fairness.all'), ...all, beside: all.alerts > 0 ? 1 : null }]
  return (
    <WorkPage title={t('fairness.title')} help={t('fairness.help')}>
      <Table
        caption={t('fairness.caption')}
        captionHidden
        rows={shown}
        keyOf={(row) => row.country}
        columns={[
          { title: t('fairness.country'), head: true, cell: ({ name }) => name },
          { title: t('fairness.orders'), figures: true, cell: ({ orders }) => number(orders) },
          { title: t('fairness.alerts'), figures: true, cell: ({ alerts }) => number(alerts) },
          {
            title: t('fairness.beside'),
            figures: true,
            cell: ({ beside }) => (beside === null ? t('fairness.few') : `${number(beside)} ×`),
          },
        ]}
      />
      <p>
        <a href="/suspicions">{t('fairness.back')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
