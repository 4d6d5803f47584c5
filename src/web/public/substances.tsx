// SPDX-License-Identifier: Apache-2.0
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { SubstanceSummary } from '#commons/lookup/contract.ts'
import { Code } from '../kit/layout/code.tsx'
import { Stack } from '../kit/layout/layout.tsx'
import { Pager } from '../kit/pager/pager.tsx'
import { SelectField } from '../kit/select/select.tsx'
import { type Column, Table } from '../kit/table/table.tsx'
import { desksContext } from './contexts.ts'
import { instrumentName, shortControl } from './controls.tsx'
import { Nothing } from './nothing.tsx'
import { Page } from './page.tsx'
import { PageTitle } from './page-title.tsx'
import { PageProblem } from './problem.tsx'
import { SearchForm } from './search-form.tsx'
import { groupName, KindTag, SubstanceLink } from './substance-parts.tsx'
import { useWords, type Words } from './words.tsx'

const instruments = ['1961', '1971', '1988'] as const

interface Narrowing {
  kind: 'listed' | 'watch' | ''
  /** One of `instruments`, or empty for any. */
  instrument: string
}

const pageNumber = (text: string | null) => (text !== null && /^\d{1,4}$/.test(text) ? Math.max(1, Number(text)) : 1)

const oneOf = <T extends string>(wanted: string | null, known: readonly T[]): T | '' =>
  known.find((each) => each === wanted) ?? ''

export function loader({ url: { searchParams }, context }: LoaderFunctionArgs) {
  const { lookup } = context.get(desksContext)
  const query = (searchParams.get('q') ?? '').trim().slice(0, 200)
  const narrowing: Narrowing = {
    kind: oneOf(searchParams.get('kind'), ['listed', 'watch']),
    instrument: oneOf(searchParams.get('instrument'), instruments),
  }
  const page = lookup.substances({
    query,
    page: pageNumber(searchParams.get('page')),
    ...(narrowing.kind && { kind: narrowing.kind }),
    ...(narrowing.instrument && { instrument: narrowing.instrument }),
  })
  const perhaps = page.total === 0 && query !== '' ? lookup.match(query).findings : []
  return { query, narrowing, page, perhaps: perhaps.filter(({ kind }) => kind === 'listed' || kind === 'watch') }
}

function useColumns(): Column<SubstanceSummary>[] {
  const words = useWords()
  const { t } = words
  return [
    { title: t('lookup.name'), head: true, cell: (row) => <SubstanceLink substance={row} /> },
    { title: t('lookup.kindColumn'), cell: (row) => <KindTag kind={row.kind} /> },
    { title: t('lookup.group'), cell: (row) => groupName(words, row.group) },
    { title: t('substance.cas'), whole: true, cell: (row) => <Code>{row.cas || '–'}</Code> },
    {
      title: t('lookup.status'),
      cell: (row) => row.controls.map((control) => shortControl(words, control)).join('; ') || t('lookup.noControl'),
    },
  ]
}

type Found = ReturnType<typeof useLoaderData<typeof loader>>

function pagerOf({ query, narrowing, page: { page, pages } }: Found, { t, language, number }: Words) {
  const asked = Object.entries({ q: query, ...narrowing }).filter(([, value]) => value !== '')
  const to = (target: number) => {
    const search = new URLSearchParams([...asked, ['page', String(target)]])
    return `/${language}/substances?${search}`
  }
  return {
    label: t('lookup.pages'),
    here: t('lookup.page', { page: number(page), pages: number(pages) }),
    previous: page > 1 ? { label: t('lookup.previous'), href: to(page - 1) } : null,
    next: page < pages ? { label: t('lookup.next'), href: to(page + 1) } : null,
  }
}

function Narrow({ narrowing }: { narrowing: Narrowing }) {
  const words = useWords()
  const { t } = words
  return (
    <>
      <SelectField
        size="small"
        name="kind"
        label={t('lookup.kindShown')}
        defaultValue={narrowing.kind}
        options={[
          ['', t('lookup.kindAll')],
          ['listed', t('lookup.kindListed')],
          ['watch', t('lookup.kindWatch')],
        ]}
      />
      <SelectField
        size="small"
        name="instrument"
        label={t('lookup.instrument')}
        defaultValue={narrowing.instrument}
        options={[
          ['', t('lookup.instrumentAny')],
          ...instruments.map((each) => [each, instrumentName(words, each)] as const),
        ]}
      />
    </>
  )
}

function Results({ found }: { found: Found }) {
  const words = useWords()
  const { t, language } = words
  const columns = useColumns()
  const { query, narrowing, page } = found
  const count = t('lookup.count', { count: page.total })
  const narrowed = query !== '' || narrowing.kind !== '' || narrowing.instrument !== ''
  return (
    <Stack>
      <h2>{query ? t('lookup.titleFor', { query }) : count}</h2>
      {narrowed && (
        <p>
          {query && `${count}. `}
          <a href={`/${language}/substances`}>{t('lookup.clear')}</a>
        </p>
      )}
      <Table caption={count} captionHidden columns={columns} rows={page.items} keyOf={({ id }) => id} />
      {page.pages > 1 && <Pager {...pagerOf(found, words)} />}
    </Stack>
  )
}

export default function Substances() {
  const found = useLoaderData<typeof loader>()
  const { query, narrowing, page, perhaps } = found
  const { t } = useWords()
  return (
    <Page>
      <Stack>
        <PageTitle window={query ? t('lookup.titleFor', { query }) : t('lookup.title')}>{t('lookup.title')}</PageTitle>
        <SearchForm label={t('lookup.label')} hint={t('lookup.hint')} button={t('lookup.search')} query={query}>
          <Narrow narrowing={narrowing} />
        </SearchForm>
      </Stack>
      {page.total === 0 ? <Nothing query={query} perhaps={perhaps} /> : <Results found={found} />}
    </Page>
  )
}

export const ErrorBoundary = PageProblem
