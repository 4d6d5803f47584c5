// SPDX-License-Identifier: Apache-2.0
/** The notices that this desk may read: searched, filtered, page by page, all by the address. */
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { LinkButton } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { changed } from '../../kit/table/address.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { MarkingTag } from '../../workspace/readers/marking.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { noticesAt } from './door.ts'
import { useNotices } from './words.ts'

const PAGE = 25
const states = ['posted', 'withdrawn'] as const

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names: namesOf, messages } = await noticesAt({ context, url })
  const text = (url.searchParams.get('text') ?? '').trim().slice(0, 200)
  const state = states.find((each) => each === url.searchParams.get('state'))
  const cursor = url.searchParams.get('cursor')
  const query = { ...(text !== '' && { text }), ...(state && { state }) }
  const [page, total] = await Promise.all([
    desk.list({ ...query, limit: PAGE, ...(cursor !== null && { cursor }) }),
    desk.count(query),
  ])
  const filter = changed(url.search, { cursor: null })
  // A place in the list that is none any more: from the top.
  if (!page.ok && cursor !== null) throw redirect(url.pathname + filter)
  if (!page.ok || !total.ok) throw nothingHere()
  const names = await namesOf()
  const rows = page.value.items.map(({ id, from, title, marking, posted, withdrawn }) => {
    const state: (typeof states)[number] = withdrawn ? 'withdrawn' : 'posted'
    return { id, title, from: names.get(from) ?? null, marking, posted, state }
  })
  const { next } = page.value
  const older = next === null ? null : changed(url.search, { cursor: next })
  const asked = { text, state: state ?? '' }
  return {
    messages,
    rows,
    total: total.value,
    asked,
    filter,
    older,
    first: cursor === null,
    mayPost: desk.may.includes('post'),
  }
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

function useColumns() {
  const { t, moment } = useNotices()
  return [
    {
      key: 'title',
      title: t('list.name'),
      head: true,
      cell: ({ id, title }: Row) => (
        <a href={`/notices/${id}`}>
          <bdi>{title}</bdi>
        </a>
      ),
    },
    { key: 'from', title: t('list.from'), cell: ({ from }: Row) => <bdi>{from ?? t('unknown')}</bdi> },
    {
      key: 'marking',
      title: t('list.marking'),
      whole: true,
      cell: ({ marking }: Row) => <MarkingTag marking={marking} />,
    },
    {
      key: 'posted',
      title: t('list.posted'),
      cell: ({ posted }: Row) => <time dateTime={posted}>{moment(posted)}</time>,
    },
    {
      key: 'state',
      title: t('list.state'),
      whole: true,
      cell: ({ state }: Row) => <Tag tone={state === 'posted' ? 'sure' : 'unsure'}>{t(`state.${state}`)}</Tag>,
    },
  ]
}

export default function NoticesPage() {
  const { rows, total, asked, filter, older, first, mayPost } = useLoaderData<typeof loader>()
  const { t } = useNotices()
  const columns = useColumns()
  const post = mayPost && <LinkButton href="/notices/new">{t('list.post')}</LinkButton>
  const filtered = asked.text !== '' || asked.state !== ''
  return (
    <WorkPage title={t('list.title')} help={t('list.help')}>
      {post && <div className="row">{post}</div>}
      <DataTable
        id="notices"
        caption={t('list.title')}
        path="/notices"
        search={filter}
        pages={1}
        keyOf={({ id }) => id}
        {...{ columns, rows, total }}
        filter={
          <>
            <TextField
              name="text"
              type="search"
              label={t('list.search')}
              hint={t('list.searchHint')}
              maxLength={200}
              defaultValue={asked.text}
            />
            <SelectField
              name="state"
              size="small"
              label={t('list.state')}
              defaultValue={asked.state}
              options={[['', t('list.all')], ...states.map((state) => [state, t(`state.${state}`)] as const)]}
            />
          </>
        }
        empty={
          <EmptyState title={t(filtered ? 'list.noneFound' : 'list.none')}>
            {t(filtered ? 'list.noneFoundMore' : 'list.noneMore')}
          </EmptyState>
        }
      />
      {(!first || older !== null) && (
        <Pager
          label={t('list.pages')}
          here=""
          previous={first ? null : { label: t('list.newest'), href: `/notices${filter}` }}
          next={older === null ? null : { label: t('list.older'), href: `/notices${older}` }}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
