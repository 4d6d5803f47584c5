// SPDX-License-Identifier: Apache-2.0
/** Orders come in: a file of them, or one that somebody types in. */
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import {
  type BatchReport,
  CHANNELS,
  IDENTITIES,
  LICENCES,
  PAYMENTS,
  PLACES,
  UNITS,
  USES,
} from '#supply/suspicions/contract.ts'
import { Button } from '../../kit/button/button.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { FileField } from '../../kit/file/file.tsx'
import { Facts } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { countryOptions } from './countries.ts'
import { keyIn, suspicionsAt, typedIn } from './door.ts'
import { checked, empty, type Given, type HandProblem, problemAt } from './given.ts'
import { HandForm } from './hand.tsx'
import './suspicions.css'
import { type SuspicionsKey, useSuspicions } from './words.ts'

/** Bytes of a file by the form; larger ones go over HTTP. */
const MOST = 50_000_000
/** Problems that are shown one by one; of the others the number is told. */
const SHOWN = 100

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
  batch: (BatchReport & { more: number }) | null
  file: 'file' | 'format' | null
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
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0 || file.size > MOST) return answer({ file: 'file' }, 422)
    const taken = await desk.takeFile(new Uint8Array(await file.arrayBuffer()))
    if (taken.ok) {
      const { problems, ...batch } = taken.value
      const more = Math.max(0, problems.length - SHOWN)
      return answer({ batch: { ...batch, problems: problems.slice(0, SHOWN), more } }, 200)
    }
    if (taken.refusal.code === 'not-this-format') return answer({ file: 'format' }, 422)
    throw nothingHere()
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

function Batch({ batch }: { batch: NonNullable<Answer['batch']> }) {
  const { t, number } = useSuspicions()
  const { problems, more, isLatin1 } = batch
  return (
    <Panel title={t('batch.title')}>
      <div role="status">
        <Facts
          facts={[
            ...(['rows', 'kept', 'known', 'alerts', 'held'] as const).map(
              (name) => [t(`batch.${name}`), number(batch[name])] as const,
            ),
            [t('batch.problems'), number(problems.length + more)],
          ]}
        />
      </div>
      {isLatin1 && <p>{t('batch.latin1')}</p>}
      {problems.length > 0 && (
        <Table
          caption={t('batch.problems')}
          rows={problems}
          keyOf={({ line, code, given }) => `${line} ${code} ${given}`}
          columns={[
            { title: t('batch.line'), head: true, cell: ({ line }) => number(line) },
            { title: t('batch.why'), cell: ({ code }) => t(`row.${code}`) },
            { title: t('batch.given'), cell: ({ given }) => <bdi>{given || '–'}</bdi> },
          ]}
        />
      )}
      {more > 0 && <p className="quiet">{t('batch.more', { count: more })}</p>}
      <p>
        <a href="/suspicions">{t('orders.toList')}</a>
      </p>
    </Panel>
  )
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
      {batch && <Batch batch={batch} />}
      <Panel title={t('orders.file')}>
        <p className="quiet">{t('orders.fileHelp')}</p>
        <p>
          <a href="/suspicions/orders/example.csv" download>
            {t('orders.example')}
          </a>
        </p>
        <Form
          key={key}
          method="post"
          action="/suspicions/orders"
          encType="multipart/form-data"
          className="stack"
          noValidate
        >
          <FileField
            name="file"
            accept=".csv,.txt"
            most={MOST}
            label={t('orders.choose')}
            hint={t('orders.chooseHint')}
            {...(file && { error: t(`problem.${file}`) })}
          />
          <div className="row">
            <Button type="submit" name="do" value="file">
              {t('orders.send')}
            </Button>
          </div>
        </Form>
        <details>
          <summary>{t('orders.columns')}</summary>
          <Table
            caption={t('orders.columns')}
            captionHidden
            rows={columns}
            keyOf={(name) => name}
            columns={[
              { title: t('orders.column'), head: true, whole: true, cell: (name) => <code>{name}</code> },
              {
                title: t('orders.means'),
                cell: (name) =>
                  t(`column.${name}` as Extract<SuspicionsKey, `column.${string}`>, {
                    of: (OF[name] ?? []).join(', '),
                  }),
              },
            ]}
          />
        </details>
      </Panel>
      <Panel title={t('hand.title')} fold={problems.length > 0 ? 'open' : 'closed'}>
        <p className="quiet">{t('hand.help')}</p>
        <HandForm sent={key} given={given ?? empty(country)} problems={problems} countries={countries} />
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
