// SPDX-License-Identifier: Apache-2.0
/** Orders and accounts of the firm that somebody looks at: those that wait first, heaviest first. */
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { ALERT_STATUSES, type AlertStatus } from '#supply/suspicions/contract.ts'
import { LinkButton } from '../../kit/button/button.tsx'
import { WorkProblem } from '../../workspace/problem.tsx'
import { chosen, listed } from '../../workspace/records/listed.ts'
import { Choice, RecordList } from '../../workspace/records/record-list.tsx'
import { nothingHere } from '../../workspace/who.ts'
import { legOf, suspicionsAt } from './door.ts'
import { StatusTag } from './status-tag.tsx'
import { type Spoken, type SuspicionsKey, useSuspicions } from './words.ts'

export async function loader({ context, url }: LoaderFunctionArgs) {
  const { desk, colleagues, typology, messages } = await suspicionsAt({ context, url })
  if (!desk.may.includes('alerts')) throw nothingHere()
  const status = chosen(url, 'status', ALERT_STATUSES)
  const page = await listed(url, { list: desk.alerts, count: desk.countAlerts }, { ...(status && { status }) })
  const who = await colleagues()
  const now = new Date().toISOString()
  return {
    messages,
    leg: legOf(desk),
    rows: page.items.map(({ assigned, due, typologies, ...row }) => ({
      ...row,
      typologies: typologies.map(typology),
      taken: assigned === null ? null : (who.get(assigned) ?? ''),
      due: due === null ? null : { at: due, isLate: due < now },
    })),
    listed: page.listed,
    asked: { status: status ?? '' },
    mayTake: desk.may.includes('takeFile'),
    mayTakePayments: desk.may.includes('takePayments'),
    mayTakeParcels: desk.may.includes('takeParcels'),
    mayTakeListings: desk.may.includes('takeListings'),
    mayCompare: desk.may.includes('fairness'),
    mayReport: desk.may.includes('reports'),
  }
}

interface Row {
  id: string
  ref: string
  at: string
  customer: string
  status: AlertStatus
  score: number
  goods: readonly string[]
  typologies: readonly string[]
  /** Empty: by somebody whose name is not known here. */
  taken: string | null
  due: { at: string; isLate: boolean } | null
}

const WHO = {
  ...{ order: 'order.customer', payment: 'paid.name', parcel: 'sent.addressee' },
  ...{ listing: 'offered.seller', any: 'list.who' },
} as const satisfies Record<Spoken, SuspicionsKey>

export default function Queue() {
  const { rows, asked, listed, leg, ...may } = useLoaderData<typeof loader>()
  const { mayTake, mayTakePayments, mayTakeParcels, mayTakeListings, mayCompare, mayReport } = may
  const isOfItems = leg === 'parcel' || leg === 'listing'
  const { t, number, moment } = useSuspicions()
  const columns = [
    {
      key: 'customer',
      title: t(WHO[leg]),
      head: true,
      cell: ({ id, customer }: Row) => (
        <a href={`/suspicions/${id}`}>
          <bdi>{customer}</bdi>
        </a>
      ),
    },
    {
      key: 'ref',
      title: t(leg === 'order' ? 'order.ref' : leg === 'payment' ? 'paid.number' : 'list.ref'),
      whole: true,
      cell: ({ ref }: Row) => <bdi>{ref}</bdi>,
    },
    { key: 'status', title: t('alert.status'), cell: ({ status }: Row) => <StatusTag status={status} /> },
    { key: 'score', title: t('alert.score'), figures: true, cell: ({ score }: Row) => number(score) },
    ...(leg === 'payment'
      ? []
      : [{ key: 'goods', title: t('order.goods'), cell: ({ goods }: Row) => <bdi>{goods.join(', ') || '–'}</bdi> }]),
    { key: 'typologies', title: t('alert.typologies'), cell: ({ typologies }: Row) => typologies.join(', ') },
    {
      key: 'due',
      title: t('alert.due'),
      cell: ({ due }: Row) =>
        due ? (
          <>
            <time dateTime={due.at}>{moment(due.at)}</time>
            {due.isLate && ` – ${t('alert.late')}`}
          </>
        ) : (
          '–'
        ),
    },
    { key: 'taken', title: t('alert.taken'), cell: ({ taken }: Row) => <bdi>{taken || '–'}</bdi> },
    { key: 'at', title: t('alert.found'), extra: true, cell: ({ at }: Row) => <time dateTime={at}>{moment(at)}</time> },
  ]
  return (
    <RecordList
      id="suspicions"
      {...{ t, listed, columns, rows, asked }}
      help={t('list.help')}
      actions={
        (mayTake || mayTakePayments || mayTakeParcels || mayTakeListings || mayReport) && (
          <>
            {mayCompare && <a href="/suspicions/fairness">{t('fairness.link')}</a>}
            {mayTake && <LinkButton href="/suspicions/orders">{t('list.bring')}</LinkButton>}
            {mayTakePayments && <LinkButton href="/suspicions/payments">{t('list.bringPayments')}</LinkButton>}
            {mayTakeParcels && <LinkButton href="/suspicions/parcels">{t('list.bringParcels')}</LinkButton>}
            {mayTakeListings && <LinkButton href="/suspicions/listings">{t('list.bringListings')}</LinkButton>}
            {mayReport && <a href="/suspicions/reports">{t('list.reports')}</a>}
          </>
        )
      }
      offered={[
        { name: t('list.viewHeld'), search: '?status=held' },
        ...(isOfItems
          ? [
              { name: t('list.viewAppealed'), search: '?status=appealed' },
              { name: t('list.viewStopped'), search: '?status=stopped' },
            ]
          : [
              { name: t('list.viewRefusing'), search: '?status=refusing' },
              { name: t('list.viewRefused'), search: '?status=refused' },
            ]),
      ]}
      filter={
        <Choice
          {...{ name: 'status', label: t('alert.status'), asked, any: t('list.all') }}
          values={ALERT_STATUSES}
          say={(each) => t(`status.${each}`)}
        />
      }
    />
  )
}

export const ErrorBoundary = WorkProblem
