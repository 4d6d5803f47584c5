// SPDX-License-Identifier: Apache-2.0
import { Tag } from '../../kit/tag/tag.tsx'
import { RowActs, RowMarks } from './board/triage.tsx'
import type { Line } from './board.tsx'
import { StatusTag, UrgencyClock } from './urgency.tsx'
import { useIncidents } from './words.ts'

function Things({ line: { things, more } }: { line: Line }) {
  const { t, amount } = useIncidents()
  if (things.length === 0) return '–'
  return (
    <>
      {things.map(({ name, amount: much, count }, index) => (
        <span className="thing" key={index}>
          <bdi>{name}</bdi>
          {much && <span className="unbroken"> {amount(much)}</span>}
          {count !== null && <span className="unbroken"> {t('times', { count })}</span>}
        </span>
      ))}
      {more > 0 && <span className="quiet">{t('board.more', { count: more })}</span>}
    </>
  )
}

/** `fresh`: those that came while the board was open. */
export function useColumns(now: number, fresh: ReadonlySet<string>, search: string) {
  const { t, moment } = useIncidents()
  return [
    {
      key: 'title',
      title: t('board.name'),
      head: true,
      cell: ({ id, title, mark, status }: Line) => (
        <>
          <a href={`/incidents/${id}`}>
            <bdi>{title || t('recalledName')}</bdi>
          </a>
          <RowMarks mark={mark} isDraft={status === 'draft'} />
          {fresh.has(id) && (
            <>
              {' '}
              <Tag tone="class">{t('board.newTag')}</Tag>
            </>
          )}
        </>
      ),
    },
    { key: 'kind', title: t('board.kind'), cell: ({ kind }: Line) => t(`kind.${kind}`) },
    { key: 'goods', title: t('board.goods'), cell: (line: Line) => <Things line={line} /> },
    {
      key: 'place',
      title: t('board.place'),
      cell: ({ place, countries }: Line) => (
        <>
          <bdi>{place}</bdi>
          {countries.length > 0 && <span className="quiet thing">{countries.join(', ')}</span>}
        </>
      ),
    },
    {
      key: 'urgency',
      title: t('board.urgency'),
      cell: (line: Line) => <UrgencyClock incident={line} now={now} />,
    },
    { key: 'status', title: t('board.status'), cell: ({ status }: Line) => <StatusTag status={status} /> },
    { key: 'from', title: t('board.from'), cell: ({ from }: Line) => <bdi>{from ?? t('unknown')}</bdi> },
    {
      key: 'reported',
      title: t('board.reported'),
      cell: ({ reported }: Line) => <time dateTime={reported}>{moment(reported)}</time>,
    },
    {
      key: 'acts',
      title: t('triage.title'),
      acts: true,
      cell: ({ id, title, mark, status }: Line) => (
        <RowActs {...{ id, mark, search }} isDraft={status === 'draft'} title={title || t('recalledName')} />
      ),
    },
  ]
}
