// SPDX-License-Identifier: Apache-2.0
/** The licences that this desk may read, newest first. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { ACTIVITIES, LICENCE_STATUSES, type Licence } from '#supply/oversight/contract.ts'
import { LinkButton } from '../../kit/button/button.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { chosen, listed, searched } from '../../workspace/records/listed.ts'
import { Choice, RecordList, SearchText } from '../../workspace/records/record-list.tsx'
import { oversightAt } from './door.ts'
import { StandingTag } from './standing.tsx'
import { useOversight } from './words.ts'

const SOON_DAYS = 60

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages } = await oversightAt({ context, url })
  const text = searched(url)
  const activity = chosen(url, 'activity', ACTIVITIES)
  const status = chosen(url, 'status', LICENCE_STATUSES)
  const day = url.searchParams.get('endsBy') ?? ''
  const endsBy = /^\d{4}-\d\d-\d\d$/.test(day) ? day : ''
  const query = {
    ...(text !== '' && { text }),
    ...(activity && { activity }),
    ...(status && { status }),
    ...(endsBy !== '' && { endsBy }),
  }
  const page = await listed(url, { list: desk.licences, count: desk.countLicences }, query)
  return {
    messages,
    rows: page.items.map(({ id, number, holder, activities, from, until, standing }) => ({
      ...{ id, number, holder: holder.name, activities, from, until, standing },
    })),
    listed: page.listed,
    asked: { text, activity: activity ?? '', status: status ?? '', endsBy },
    choices: { activities: ACTIVITIES, statuses: LICENCE_STATUSES },
    soon: new Date(Date.now() + SOON_DAYS * 86_400_000).toISOString().slice(0, 10),
    mayRecord: desk.may.includes('record'),
  }
}

type Row = Pick<Licence, 'id' | 'number' | 'activities' | 'from' | 'until' | 'standing'> & { holder: string }

export default function Licences() {
  const { rows, asked, choices, soon, listed, mayRecord } = useLoaderData<typeof loader>()
  const { t, date } = useOversight()
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
    <RecordList
      id="licences"
      {...{ t, listed, columns, rows, asked }}
      help={t(mayRecord ? 'list.help' : 'list.helpRead')}
      actions={mayRecord && <LinkButton href="/licences/new">{t('list.record')}</LinkButton>}
      offered={[
        { name: t('list.viewGranted'), search: '?status=granted' },
        { name: t('list.viewEnding'), search: `?endsBy=${soon}` },
        ...(mayRecord ? [{ name: t('list.viewProposed'), search: '?status=proposed' }] : []),
      ]}
      filter={
        <>
          <SearchText label={t('list.search')} hint={t('list.searchHint')} asked={asked} />
          <Choice
            {...{ name: 'activity', label: t('licence.activities'), asked, any: t('list.all') }}
            values={choices.activities}
            say={(each) => t(`activity.${each}`)}
          />
          <Choice
            {...{ name: 'status', label: t('licence.standing'), asked, any: t('list.all') }}
            values={choices.statuses}
            say={(each) => t(`standing.${each}`)}
          />
        </>
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
