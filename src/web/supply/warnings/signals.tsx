// SPDX-License-Identifier: Apache-2.0
import type { Signal } from '#supply/warnings/contract.ts'
import { sizeOf } from '../../kit/file/limits.ts'
import { Table } from '../../kit/table/table.tsx'
import { useWarnings } from './words.ts'

interface SignalsProps {
  signals: readonly Signal[]
  /** Of organisations, by id. */
  names: Readonly<Record<string, string>>
  /** Of areas, by code. */
  areas: readonly { code: string; name: string }[]
  empty: string
}

/** What was seen: how sure a laboratory is, how severe a harm, how often; the rest is as it was written. */
function What({ signal }: { signal: Signal }) {
  const { t, language } = useWarnings()
  const { confidence, methods, severity, count, note, reference, attachments, id } = signal
  const parts = [
    confidence && t(`confidence.${confidence}`),
    methods.map((each) => t(`method.${each}` as 'method.nmr')).join(', '),
    severity && t(`severity.${severity}`),
    count && t('signal.events', { count }),
  ]
  return (
    <>
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
    </>
  )
}

export function Signals({ signals, names, areas, empty }: SignalsProps) {
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
        { title: t('signal.what'), cell: (signal: Signal) => <What signal={signal} /> },
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
