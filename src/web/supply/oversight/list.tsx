// SPDX-License-Identifier: Apache-2.0
/** The licences that this desk may read, newest first. */
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { ACTIVITIES, LICENCE_STATUSES, type Licence } from '#supply/oversight/contract.ts'
import { LinkButton } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/empty/empty.tsx'
import { TextField } from '../../kit/field/field.tsx'
import { Pager } from '../../kit/pager/pager.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { changed } from '../../kit/table/address.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { WorkPage } from '../../workspace/page.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { oversightAt } from './door.ts'
import { StandingTag } from './standing.tsx'
import { useOversight } from './words.ts'

const PAGE = 25
const SOON_DAYS = 60

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await oversightAt({ context, url })
  const asked = (name: string) => url.searchParams.get(name) ?? ''
  const text = asked('text').trim().slice(0, 200)
  const activity = ACTIVITIES.find((each) => each === asked('activity'))
  const status = LICENCE_STATUSES.find((each) => each === asked('status'))
  const endsBy = /^\d{4}-\d\d-\d\d$/.test(asked('endsBy')) ? asked('endsBy') : ''
  const query = {
    ...(text !== '' && { text }),
    ...(activity && { activity }),
    ...(status && { status }),
    ...(endsBy !== '' && { endsBy }),
  }
  const cursor = url.searchParams.get('cursor')
  const [page, total] = await Promise.all([
    desk.licences({ ...query, limit: PAGE, ...(cursor !== null && { cursor }) }),
    desk.countLicences(query),
  ])
  const filter = changed(url.search, { cursor: null })
  if (!page.ok && cursor !== null) throw redirect(url.pathname + filter) // a place in the list that is none any more
  if (!page.ok || !total.ok) throw nothingHere()
  const { items, next } = page.value
  return {
    messages,
    rows: items.map(({ id, number, holder, activities, from, until, standing }) => ({
      ...{ id, number, holder: holder.name, activities, from, until, standing },
    })),
    total: total.value,
    asked: { text, activity: activity ?? '', status: status ?? '', endsBy },
    soon: new Date(Date.now() + SOON_DAYS * 86_400_000).toISOString().slice(0, 10),
    filter,
    older: next === null ? null : changed(url.search, { cursor: next }),
    first: cursor === null,
    mayRecord: desk.may.includes('record'),
  }
}

type Row = Pick<Licence, 'id' | 'number' | 'activities' | 'from' | 'until' | 'standing'> & { holder: string }

export default function Licences() {
  const { rows, total, asked, soon, filter, older, first, mayRecord } = useLoaderData<typeof loader>()
  const { t, date } = useOversight()
  const filtered = Object.values(asked).some((value) => value !== '')
  const all = ['', t('list.all')] as const
  const columns = [
    {
      key: 'holder',
      title: t('licence.holder'),
      head: true,
      cell: ({ id, holder }: Row) => (
        <a href={`/licences/${id}`}>
          <bdi>{holder}</bdi>
        </a>
      ),
    },
    { key: 'number', title: t('licence.number'), whole: true, cell: ({ number }: Row) => number },
    {
      key: 'activities',
      title: t('licence.activities'),
      cell: ({ activities }: Row) => activities.map((each) => t(`activity.${each}`)).join(', '),
    },
    { key: 'until', title: t('licence.until'), cell: ({ until }: Row) => <time dateTime={until}>{date(until)}</time> },
    { key: 'standing', title: t('licence.standing'), cell: ({ standing }: Row) => <StandingTag standing={standing} /> },
  ]
  return (
    <WorkPage title={t('list.title')} help={t(mayRecord ? 'list.help' : 'list.helpRead')}>
      {mayRecord && (
        <div className="row">
          <LinkButton href="/licences/new">{t('list.record')}</LinkButton>
        </div>
      )}
      <DataTable
        id="licences"
        caption={t('list.title')}
        path="/licences"
        search={filter}
        pages={1}
        keyOf={({ id }) => id}
        {...{ columns, rows, total }}
        offered={[
          { name: t('list.viewGranted'), search: '?status=granted' },
          { name: t('list.viewEnding'), search: `?endsBy=${soon}` },
          ...(mayRecord ? [{ name: t('list.viewProposed'), search: '?status=proposed' }] : []),
        ]}
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
              name="activity"
              size="small"
              label={t('licence.activities')}
              defaultValue={asked.activity}
              options={[all, ...ACTIVITIES.map((each) => [each, t(`activity.${each}`)] as const)]}
            />
            <SelectField
              name="status"
              size="small"
              label={t('licence.standing')}
              defaultValue={asked.status}
              options={[all, ...LICENCE_STATUSES.map((each) => [each, t(`standing.${each}`)] as const)]}
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
          previous={first ? null : { label: t('list.newest'), href: `/licences${filter}` }}
          next={older === null ? null : { label: t('list.older'), href: `/licences${older}` }}
        />
      )}
    </WorkPage>
  )
}

export const ErrorBoundary = WorkProblem
