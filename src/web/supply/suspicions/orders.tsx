// SPDX-License-Identifier: Apache-2.0
/** Orders come in: a file of them, or one that somebody types in. */
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { CHANNELS, IDENTITIES, LICENCES, PAYMENTS, PLACES, UNITS, USES } from '#supply/suspicions/contract.ts'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { Batch, FilePanel, type FileProblem, type ShownBatch, takeSent } from './batch.tsx'
import { countryOptions } from './countries.ts'
import { keyIn, suspicionsAt, typedIn } from './door.ts'
import { checked, empty, type Given, type HandProblem, problemAt } from './given.ts'
import { HandForm } from './hand.tsx'
import './suspicions.css'
import { type SuspicionsKey, useSuspicions } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, columns, messages, ...door } = await suspicionsAt({ context, url })
  if (!desk.may.includes('takeFile')) throw nothingHere()
  const country = me.organisation.country
  return {
    ...{ messages, columns, country, countries: countryOptions(me.language, country, door) },
    mayLook: desk.may.includes('alerts'),
    key: crypto.randomUUID(),
  }
}

/** Also after a refusal: it brings another key. */
export const shouldRevalidate = () => true

interface Answer {
  batch: ShownBatch | null
  file: FileProblem | null
  given: Given | null
  problems: HandProblem[]
  /** Number of an order that was taken and in which nothing stands together. */
  passed: string | null
}
const NOTHING: Answer = { batch: null, file: null, given: null, problems: [], passed: null }

export async function action({ request, context, url }: ActionFunctionArgs) {
  const { desk } = await suspicionsAt({ context, url })
  const form = await request.formData()
  const answer = (parts: Partial<Answer>, status: number) => data<Answer>({ ...NOTHING, ...parts }, { status })
  if (form.get('do') === 'file') {
    const sent = await takeSent(form, desk.takeFile)
    return 'batch' in sent ? answer({ batch: sent.batch }, 200) : answer({ file: sent.file }, 422)
  }
  const given = typedIn(form)
  const { order, problems } = checked(given, new Date())
  if (!order) return answer({ given, problems }, 422)
  const taken = await desk.take(order, keyIn(form))
  if (taken.ok && taken.value.alert) throw redirect(`/suspicions/${taken.value.alert}?done`)
  if (taken.ok) return answer({ passed: order.ref }, 200)
  const { code, where = '' } = taken.refusal
  if (code === 'not-found') throw nothingHere()
  return answer({ given, problems: [code === 'conflict' ? 'known' : problemAt(where)] }, 422)
}

const OF: Readonly<Record<string, readonly string[]>> = {
  ...{ channel: CHANNELS, identity: IDENTITIES, licence: LICENCES, unit: UNITS, use_stated: USES, place: PLACES },
  payment: PAYMENTS,
}

export default function Orders() {
  const { columns, country, countries, key, mayLook } = useLoaderData<typeof loader>()
  const { batch, file, given, problems, passed } = useActionData<typeof action>() ?? NOTHING
  const { t } = useSuspicions()
  const wrong = [
    ...(file ? [{ text: t(`problem.${file}`), field: 'file' }] : []),
    ...problems.map((each) => ({
      text: t(`hand.problem.${each}`),
      field: each === 'known' || each === 'other' ? 'ref' : each,
    })),
  ]
  return (
    <WorkPage title={t('orders.title')} help={t('orders.help')}>
      <ErrorSummary problems={wrong} />
      {passed !== null && (
        <Notice tone="good" live>
          {t('hand.pass', { ref: passed })}
        </Notice>
      )}
      {batch && <Batch batch={batch} back={t('orders.toList')} />}
      <FilePanel
        key={batch?.sent ?? ''}
        {...{ columns, wrong: file ? t(`problem.${file}`) : null }}
        action="/suspicions/orders"
        title={t('orders.file')}
        help={t('orders.fileHelp')}
        choose={t('orders.choose')}
        accept=".csv,.txt"
        means={(name) =>
          t(`column.${name}` as Extract<SuspicionsKey, `column.${string}`>, { of: (OF[name] ?? []).join(', ') })
        }
      />
      <Panel title={t('hand.title')} fold={problems.length > 0 ? 'open' : 'closed'}>
        <p className="quiet">{t('hand.help')}</p>
        <HandForm
          key={passed ?? ''}
          sent={key}
          given={given ?? empty(country)}
          problems={problems}
          countries={countries}
        />
      </Panel>
      {mayLook && (
        <p>
          <a href="/suspicions">{t('orders.toList')}</a>
        </p>
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
