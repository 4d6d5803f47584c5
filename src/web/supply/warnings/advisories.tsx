// SPDX-License-Identifier: Apache-2.0
/** Advisories that this desk may read, newest first, each in the fullest version meant for it. */
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { Table } from '../../kit/table/table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { warningsAt } from './door.ts'
import { AdvisoryTag } from './status.tsx'
import { useWarnings } from './words.ts'
import './warnings.css'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, messages } = await warningsAt({ context, url })
  const cursor = url.searchParams.get('cursor')
  const page = await desk.advisories({ ...(cursor !== null && { cursor }) })
  if (!page.ok) throw cursor === null ? nothingHere() : redirect('/warnings/advisories')
  const rows = page.value.items.map(({ id, texts, status, severity, published, expires, publisher, reader, node }) => ({
    ...{ id, status, severity, published, expires, reader },
    publisher: node ? `${publisher} (${node.name})` : publisher,
    headline: (texts[me.language] ?? texts.en)?.headline ?? '',
  }))
  const done = url.searchParams.get('done') ?? ''
  return { messages, rows, next: page.value.next, first: cursor === null, done }
}
type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

export default function Advisories() {
  const { rows, next, first, done } = useLoaderData<typeof loader>()
  const { t, moment, maybe } = useWarnings()
  return (
    <WorkPage title={t('advisories.title')} help={t('advisories.help')}>
      {done !== '' && <p role="status">{maybe(`done.${done}`, '')}</p>}
      {rows.length === 0 ? (
        <EmptyState title={t('advisories.none')}>{t('advisories.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('advisories.title')}
          captionHidden
          columns={[
            {
              title: t('advisories.headline'),
              head: true,
              cell: ({ id, headline }: Row) => (
                <a href={`/warnings/advisories/${id}`}>
                  <bdi>{headline}</bdi>
                </a>
              ),
            },
            { title: t('board.status'), cell: ({ status }: Row) => <AdvisoryTag status={status} /> },
            { title: t('compose.severity'), cell: ({ severity }: Row) => t(`cap.${severity}`) },
            { title: t('advisories.version'), cell: ({ reader }: Row) => t(`reader.${reader}`) },
            { title: t('advisories.by'), cell: ({ publisher }: Row) => <bdi>{publisher}</bdi> },
            {
              title: t('advisories.published'),
              cell: ({ published }: Row) => <time dateTime={published}>{moment(published)}</time>,
            },
          ]}
          rows={rows}
          keyOf={({ id }) => id}
        />
      )}
      {(!first || next !== null) && (
        <Pager
          label={t('board.pages')}
          here=""
          previous={first ? null : { label: t('board.newest'), href: '/warnings/advisories' }}
          next={next === null ? null : { label: t('board.older'), href: `?${new URLSearchParams({ cursor: next })}` }}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
