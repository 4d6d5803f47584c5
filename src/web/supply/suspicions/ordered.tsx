// SPDX-License-Identifier: Apache-2.0
/** What was ordered: each line with what it is, and who ordered, for what, delivered where, paid how. */
import type { KnownGood, Order } from '#supply/suspicions/contract.ts'
import { Facts } from '../../kit/layout/layout.tsx'
import { Table } from '../../kit/table/table.tsx'
import { useSuspicions } from './words.ts'

/** A control of the conventions is said without the letters that stand for every country. */
const controlOf = (control: string) => control.replace(/^INT /, '')

function Known({ found }: { found: readonly KnownGood[] }) {
  const { t } = useSuspicions()
  if (found.length === 0) return <span className="quiet">{t('order.unknown')}</span>
  return found.map(({ id, name, goods, control, isChecked }) => (
    <div key={id}>
      <strong>{name}</strong>: {t(`goods.${goods}`)}
      {control !== '' && (
        <>
          , {t('order.control', { control: controlOf(control) })}
          {!isChecked && (
            <>
              {' '}
              <em>({t('order.notChecked')})</em>
            </>
          )}
        </>
      )}
    </div>
  ))
}

interface OrderedProps {
  order: Order
  found: readonly KnownGood[]
  /** By name, in the reader's language. */
  countries: { customer: string; delivery: string | null }
}

export function Ordered({ order, found, countries }: OrderedProps) {
  const { t, number, language, moment } = useSuspicions()
  const { customer, items, use, delivery, payment, currency } = order
  const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 6 })
  const amountOf = ({ count, quantity }: Order['items'][number]) =>
    quantity
      ? t('order.times', {
          count,
          amount: `${figures.format(quantity.value as `${number}`)}\u00a0${quantity.unit === '{piece}' ? t('order.piece') : quantity.unit}`,
        })
      : number(count)
  const told = (term: string, text: string | undefined) =>
    text
      ? [
          [
            term,
            <span key={term} className="told" dir="auto">
              {text}
            </span>,
          ] as const,
        ]
      : []
  const lines = items.map((item, index) => ({ ...item, found: found.filter((each) => each.item === index) }))
  return (
    <>
      <Table
        caption={t('order.goods')}
        captionHidden
        rows={lines}
        keyOf={(_, index) => index}
        columns={[
          {
            title: t('order.what'),
            head: true,
            cell: ({ text, cas }) => (
              <>
                <bdi>{text}</bdi>
                {cas && (
                  <>
                    <br />
                    <span className="quiet">CAS {cas}</span>
                  </>
                )}
              </>
            ),
          },
          { title: t('order.known'), cell: ({ found }) => <Known found={found} /> },
          { title: t('order.amount'), figures: true, cell: amountOf },
          {
            title: t('order.price'),
            figures: true,
            cell: ({ price }) =>
              price === undefined ? '–' : `${figures.format(price as `${number}`)}\u00a0${currency ?? ''}`,
          },
        ]}
      />
      {found.some(({ control, isChecked }) => control !== '' && !isChecked) && (
        <p className="quiet">{t('order.notCheckedHelp')}</p>
      )}
      <Facts
        facts={[
          [t('order.customer'), <bdi key="c">{customer.name}</bdi>],
          ...(customer.isPerson ? [[t('order.isPerson'), t('value.yes')] as const] : []),
          [t('order.at'), <time key="at" dateTime={order.at}>{`${moment(order.at)}`}</time>],
          [t('order.kind'), t(`kind.${order.kind}`)],
          [t('order.channel'), t(`channel.${order.channel}`)],
          [t('order.country'), countries.customer],
          ...told(t('order.address'), customer.address),
          ...told(t('order.email'), customer.email),
          ...told(t('order.phone'), customer.phone),
          ...told(t('order.website'), customer.website),
          ...told(t('order.registration'), customer.registration),
          [t('order.identity'), t(`identity.${customer.identity}`)],
          [t('order.licence'), t(`licence.${customer.licence}`)],
          [
            t('order.use'),
            <span key="use" className="told" dir="auto">
              {t(`stated.${use.stated}`)}
              {use.text && `: ${use.text}`}
            </span>,
          ],
          [t('order.place'), t(`place.${delivery.place}`)],
          ...(countries.delivery === null && delivery.address === ''
            ? []
            : told(t('order.shipTo'), [delivery.address, countries.delivery].filter(Boolean).join(', '))),
          [t('order.payment'), t(`payment.${payment.method}`)],
          ...told(t('order.payer'), payment.payer),
        ]}
      />
    </>
  )
}
