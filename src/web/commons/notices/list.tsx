// SPDX-License-Identifier: Apache-2.0
/** The notices that this desk may read: searched, filtered, page by page, all by the address. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { LinkButton } from '../../kit/button/button.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { MarkingTag } from '../../workspace/readers/marking.tsx'
import { chosen, listed, searched } from '../../workspace/records/listed.ts'
import { Choice, RecordList, SearchText } from '../../workspace/records/record-list.tsx'
import { noticesAt } from './door.ts'
import { useNotices } from './words.ts'

const states = ['posted', 'withdrawn'] as const

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names: namesOf, messages } = await noticesAt({ context, url })
  const text = searched(url)
  const state = chosen(url, 'state', states)
  const page = await listed(url, desk, { ...(text !== '' && { text }), ...(state && { state }) })
  const names = await namesOf()
  const rows = page.items.map(({ id, from, title, marking, posted, withdrawn }) => {
    const state: (typeof states)[number] = withdrawn ? 'withdrawn' : 'posted'
    return { id, title, from: names.get(from) ?? null, marking, posted, state }
  })
  const asked = { text, state: state ?? '' }
  return { messages, rows, asked, listed: page.listed, mayPost: desk.may.includes('post') }
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
  const { rows, asked, listed, mayPost } = useLoaderData<typeof loader>()
  const { t } = useNotices()
  const columns = useColumns()
  return (
    <RecordList
      id="notices"
      {...{ t, listed, columns, rows, asked }}
      help={t('list.help')}
      actions={mayPost && <LinkButton href="/notices/new">{t('list.post')}</LinkButton>}
      filter={
        <>
          <SearchText label={t('list.search')} hint={t('list.searchHint')} asked={asked} />
          <Choice
            {...{ name: 'state', label: t('list.state'), asked, any: t('list.all') }}
            values={states}
            say={(each) => t(`state.${each}`)}
          />
        </>
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
