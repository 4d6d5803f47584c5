// SPDX-License-Identifier: Apache-2.0
/** The complaints that this organisation answers or decides, newest first; filtered and paged by the address. */
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { STATES } from '#health/complaints/contract.ts'
import { Tag } from '../../kit/tag/tag.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { chosen, listed } from '../../workspace/records/listed.ts'
import { Choice, RecordList } from '../../workspace/records/record-list.tsx'
import { complaintsAt } from './door.ts'
import { useComplaints } from './words.ts'

const lates = ['yes'] as const

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, messages, me } = await complaintsAt({ context, url })
  const [state, late] = [chosen(url, 'state', STATES), chosen(url, 'late', lates)]
  const page = await listed(url, desk, { ...(state && { state }), ...(late && { late }) })
  return {
    ...{ messages, rows: page.items, listed: page.listed, organisation: me.organisation.name },
    asked: { state: state ?? '', late: late ?? '' },
    hasFigures: desk.may.includes('figures'),
  }
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

/** By when the next step is to be taken; null where none is. */
const nextDayOf = ({ state, acknowledgeBy, answerBy, decideBy }: Row): string | null => {
  if (state === 'new') return acknowledgeBy
  if (state === 'acknowledged') return answerBy
  return state === 'appealed' ? decideBy : null
}

function useColumns() {
  const { t, date } = useComplaints()
  return [
    {
      ...{ key: 'service', title: t('list.service'), head: true },
      cell: ({ id, serviceName }: Row) => (
        <Link to={`/complaints/${id}`}>
          <bdi>{serviceName}</bdi>
        </Link>
      ),
    },
    { key: 'theme', title: t('list.theme'), cell: ({ theme }: Row) => t(`theme.${theme}`) },
    {
      ...{ key: 'state', title: t('list.state'), whole: true },
      cell: ({ state, isLate }: Row) => (
        <>
          <Tag tone="plain">{t(`state.${state}`)}</Tag> {isLate && <Tag tone="unsure">{t('list.isLate')}</Tag>}
        </>
      ),
    },
    { key: 'received', title: t('list.received'), cell: ({ received }: Row) => date(received.slice(0, 10)) },
    {
      ...{ key: 'due', title: t('list.due') },
      cell: (row: Row) => {
        const next = nextDayOf(row)
        return next === null ? '–' : date(next)
      },
    },
  ]
}

export default function ComplaintsPage() {
  const { rows, asked, listed, organisation, hasFigures } = useLoaderData<typeof loader>()
  const { t } = useComplaints()
  const columns = useColumns()
  return (
    <RecordList
      id="complaints"
      {...{ t, listed, columns, rows, asked }}
      help={t(hasFigures ? 'list.helpAuthority' : 'list.help', { organisation })}
      {...(hasFigures && { actions: <Link to="/complaints/services">{t('services.title')}</Link> })}
      offered={[{ name: t('list.isLate'), search: '?late=yes' }]}
      filter={
        <>
          <Choice
            {...{ name: 'state', label: t('list.state'), asked, any: t('list.all') }}
            values={STATES}
            say={(each) => t(`state.${each}`)}
          />
          <Choice
            {...{ name: 'late', label: t('list.due'), asked, any: t('list.all') }}
            values={lates}
            say={() => t('list.isLate')}
          />
        </>
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
