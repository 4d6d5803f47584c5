// SPDX-License-Identifier: Apache-2.0
/** A listing at which somebody looks, and those with which it has a seller, a contact or a picture in common. */
import type { ReactNode } from 'react'
import { Facts } from '../../kit/layout/layout.tsx'
import { Table } from '../../kit/table/table.tsx'
import type { SaidSubject } from './about-of.ts'
import { Known } from './known.tsx'
import { useSuspicions } from './words.ts'

type About = Extract<SaidSubject, { leg: 'listing' }>

export function Offered({ about: { listing, found, alike } }: { about: About }) {
  const { t, moment } = useSuspicions()
  const told = (text: string) => (
    <span className="told" dir="auto">
      {text || '–'}
    </span>
  )
  const unit = listing.unit === '{piece}' ? t('order.piece') : listing.unit
  const facts: [string, ReactNode][] = [
    [t('list.ref'), <bdi key="ref">{listing.ref}</bdi>],
    [
      t('offered.at'),
      <time key="at" dateTime={listing.at}>
        {moment(listing.at)}
      </time>,
    ],
    [t('offered.seller'), <bdi key="seller">{listing.seller}</bdi>],
    [t('offered.venue'), <bdi key="venue">{listing.venue || '–'}</bdi>],
    [t('offered.name'), <span key="name">{told(listing.title)}</span>],
    [t('offered.text'), <span key="text">{told(listing.text)}</span>],
    ...(listing.pictureText === ''
      ? []
      : [[t('offered.pictureText'), <span key="read">{told(listing.pictureText)}</span>] as [string, ReactNode]]),
    [t('offered.amount'), listing.quantity === '' ? '–' : `${listing.quantity} ${unit}`],
    [t('offered.price'), listing.price === '' ? '–' : `${listing.price} ${listing.currency}`],
    [t('offered.contact'), <bdi key="contact">{listing.contact || '–'}</bdi>],
    [t('offered.picture'), <code key="picture">{listing.picture || '–'}</code>],
  ]
  return (
    <>
      <Facts facts={facts} />
      <Known found={found} />
      <h3>{t('offered.alike')}</h3>
      {alike.length === 0 ? (
        <p>{t('sent.none')}</p>
      ) : (
        <Table
          caption={t('offered.alike')}
          captionHidden
          rows={alike}
          keyOf={({ ref }) => ref}
          columns={[
            { title: t('list.ref'), head: true, cell: ({ ref }) => <bdi>{ref}</bdi> },
            { title: t('offered.at'), cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
            { title: t('offered.seller'), cell: ({ seller }) => <bdi>{seller}</bdi> },
            { title: t('offered.name'), cell: ({ title }) => <bdi>{title}</bdi> },
            { title: t('offered.contact'), cell: ({ contact }) => <bdi>{contact || '–'}</bdi> },
          ]}
        />
      )}
    </>
  )
}
