// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { SubstancePage, SubstanceSummary } from '#commons/lookup/contract.ts'
import { Stack } from '../kit/layout/layout.tsx'
import { Pager } from '../kit/pager/pager.tsx'
import { type Column, Table } from '../kit/table/table.tsx'
import { desksContext } from './contexts.ts'
import { shortControl } from './controls.tsx'
import { Nothing } from './nothing.tsx'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { SearchForm } from './search-form.tsx'
import { groupName, KindTag, SubstanceLink } from './substance-parts.tsx'
import { useWords } from './words.tsx'

const pageNumber = (text: string | null) => (text !== null && /^\d{1,4}$/.test(text) ? Math.max(1, Number(text)) : 1)

export function loader({ url, context }: LoaderFunctionArgs) {
  const { lookup } = context.get(desksContext)
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, 200)
  const page = lookup.substances({ query, page: pageNumber(url.searchParams.get('page')) })
  const perhaps = page.total === 0 && query !== '' ? lookup.match(query).findings : []
  return { query, page, perhaps: perhaps.filter(({ kind }) => kind === 'listed' || kind === 'watch') }
}

function useColumns(): Column<SubstanceSummary>[] {
  const words = useWords()
  const { t } = words
  return [
    { title: t('lookup.name'), head: true, cell: (row) => <SubstanceLink substance={row} /> },
    { title: t('lookup.kindColumn'), cell: (row) => <KindTag kind={row.kind} /> },
    { title: t('lookup.group'), cell: (row) => groupName(words, row.group) },
    { title: t('substance.cas'), whole: true, cell: (row) => row.cas || '–' },
    {
      title: t('lookup.status'),
      cell: (row) => row.controls.map((control) => shortControl(words, control)).join('; ') || t('lookup.noControl'),
    },
  ]
}

function pagerOf(query: string, { page, pages }: SubstancePage, { t, language, number }: ReturnType<typeof useWords>) {
  const to = (target: number) => {
    const search = new URLSearchParams({ ...(query && { q: query }), page: String(target) })
    return `/${language}/substances?${search}`
  }
  return {
    label: t('lookup.pages'),
    here: t('lookup.page', { page: number(page), pages: number(pages) }),
    previous: page > 1 ? { label: t('lookup.previous'), href: to(page - 1) } : null,
    next: page < pages ? { label: t('lookup.next'), href: to(page + 1) } : null,
  }
}

export default function Substances() {
  const { query, page, perhaps } = useLoaderData<typeof loader>()
  const words = useWords()
  const { t, language } = words
  const columns = useColumns()
  const count = t('lookup.count', { count: page.total })
  return (
    <Page>
      <Stack>
        <PageTitle window={query ? t('lookup.titleFor', { query }) : t('lookup.title')}>{t('lookup.title')}</PageTitle>
        <SearchForm label={t('lookup.label')} hint={t('lookup.hint')} button={t('lookup.search')} query={query} />
      </Stack>
      {page.total === 0 ? (
        <Nothing query={query} perhaps={perhaps} />
      ) : (
        <Stack>
          <h2>{query ? t('lookup.titleFor', { query }) : count}</h2>
          {query && (
            <p>
              {count}. <a href={`/${language}/substances`}>{t('lookup.clear')}</a>
            </p>
          )}
          <Table caption={count} captionHidden columns={columns} rows={page.items} keyOf={({ id }) => id} />
          {page.pages > 1 && <Pager {...pagerOf(query, page, words)} />}
        </Stack>
      )}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
