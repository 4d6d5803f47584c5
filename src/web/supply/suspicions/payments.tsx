// SPDX-License-Identifier: Apache-2.0
/** Payments come in as a file. One at a time they come over HTTP, from the systems in which they are booked. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { CATEGORIES, HOLDERS, PAYMENT_KINDS } from '#supply/suspicions/contract.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Batch, FilePanel, takeSent } from './batch.tsx'
import { suspicionsAt } from './door.ts'
import './suspicions.css'
import { type SuspicionsKey, useSuspicions } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, paymentColumns: columns, messages } = await suspicionsAt({ context, url })
  if (!desk.may.includes('takePayments')) throw nothingHere()
  return { messages, columns, leg: 'payment' as const }
}

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await suspicionsAt({ context, url })
  if (!desk.may.includes('takePayments')) throw nothingHere()
  const sent = await takeSent(await request.formData(), desk.takePayments)
  return data(sent, { status: 'batch' in sent ? 200 : 422 })
}

const OF: Readonly<Record<string, readonly string[]>> = {
  ...{ kind: PAYMENT_KINDS, from_holder: HOLDERS, to_holder: HOLDERS },
  ...{ from_category: CATEGORIES, to_category: CATEGORIES },
}

export default function Payments() {
  const { columns } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>() ?? null
  const { t } = useSuspicions()
  const wrong = sent && 'file' in sent ? t(`problem.${sent.file}`) : null
  const batch = sent && 'batch' in sent ? sent.batch : null
  return (
    <WorkPage title={t('payments.title')} help={t('payments.help')}>
      <ErrorSummary problems={wrong === null ? [] : [{ text: wrong, field: 'file' }]} />
      {batch && <Batch batch={batch} back={t('payments.toList')} />}
      <FilePanel
        key={batch?.sent ?? ''}
        {...{ columns, wrong }}
        action="/suspicions/payments"
        title={t('payments.file')}
        help={t('payments.fileHelp')}
        choose={t('payments.choose')}
        accept=".csv,.txt,.xml"
        means={(name) =>
          t(`paymentColumn.${name}` as Extract<SuspicionsKey, `paymentColumn.${string}`>, {
            of: (OF[name] ?? []).join(', '),
          })
        }
      />
      <p>
        <a href="/suspicions">{t('payments.toList')}</a>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
