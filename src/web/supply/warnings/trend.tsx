// SPDX-License-Identifier: Apache-2.0
/** Signals by week, as small multiples of one scale, each readable as a table too. */
import { Table } from '../../kit/table/table.tsx'
import { useWarnings } from './words.ts'

export interface Series {
  /** A source, or all of them. */
  name: string
  weeks: readonly { week: string; signals: number }[]
}

const BAR = 8
const HIGH = 40

/** One series; `most` is the scale that all of them share. */
export function Bars({ series: { weeks }, most, label }: { series: Series; most: number; label: string }) {
  const width = weeks.length * BAR
  return (
    <svg className="bars" viewBox={`0 0 ${width} ${HIGH}`} role="img" aria-label={label} width={width} height={HIGH}>
      <path d={`M0 ${HIGH - 0.5}H${width}`} stroke="currentColor" strokeWidth="1" opacity="0.4" />
      {weeks.map(({ week, signals }, index) => {
        const height = most === 0 ? 0 : Math.round((signals / most) * (HIGH - 4))
        return (
          <rect key={week} x={index * BAR + 1} y={HIGH - height} width={BAR - 2} height={height} fill="currentColor" />
        )
      })}
    </svg>
  )
}

const sum = ({ weeks }: Series) => weeks.reduce((total, { signals }) => total + signals, 0)

export function Trend({ id, series }: { id: string; series: readonly Series[] }) {
  const { t } = useWarnings()
  const most = Math.max(1, ...series.flatMap(({ weeks }) => weeks.map(({ signals }) => signals)))
  const [first] = series
  if (!first) return <p className="quiet">{t('trend.none')}</p>
  const rows = first.weeks.map(({ week }, index) => ({
    week,
    cells: series.map(({ weeks }) => weeks[index]?.signals ?? 0),
  }))
  const nameOf = ({ name }: Series) => (name === 'all' ? t('trend.all') : t(`source.${name}` as 'source.laboratory'))
  return (
    <>
      <div className="multiples">
        {series.map((each) => (
          <figure key={each.name} className="stack" data-gap="small">
            <figcaption>{nameOf(each)}</figcaption>
            <Bars series={each} most={most} label={t('trend.label', { name: nameOf(each), count: sum(each) })} />
          </figure>
        ))}
      </div>
      <details>
        <summary>{t('trend.table')}</summary>
        <Table
          caption={t('trend.caption')}
          columns={[
            { title: t('trend.week'), head: true, whole: true, cell: ({ week }: (typeof rows)[number]) => week },
            ...series.map((each, index) => ({
              title: nameOf(each),
              figures: true,
              cell: ({ cells }: (typeof rows)[number]) => cells[index] ?? 0,
            })),
          ]}
          rows={rows}
          keyOf={({ week }) => week}
        />
      </details>
      <p>
        <a href={`/warnings/${id}/trend.csv`} download>
          {t('trend.csv')}
        </a>
      </p>
    </>
  )
}
