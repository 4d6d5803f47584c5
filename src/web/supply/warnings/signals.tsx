// SPDX-License-Identifier: Apache-2.0
import type { Signal } from '#supply/warnings/contract.ts'
import { sizeOf } from '../../kit/file/limits.ts'
import { Table } from '../../kit/table/table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useWarnings } from './words.ts'

interface SignalsProps {
  signals: readonly Signal[]
  /** Of organisations, by id. */
  names: Readonly<Record<string, string>>
  /** Of areas, by code. */
  areas: readonly { code: string; name: string }[]
  empty: string
  /** The organisation of whoever looks, where it may withdraw what it reported. */
  mine?: string | null
}

/** What was seen: how sure a laboratory is, how severe a harm, how often; the rest is as it was written. */
function What({ signal, isMine }: { signal: Signal; isMine: boolean }) {
  const { t, language, date } = useWarnings()
  const { confidence, methods, severity, count, note, reference, attachments, id, withdrawn, substance } = signal
  const parts = [
    confidence && t(`confidence.${confidence}`),
    methods.map((each) => t(`method.${each}` as 'method.nmr')).join(', '),
    severity && t(`severity.${severity}`),
    count && t('signal.events', { count }),
  ]
  return (
    <>
      {withdrawn && (
        <p>
          <Tag tone="unsure">{t('signal.withdrawn')}</Tag>{' '}
          <bdi>{t('signal.withdrawnOn', { date: date(withdrawn.at.slice(0, 10)), reason: withdrawn.reason })}</bdi>
        </p>
      )}
      <span>{parts.filter((part) => part).join('; ') || '–'}</span>
      {note !== '' && (
        <p className="told" dir="auto">
          {note}
        </p>
      )}
      {reference !== '' && (
        <p className="quiet">
          <bdi>{reference}</bdi>
        </p>
      )}
      {attachments.map((file) => (
        <p key={file.id}>
          <a href={`/warnings/signals/${id}/files/${file.id}`} download>
            <bdi>{file.name}</bdi>
          </a>{' '}
          <span className="quiet">{sizeOf(file.size, language)}</span>
        </p>
      ))}
      {isMine && !withdrawn && (
        <p>
          <a href={`/warnings/signals/${id}/withdraw`} aria-label={t('signal.withdrawNamed', { name: substance.name })}>
            {t('signal.withdraw')}
          </a>
        </p>
      )}
    </>
  )
}

export function Signals({ signals, names, areas, empty, mine = null }: SignalsProps) {
  const { t, date } = useWarnings()
  if (signals.length === 0) return <p className="quiet">{empty}</p>
  return (
    <Table
      caption={t('signal.title')}
      captionHidden
      columns={[
        {
          title: t('signal.when'),
          head: true,
          whole: true,
          cell: ({ week, day }: Signal) => (day ? <time dateTime={day}>{date(day)}</time> : week),
        },
        { title: t('signal.source'), cell: ({ source }: Signal) => t(`source.${source}`) },
        { title: t('signal.as'), cell: ({ substance }: Signal) => <bdi>{substance.name}</bdi> },
        {
          title: t('signal.what'),
          cell: (signal: Signal) => <What signal={signal} isMine={mine !== null && signal.from === mine} />,
        },
        {
          title: t('signal.region'),
          cell: ({ region }: Signal) => <bdi>{areas.find(({ code }) => code === region)?.name ?? region ?? '–'}</bdi>,
        },
        {
          title: t('signal.from'),
          cell: ({ from }: Signal) => (from === null ? t('signal.crossed') : <bdi>{names[from] ?? t('unknown')}</bdi>),
        },
      ]}
      rows={signals}
      keyOf={({ id }) => id}
    />
  )
}
