// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { Choice } from '../../kit/field/choice.tsx'
import { Row, Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { SelectField } from '../../kit/select/select.tsx'
import { useWords } from '../words.tsx'
import type { Pick, TableSummary } from './protocol.ts'

/** A first row without a number in it is most likely one of titles. */
export const seemsTitles = ([first = [], ...rest]: readonly string[][]): boolean =>
  rest.length > 0 && first.every((cell) => cell.length < 60 && !/\d/.test(cell))

/** The column with the longest texts is most likely the one with descriptions. */
export function wordiest(rows: readonly string[][], columns: number): number {
  const length = (column: number) => rows.slice(1).reduce((sum, row) => sum + (row[column]?.length ?? 0), 0)
  return Array.from({ length: columns }, (_, column) => column).reduce(
    (best, column) => (length(column) > length(best) ? column : best),
    0,
  )
}

/** Rows that could not be read, numbered as the results are: without the titles. */
function BadRows({ bad, titles }: { bad: readonly number[]; titles: boolean }) {
  const { t } = useWords()
  if (bad.length === 0) return null
  const numbers = titles ? bad.map((row) => row - 1).filter((row) => row > 0) : bad
  const rows = numbers.slice(0, 20).join(', ') + (numbers.length > 20 ? '…' : '')
  return (
    <Notice tone="caution" live>
      {numbers.length < bad.length && <p>{t('bench.fileBadTitles')}</p>}
      {numbers.length > 0 && <p>{t('bench.fileBadRows', { count: numbers.length, rows })}</p>}
    </Notice>
  )
}

interface ColumnChoiceProps {
  table: TableSummary
  ready: boolean
  run: (pick: Pick, holds: 'text' | 'structures') => void
}

export function ColumnChoice({ table, ready, run }: ColumnChoiceProps) {
  const { t } = useWords()
  const [titles, setTitles] = useState(() => !table.plain && seemsTitles(table.first))
  const [column, setColumn] = useState(() => String(wordiest(table.first, table.columns)))
  const [holds, setHolds] = useState<'text' | 'structures'>('text')
  const example = table.first[titles ? 1 : 0]?.[Number(column)]
  const named = titles ? (table.first[0] ?? []).map((cell) => cell.trim()) : []
  const titleOf = (index: number) => {
    const place = t('bench.columnNumber', { number: index + 1 })
    const title = named[index]
    if (!title) return place
    return named.indexOf(title) === named.lastIndexOf(title) ? title : `${title} (${place})`
  }
  const options = Array.from({ length: table.columns }, (_, index) => [String(index), titleOf(index)] as const)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        run({ column: column === 'all' ? null : Number(column), titles }, holds)
      }}
    >
      <Stack>
        <BadRows bad={table.bad} titles={titles} />
        <p role="status">{t('bench.fileRows', { count: table.rows - (titles ? 1 : 0), name: table.name })}</p>
        <Choice
          type="checkbox"
          label={t('bench.titles')}
          checked={titles}
          onChange={(event) => setTitles(event.target.checked)}
        />
        <p className="quiet">
          {t(titles ? 'bench.countedTitles' : table.plain ? 'bench.countedLines' : 'bench.countedRows')}
        </p>
        <Row>
          <SelectField
            label={t('bench.column')}
            value={column}
            onChange={(event) => setColumn(event.target.value)}
            options={table.columns > 1 ? [...options, ['all', t('bench.columnAll')]] : options}
          />
          <SelectField
            label={t('bench.holds')}
            value={holds}
            onChange={(event) => setHolds(event.target.value === 'text' ? 'text' : 'structures')}
            options={[
              ['text', t('bench.holdsText')],
              ['structures', t('bench.holdsStructures')],
            ]}
          />
        </Row>
        {example && (
          <p className="quiet">
            <bdi>{example.slice(0, 160)}</bdi>
          </p>
        )}
        <div>
          <Button type="submit" idle={!ready}>
            {t('bench.run')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
