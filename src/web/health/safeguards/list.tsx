// SPDX-License-Identifier: Apache-2.0
/** The reports that came to this body, and whether all of them are still here. */
import { data, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Code } from '../../kit/layout/code.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { safeguardsAt } from './door.ts'
import { useSafeguards } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await safeguardsAt({ context, url })
  const all = await Promise.all([desk.list(), desk.watch(), desk.keys(), desk.handed()])
  const [reports, watch, keys, handed] = all
  if (!reports.ok || !watch.ok || !keys.ok || !handed.ok) throw nothingHere()
  const today = new Date().toISOString().slice(0, 10)
  const rows = reports.value.map((report) => ({
    ...report,
    isLate: (!report.acknowledged && report.acknowledgeBy < today) || (!report.answered && report.answerBy < today),
  }))
  const hasKey = keys.value.some(({ status }) => status === 'active')
  const done = url.searchParams.has('done')
  return data(
    { messages, rows, watch: watch.value, hasKey, handed: handed.value, done },
    { headers: { 'cache-control': 'no-store' } },
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

/** What is missing, said before anything else. */
function Watch({ watch }: Pick<Loaded, 'watch'>) {
  const { t } = useSafeguards()
  const { faults, ledger } = watch
  if (faults.length === 0 && ledger === 'holds') return <Notice tone="good">{t('watch.holds')}</Notice>
  return (
    <Notice tone="caution" title={t(faults.length > 0 || ledger === 'broken' ? 'watch.broken' : 'watch.unknown')} live>
      {ledger === 'broken' && <p>{t('watch.ledger')}</p>}
      <ul>
        {faults.map(({ kind, id, fault }) => (
          <li key={`${kind} ${id}`}>
            {t(`watch.${fault}`, { what: t(`watch.${kind}`) })} <Code fixed>{id}</Code>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

export default function SafeguardsPage() {
  const { rows, watch, hasKey, handed, done } = useLoaderData<typeof loader>()
  const { t, moment, date } = useSafeguards()
  return (
    <WorkPage title={t('list.title')} help={t('list.help')}>
      {done && (
        <Notice tone="good" live>
          {t('report.done')}
        </Notice>
      )}
      <Watch watch={watch} />
      {watch.named === 'other' && <Notice tone="caution">{t('watch.other')}</Notice>}
      {!hasKey && (
        <Notice tone="caution">
          <p>{t('list.noKey')}</p>
          <p>
            <Link to="/safeguards/keys">{t('keys.title')}</Link>
          </p>
        </Notice>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('list.title')}
          captionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('list.reference'),
              head: true,
              cell: ({ id, reference }) => (
                <Link to={`/safeguards/${id}`}>
                  <Code fixed>{reference}</Code>
                </Link>
              ),
            },
            { title: t('list.received'), cell: ({ received }) => <time dateTime={received}>{moment(received)}</time> },
            {
              title: t('list.state'),
              cell: ({ ended, isLate, waits, acknowledged }) => (
                <Tag tone={isLate && !ended ? 'unsure' : 'plain'}>
                  {t(
                    ended
                      ? 'state.ended'
                      : isLate
                        ? 'state.late'
                        : !acknowledged
                          ? 'state.new'
                          : waits
                            ? 'state.waits'
                            : 'state.answered',
                  )}
                </Tag>
              ),
            },
            {
              title: t('list.acknowledgeBy'),
              cell: ({ acknowledged, acknowledgeBy }) => (acknowledged ? '✓' : date(acknowledgeBy)),
            },
            { title: t('list.answerBy'), cell: ({ answered, answerBy }) => (answered ? '✓' : date(answerBy)) },
            { title: t('list.letters'), figures: true, cell: ({ letters }) => letters },
          ]}
        />
      )}
      {handed.length > 0 && (
        <Table
          caption={t('hand.all')}
          rows={handed}
          keyOf={({ id }) => id}
          columns={[
            { title: t('hand.name'), head: true, cell: ({ name }) => <bdi>{name}</bdi> },
            { title: t('hand.address'), cell: ({ address }) => <bdi>{address}</bdi> },
            { title: t('hand.on'), cell: ({ on }) => date(on) },
          ]}
        />
      )}
      <p>
        {t('watch.codes')} <Code fixed>{watch.codes}</Code>
      </p>
      <p>
        <Link to="/safeguards/keys">{t('keys.title')}</Link>
      </p>
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
