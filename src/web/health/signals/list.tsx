// SPDX-License-Identifier: Apache-2.0
/** The signals of this organisation: searched, filtered, page by page, all by the address. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { SEVERITIES } from '#health/signals/contract.ts'
import { LinkButton } from '../../kit/button/button.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { chosen, listed, searched } from '../../workspace/records/listed.ts'
import { Choice, RecordList, SearchText } from '../../workspace/records/record-list.tsx'
import { signalsAt } from './door.ts'
import './signals.css'
import { useSignals } from './words.ts'

const statuses = ['reported', 'withdrawn'] as const
const LONGEST_SEARCH = 100

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, nameOf, messages, me } = await signalsAt({ context, url })
  const text = searched(url, LONGEST_SEARCH)
  const severity = chosen(url, 'severity', SEVERITIES)
  const status = chosen(url, 'status', statuses)
  const query = { ...(text !== '' && { text }), ...(severity && { severity }), ...(status && { status }) }
  const page = await listed(url, desk, query)
  return {
    messages,
    organisation: me.organisation.name,
    rows: page.items.map(({ id, substance, severity, people, region, week, reported, status }) => ({
      ...{ id, name: substance.name ?? substance.told, severity, people, week, reported, status },
      region: nameOf(region),
    })),
    listed: page.listed,
    asked: { text, severity: severity ?? '', status: status ?? '' },
    severities: SEVERITIES,
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
  const { rows, asked, severities, listed, organisation } = useLoaderData<typeof loader>()
  const { t } = useSignals()
  const columns = useColumns()
  return (
    <RecordList
      id="signals"
      {...{ t, listed, columns, rows, asked }}
      help={t('list.help', { organisation })}
      actions={<LinkButton href="/signals/new">{t('list.report')}</LinkButton>}
      filter={
        <>
          <SearchText label={t('list.search')} asked={asked} longest={LONGEST_SEARCH} />
          <Choice
            {...{ name: 'severity', label: t('field.severity'), asked, any: t('list.all') }}
            values={severities}
            say={(each) => t(`severity.${each}`)}
          />
          <Choice
            {...{ name: 'status', label: t('field.status'), asked, any: t('list.all') }}
            values={statuses}
            say={(each) => t(`status.${each}`)}
          />
        </>
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
