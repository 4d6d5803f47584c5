// SPDX-License-Identifier: Apache-2.0
/** Groups and operations that one takes part in, and what one's own organisation has to do for them. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { LinkButton } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { groupsAt } from './door.ts'
import './groups.css'
import { MeasureTag, StateTag } from './tags.tsx'
import { useGroups } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await groupsAt({ context, url })
  const [all, own] = [await desk.list(), await desk.measures({ own: 'true', state: 'open' })]
  if (!all.ok || !own.ok) throw nothingHere()
  return { messages, groups: all.value, own: own.value, names: await names(), mayConvene: desk.may.includes('convene') }
}

export default function Groups() {
  const { groups, own, names, mayConvene } = useLoaderData<typeof loader>()
  const { t, date } = useGroups()
  type Row = (typeof groups)[number]
  type Own = (typeof own)[number]
  const titleOf = (id: string) => groups.find((each) => each.id === id)?.title ?? ''
  return (
    <WorkPage title={t('list.title')} help={t('list.help')}>
      {mayConvene && (
        <div className="row">
          <LinkButton href="/groups/new">{t('list.new')}</LinkButton>
        </div>
      )}
      {own.length > 0 && (
        <Table
          caption={t('list.own')}
          rows={own}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('measure.what'),
              head: true,
              cell: ({ group, what }: Own) => (
                <a href={`/groups/${group}`}>
                  <bdi>{what}</bdi>
                </a>
              ),
            },
            { title: t('list.group'), cell: ({ group }: Own) => <bdi>{titleOf(group)}</bdi> },
            { title: t('measure.due'), cell: ({ due }: Own) => date(due) },
            { title: t('measure.state'), cell: (each: Own) => <MeasureTag {...each} /> },
          ]}
        />
      )}
      {groups.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneMore')}</EmptyState>
      ) : (
        <Table
          caption={t('list.title')}
          captionHidden={own.length === 0}
          rows={groups}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('list.name'),
              head: true,
              cell: ({ id, title }: Row) => (
                <a href={`/groups/${id}`}>
                  <bdi>{title}</bdi>
                </a>
              ),
            },
            { title: t('one.kind'), cell: ({ kind }: Row) => t(`kind.${kind}`) },
            { title: t('one.convener'), cell: ({ convener }: Row) => <bdi>{names[convener] ?? t('unknown')}</bdi> },
            { title: t('one.state'), cell: ({ state }: Row) => <StateTag state={state} /> },
            {
              title: t('list.open'),
              cell: ({ id, open, late }: Row) => (
                <>
                  {t('list.count', { count: open })}{' '}
                  {late > 0 && (
                    <a href={`/groups/${id}#late`}>
                      <Tag tone="watch">{t('list.late', { count: late })}</Tag>
                    </a>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
