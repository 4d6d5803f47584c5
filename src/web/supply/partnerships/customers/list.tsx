// SPDX-License-Identifier: Apache-2.0
/** Customers of the firm that one sits for, newest first. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { type CustomerResult, RESULTS } from '#supply/partnerships/contract.ts'
import { LinkButton } from '../../../kit/button/button.tsx'
import { EmptyState } from '../../../kit/empty/empty.tsx'
import { Table } from '../../../kit/table/table.tsx'
import { WorkPage } from '../../../workspace/page.tsx'
import { WorkProblem } from '../../../workspace/problem.tsx'
import { nothingHere } from '../../../workspace/who.ts'
import { customersAt } from './door.ts'
import { ResultTag } from './result-tag.tsx'
import { useCustomers } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, countries, messages, organisations } = await customersAt({ context, url })
  const result: CustomerResult | undefined = RESULTS.find((each) => each === url.searchParams.get('result'))
  const all = await desk.list(result)
  if (!all.ok) throw nothingHere()
  const firms = new Map((await organisations()).map(({ id, name }) => [id, name]))
  return {
    messages,
    mayRecord: desk.may.includes('record'),
    asked: result ?? null,
    removed: url.searchParams.get('done') === 'remove',
    rows: all.value.map(({ id, name, country, equipment, result, review, isDue, firm, isOwn }) => ({
      ...{ id, name, country: countries.name(country), result, review, isDue },
      firm: isOwn ? null : (firms.get(firm) ?? ''),
      equipment: equipment.map(({ asked, name }) => name ?? { en: asked, fr: asked }),
    })),
  }
}

export default function Customers() {
  const { rows, asked, removed, mayRecord } = useLoaderData<typeof loader>()
  const { t, date, language } = useCustomers()
  type Row = (typeof rows)[number]
  return (
    <WorkPage title={t('list.title')} help={t(mayRecord ? 'list.help' : 'list.handed')}>
      {removed && <p role="status">{t('done.remove')}</p>}
      {mayRecord && (
        <div className="row">
          <LinkButton href="/customers/new">{t('list.record')}</LinkButton>
        </div>
      )}
      <nav aria-label={t('list.views')} className="row">
        {[null, ...RESULTS].map((each) => (
          <a
            key={each ?? 'all'}
            href={each === null ? '/customers' : `/customers?result=${each}`}
            aria-current={asked === each ? 'page' : undefined}
          >
            {each === null ? t('list.all') : t(`result.${each}`)}
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t('list.none')}>{t(mayRecord ? 'list.noneMore' : 'list.noneHanded')}</EmptyState>
      ) : (
        <Table
          caption={t('list.title')}
          captionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('field.name'),
              head: true,
              cell: ({ id, name }: Row) => (
                <a href={`/customers/${id}`}>
                  <bdi>{name}</bdi>
                </a>
              ),
            },
            ...(mayRecord ? [] : [{ title: t('one.from'), cell: ({ firm }: Row) => <bdi>{firm}</bdi> }]),
            { title: t('field.country'), cell: ({ country }: Row) => country },
            {
              title: t('field.what'),
              cell: ({ equipment }: Row) => equipment.map((each) => each[language]).join(', '),
            },
            { title: t('field.result'), cell: ({ result }: Row) => <ResultTag result={result} /> },
            {
              title: t('field.review'),
              cell: ({ review, isDue }: Row) => (isDue ? t('field.reviewDue', { day: date(review) }) : date(review)),
            },
          ]}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
