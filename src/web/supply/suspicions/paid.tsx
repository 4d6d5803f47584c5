// SPDX-License-Identifier: Apache-2.0
/** An account at which somebody looks: who holds it, and what came in and went out. */
import type { Payment, Subject } from '#supply/suspicions/contract.ts'
import { Facts } from '../../kit/layout/layout.tsx'
import { Table } from '../../kit/table/table.tsx'
import { useSuspicions } from './words.ts'

/** Payments that are shown one by one; a report has all of them. */
const SHOWN = 100

interface PaidProps {
  about: Extract<Subject, { leg: 'payment' }>
  /** ISO 4217; empty: not known. */
  currency: string
}

export function Paid({ about, currency }: PaidProps) {
  const { t, language, moment, number } = useSuspicions()
  const { account, payments, total } = about
  const figures = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 6 })
  const amount = (value: string | number) => `${figures.format(value as `${number}`)}${currency && `\u00a0${currency}`}`
  const isIn = ({ to }: Payment) => to.account === account.number
  const sum = (way: boolean) =>
    payments.filter((each) => isIn(each) === way).reduce((all, each) => all + Number(each.amount), 0)
  return (
    <>
      <Facts
        facts={[
          [t('paid.number'), <bdi key="number">{account.number}</bdi>],
          [t('paid.name'), <bdi key="name">{account.name || '–'}</bdi>],
          [t('paid.holder'), t(`holder.${account.holder}`)],
          [
            t('paid.since'),
            <time key="since" dateTime={account.since}>
              {moment(account.since)}
            </time>,
          ],
          [
            t('paid.sums'),
            t('paid.sumsText', { in: amount(sum(true)), out: amount(sum(false)), count: number(total) }),
          ],
        ]}
      />
      <Table
        caption={t('paid.payments')}
        rows={payments.slice(0, SHOWN)}
        keyOf={({ ref }) => ref}
        columns={[
          { title: t('paid.at'), head: true, cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
          { title: t('paid.way'), cell: (each) => t(isIn(each) ? 'paid.in' : 'paid.out') },
          {
            title: t('paid.other'),
            cell: (each) => {
              const { account: other, name } = isIn(each) ? each.from : each.to
              return (
                <>
                  <bdi>{name || other}</bdi>
                  {name !== '' && (
                    <>
                      <br />
                      <span className="quiet">
                        <bdi>{other}</bdi>
                      </span>
                    </>
                  )}
                </>
              )
            },
          },
          { title: t('paid.amount'), figures: true, cell: (each) => amount(each.amount) },
          { title: t('paid.kind'), cell: ({ kind }) => t(`payment.${kind}`) },
          { title: t('paid.memo'), cell: ({ memo }) => <bdi>{memo || '–'}</bdi> },
        ]}
      />
      {total > SHOWN && <p className="quiet">{t('paid.more', { shown: SHOWN, total })}</p>}
    </>
  )
}
