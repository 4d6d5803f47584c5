// SPDX-License-Identifier: Apache-2.0
/** Reports, newest first: the firm's own, or those that came to the authority. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { type FEEDBACKS, REPORT_STATUSES, type ReportStatus } from '#supply/suspicions/contract.ts'
import { WorkProblem } from '../../workspace/problem.tsx'
import { chosen, listed } from '../../workspace/records/listed.ts'
import { Choice, RecordList } from '../../workspace/records/record-list.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { suspicionsAt } from './door.ts'
import { useSuspicions } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, names, messages } = await suspicionsAt({ context, url })
  if (!desk.may.includes('reports')) throw nothingHere()
  const status = chosen(url, 'status', REPORT_STATUSES)
  const page = await listed(url, { list: desk.reports, count: desk.countReports }, { ...(status && { status }) })
  const organisations = await names()
  return {
    messages,
    leg: 'any' as const,
    rows: page.items.map(({ id, at, fromName, to, customer, status, feedback }) => ({
      ...{ id, at, customer, status, feedback, from: fromName, to: organisations.get(to) ?? '' },
    })),
    listed: page.listed,
    asked: { status: status ?? '' },
    isReceiver: desk.may.includes('answer'),
    maySetGoaml: desk.may.includes('setGoamlSchema'),
    isUnit: page.items[0]?.leg === 'payment',
  }
}

interface Row {
  id: string
  at: string
  from: string
  to: string
  customer: string
  status: ReportStatus
  feedback: (typeof FEEDBACKS)[number] | null
}

export default function Reports() {
  const { rows, asked, listed, isReceiver, isUnit, maySetGoaml } = useLoaderData<typeof loader>()
  const { t, moment } = useSuspicions()
  const columns = [
    {
      key: 'customer',
      title: t('list.who'),
      head: true,
      cell: ({ id, customer }: Row) => (
        <a href={`/suspicions/reports/${id}`}>
          <bdi>{customer}</bdi>
        </a>
      ),
    },
    isReceiver
      ? { key: 'from', title: t('reports.from'), cell: ({ from }: Row) => <bdi>{from}</bdi> }
      : { key: 'to', title: t('reports.to'), cell: ({ to }: Row) => <bdi>{to || '–'}</bdi> },
    { key: 'at', title: t('report.at'), cell: ({ at }: Row) => <time dateTime={at}>{moment(at)}</time> },
    { key: 'status', title: t('report.status'), cell: ({ status }: Row) => t(`reportStatus.${status}`) },
    {
      key: 'feedback',
      title: t('report.feedback'),
      cell: ({ feedback }: Row) => (feedback ? t(`feedback.${feedback}`) : t('reports.unanswered')),
    },
  ]
  return (
    <RecordList
      id="suspicion-reports"
      {...{ listed, columns, rows, asked }}
      t={(key) => t(key === 'list.title' ? 'reports.title' : `reportsList.${key.slice('list.'.length) as 'none'}`)}
      actions={maySetGoaml && <a href="/suspicions/goaml">{t('goaml.title')}</a>}
      help={t(isReceiver ? (isUnit ? 'reports.helpUnit' : 'reports.helpOfficer') : 'reports.helpFirm')}
      filter={
        <Choice
          {...{ name: 'status', label: t('report.status'), asked, any: t('reports.all') }}
          values={REPORT_STATUSES}
          say={(each) => t(`reportStatus.${each}`)}
        />
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
