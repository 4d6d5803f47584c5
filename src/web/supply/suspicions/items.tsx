// SPDX-License-Identifier: Apache-2.0
/** Parcels and listings come in as a file; one at a time they come over HTTP. What both pages have in common. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from 'react-router'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Batch, FilePanel, type FileProblem, type ShownBatch, takeSent } from './batch.tsx'
import { suspicionsAt } from './door.ts'
import './suspicions.css'
import { useSuspicions } from './words.ts'

type Leg = 'parcel' | 'listing'
const VERBS = { parcel: 'takeParcels', listing: 'takeListings' } as const

export const itemsLoader = async ({ context, url }: LoaderFunctionArgs, leg: Leg) => {
  const { desk, items, messages } = await suspicionsAt({ context, url })
  if (!desk.may.includes(VERBS[leg])) throw nothingHere()
  return { messages, columns: items[leg].columns, leg }
}

export const itemsAction = async ({ request, context, url }: ActionFunctionArgs, leg: Leg) => {
  const { desk } = await suspicionsAt({ context, url })
  if (!desk.may.includes(VERBS[leg])) throw nothingHere()
  const sent = await takeSent(await request.formData(), desk[VERBS[leg]])
  return data(sent, { status: 'batch' in sent ? 200 : 422 })
}

/** One to begin from, of people who do not exist. */
export const itemsExample = async ({ context, url }: LoaderFunctionArgs, leg: Leg) => {
  const { desk, items } = await suspicionsAt({ context, url })
  if (!desk.may.includes(VERBS[leg])) throw nothingHere()
  return new Response(items[leg].example(), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${leg}s.csv"`,
      'cache-control': 'no-store',
    },
  })
}

interface ItemsPageProps {
  leg: Leg
  columns: readonly string[]
  sent: { batch: ShownBatch } | { file: FileProblem } | null
  means(column: string): string
}

export function ItemsPage({ leg, columns, sent, means }: ItemsPageProps) {
  const { t } = useSuspicions()
  const wrong = sent && 'file' in sent ? t(`problem.${sent.file}`) : null
  const batch = sent && 'batch' in sent ? sent.batch : null
  return (
    <WorkPage title={t(`${leg}s.title`)} help={t(`${leg}s.help`)}>
      <ErrorSummary problems={wrong === null ? [] : [{ text: wrong, field: 'file' }]} />
      {batch && <Batch batch={batch} back={t('items.toList')} />}
      <FilePanel
        key={batch?.sent ?? ''}
        {...{ columns, wrong, means }}
        action={`/suspicions/${leg}s`}
        title={t(`${leg}s.file`)}
        help={t(`${leg}s.fileHelp`)}
        choose={t('orders.choose')}
        accept=".csv,.txt"
      />
      <p>
        <a href="/suspicions">{t('items.toList')}</a>
      </p>
    </WorkPage>
  )
}
