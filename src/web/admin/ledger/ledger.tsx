// SPDX-License-Identifier: Apache-2.0
/** The ledger of a compartment as its custodian walks it: newest first, filtered by the address alone. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { ErrorSummary } from '../../kit/error-summary/error-summary.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { searchOf } from '../../kit/table/address.ts'
import { WorkPage } from '../../workspace/page.tsx'
import { problemOf } from '../form.ts'
import { useAdmin } from '../words.tsx'
import { Filter } from './filter.tsx'
import { kept } from './find.ts'
import { Lines } from './lines.tsx'

export const FIELDS = ['kind', 'id', 'account', 'from', 'to', 'cursor'] as const

export async function loader({ params, context, url }: LoaderFunctionArgs) {
  const { name, words, desk } = await kept({ params, context, url })
  const given = FIELDS.map((field) => [field, url.searchParams.get(field)?.trim().slice(0, 200) ?? ''] as const)
  const query = Object.fromEntries(given) as Record<(typeof FIELDS)[number], string>
  const page = await desk.ledger(Object.fromEntries(given.filter(([, value]) => value !== '')))
  if (page.ok) return { name, words, query, page: page.value, refused: null }
  const { code, where = null } = page.refusal
  return { name, words, query, page: { lines: [] }, refused: { code, field: where } }
}

export type LedgerData = Awaited<ReturnType<typeof loader>>

export default function Ledger() {
  const { name, words, query, page, refused } = useLoaderData<typeof loader>()
  const said = useAdmin()
  const { t, language } = said
  const here = `/administration/ledger/${name}`
  // The only fields that can be wrong are the two days.
  const problem = refused && {
    text: problemOf({ ...refused, field: refused.field && 'from' }, said),
    ...(refused.field && { field: refused.field }),
  }
  const address = (cursor: string) => here + searchOf(Object.entries({ ...query, cursor }))
  const next = 'next' in page ? page.next : undefined
  return (
    <WorkPage title={t('ledger.title', { name: words[language] })} help={t('ledger.help')}>
      {problem && <ErrorSummary problems={[problem]} />}
      <Filter action={here} query={query} error={problem} />
      {page.lines.length > 0 ? (
        <Lines here={here} lines={page.lines} />
      ) : (
        !refused && <EmptyState title={t('ledger.none')}>{t('ledger.noneMore')}</EmptyState>
      )}
      {(query.cursor !== '' || next !== undefined) && (
        <Pager
          label={t('ledger.pages')}
          here=""
          previous={query.cursor === '' ? null : { label: t('ledger.newest'), href: address('') }}
          next={next === undefined ? null : { label: t('ledger.older'), href: address(next) }}
        />
      )}
    </WorkPage>
  )
}
