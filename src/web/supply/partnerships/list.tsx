// SPDX-License-Identifier: Apache-2.0
/** Agreements of the organisation that one sits for, newest first. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { LinkButton } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { partnershipsAt } from './door.ts'
import './partnerships.css'
import { StatusTag } from './status-tag.tsx'
import { usePartnerships } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, me, names, messages } = await partnershipsAt({ context, url })
  const all = await desk.list()
  if (!all.ok) throw nothingHere()
  const known = await names()
  const rows = all.value.map((each) => ({
    ...each,
    other: known.get(each.partner === me.organisation.id ? each.authority : each.partner) ?? null,
  }))
  return { messages, rows, mayDraft: desk.may.includes('draft') }
}

export default function Agreements() {
  const { rows, mayDraft } = useLoaderData<typeof loader>()
  const { t, date } = usePartnerships()
  type Row = (typeof rows)[number]
  return (
    <WorkPage title={t('list.title')} help={t('list.help')}>
      {mayDraft && (
        <div className="row">
          <LinkButton href="/agreements/new">{t('list.new')}</LinkButton>
        </div>
      )}
      <p>
        <a href="/assessments">{t('practice.title')}</a>
      </p>
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
              title: t('list.name'),
              head: true,
              cell: ({ id, title }: Row) => (
                <a href={`/agreements/${id}`}>
                  <bdi>{title}</bdi>
                </a>
              ),
            },
            { title: t('list.with'), cell: ({ other }: Row) => <bdi>{other ?? t('list.unknown')}</bdi> },
            { title: t('list.field'), cell: ({ m }: Row) => t(`m.${m}`) },
            { title: t('list.status'), cell: ({ status }: Row) => <StatusTag status={status} /> },
            { title: t('list.until'), cell: ({ until }: Row) => date(until) },
            {
              title: t('list.review'),
              cell: ({ review, reviewDue }: Row) =>
                reviewDue ? (
                  <>
                    {date(review)} <Tag tone="watch">{t('list.due')}</Tag>
                  </>
                ) : (
                  date(review)
                ),
            },
          ]}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
