// SPDX-License-Identifier: Apache-2.0
/** The signals of this organisation: searched, filtered, page by page, all by the address. */
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { SEVERITIES } from '#health/signals/contract.ts'
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
import { nothingHere } from '../../workspace/who.ts'
import { signalsAt } from './door.ts'
import './signals.css'
import { useSignals } from './words.ts'

const PAGE = 25
const statuses = ['reported', 'withdrawn'] as const

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, nameOf, messages, me } = await signalsAt({ context, url })
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const text = asked('text').trim().slice(0, 100)
  const severity = SEVERITIES.find((each) => each === asked('severity'))
  const status = statuses.find((each) => each === asked('status'))
  const query = { ...(text !== '' && { text }), ...(severity && { severity }), ...(status && { status }) }
  const cursor = url.searchParams.get('cursor')
  const [page, total] = await Promise.all([
    desk.list({ ...query, limit: PAGE, ...(cursor !== null && { cursor }) }),
    desk.count(query),
  ])
  const filter = changed(url.search, { cursor: null })
  // A place in the list that is none any more: from the top.
  if (!page.ok && cursor !== null) throw redirect(url.pathname + filter)
  if (!page.ok || !total.ok) throw nothingHere()
  const { items, next } = page.value
  return {
    messages,
    organisation: me.organisation.name,
    rows: items.map(({ id, substance, severity, people, region, week, reported, status }) => ({
      ...{ id, name: substance.name ?? substance.told, severity, people, week, reported, status },
      region: nameOf(region),
    })),
    total: total.value,
    asked: { text, severity: severity ?? '', status: status ?? '' },
    severities: SEVERITIES,
    filter,
    older: next === null ? null : changed(url.search, { cursor: next }),
    first: cursor === null,
  }
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

function useColumns() {
  const { t, moment, number } = useSignals()
  return [
    {
      key: 'name',
      title: t('field.told'),
      head: true,
      cell: ({ id, name }: Row) => (
        <a href={`/signals/${id}`}>
          <bdi>{name}</bdi>
        </a>
      ),
    },
    { key: 'severity', title: t('field.severity'), cell: ({ severity }: Row) => t(`severity.${severity}`) },
    { key: 'people', title: t('field.people'), cell: ({ people }: Row) => number(people) },
    { key: 'region', title: t('field.region'), cell: ({ region }: Row) => region },
    { key: 'week', title: t('field.week'), whole: true, cell: ({ week }: Row) => week },
    {
      key: 'status',
      title: t('field.status'),
      whole: true,
      cell: ({ status }: Row) => <Tag tone={status === 'reported' ? 'sure' : 'unsure'}>{t(`status.${status}`)}</Tag>,
    },
    {
      key: 'reported',
      title: t('field.reported'),
      cell: ({ reported }: Row) => <time dateTime={reported}>{moment(reported)}</time>,
    },
  ]
}

export default function SignalsPage() {
  const { rows, total, asked, severities, filter, older, first, organisation } = useLoaderData<typeof loader>()
  const { t } = useSignals()
  const columns = useColumns()
  const filtered = Object.values(asked).some((value) => value !== '')
  const all = ['', t('list.all')] as const
  return (
    <WorkPage title={t('list.title')} help={t('list.help', { organisation })}>
      <div className="row">
        <LinkButton href="/signals/new">{t('list.report')}</LinkButton>
      </div>
      <DataTable
        id="signals"
        caption={t('list.title')}
        path="/signals"
        search={filter}
        pages={1}
        keyOf={({ id }) => id}
        {...{ columns, rows, total }}
        filter={
          <>
            <TextField name="text" type="search" label={t('list.search')} maxLength={100} defaultValue={asked.text} />
            <SelectField
              name="severity"
              size="small"
              label={t('field.severity')}
              defaultValue={asked.severity}
              options={[all, ...severities.map((each) => [each, t(`severity.${each}`)] as const)]}
            />
            <SelectField
              name="status"
              size="small"
              label={t('field.status')}
              defaultValue={asked.status}
              options={[all, ...statuses.map((each) => [each, t(`status.${each}`)] as const)]}
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
          previous={first ? null : { label: t('list.newest'), href: `/signals${filter}` }}
          next={older === null ? null : { label: t('list.older'), href: `/signals${older}` }}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
