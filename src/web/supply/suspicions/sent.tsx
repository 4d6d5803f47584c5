// SPDX-License-Identifier: Apache-2.0
/** A parcel at which somebody looks, and those with which it has an address or a sender in common. */
import type { ReactNode } from 'react'
import type { Parcel } from '#supply/suspicions/contract.ts'
import { Facts } from '../../kit/layout/layout.tsx'
import { Table } from '../../kit/table/table.tsx'
import type { SaidSubject } from './about-of.ts'
import { Known } from './known.tsx'
import { useSuspicions } from './words.ts'

type About = Extract<SaidSubject, { leg: 'parcel' }>

const personOf = ({ name, address }: Parcel['sender'], country = '') => (
  <bdi>{[name, address, country].filter((each) => each !== '').join(', ') || '–'}</bdi>
)

export function Sent({ about: { parcel, found, alike, countries } }: { about: About }) {
  const { t, moment, number } = useSuspicions()
  const money = (value: string) => (value === '' ? '–' : `${value} ${parcel.currency}`.trim())
  const facts: [string, ReactNode][] = [
    [t('list.ref'), <bdi key="ref">{parcel.ref}</bdi>],
    [
      t('sent.at'),
      <time key="at" dateTime={parcel.at}>
        {moment(parcel.at)}
      </time>,
    ],
    [t('sent.service'), t(`service.${parcel.service}`)],
    [t('sent.contents'), t(`contents.${parcel.contents}`)],
    [t('sent.description'), <bdi key="description">{parcel.description || '–'}</bdi>],
    [t('sent.hs'), parcel.hs || '–'],
    [t('sent.grams'), parcel.grams === '' ? '–' : t('sent.gramsOf', { grams: number(Number(parcel.grams)) })],
    [t('sent.value'), money(parcel.value)],
    [t('sent.postage'), `${money(parcel.postage)} (${t(`postageBy.${parcel.paidWith}`)})`],
    [t('sent.sender'), <span key="sender">{personOf(parcel.sender, countries.sender)}</span>],
    [t('sent.addressee'), <span key="addressee">{personOf(parcel.addressee, countries.addressee)}</span>],
  ]
  return (
    <>
      <Facts facts={facts} />
      <Known found={found} />
      <h3>{t('sent.alike')}</h3>
      {alike.length === 0 ? (
        <p>{t('sent.none')}</p>
      ) : (
        <Table
          caption={t('sent.alike')}
          captionHidden
          rows={alike}
          keyOf={({ ref }) => ref}
          columns={[
            { title: t('list.ref'), head: true, cell: ({ ref }) => <bdi>{ref}</bdi> },
            { title: t('sent.at'), cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
            { title: t('sent.description'), cell: ({ description }) => <bdi>{description || '–'}</bdi> },
            { title: t('sent.sender'), cell: ({ sender }) => personOf(sender) },
            { title: t('sent.addressee'), cell: ({ addressee }) => personOf(addressee) },
          ]}
        />
      )}
    </>
  )
}
