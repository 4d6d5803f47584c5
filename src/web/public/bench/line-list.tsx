// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { Row, Stack } from '../../kit/layout/layout.tsx'
import { Table } from '../../kit/table/table.tsx'
import { useWords } from '../words.tsx'
import { AmountList, FindingList } from './finding.tsx'
import { Marked } from './marked.tsx'
import type { Judged } from './protocol.ts'
import type { Filters } from './select.ts'

const PAGE = 50

function Found({ line }: { line: Judged }) {
  const { t } = useWords()
  if (line.problem !== undefined) return t(line.problem === 'unparsable' ? 'bench.unparsable' : 'bench.tooLarge')
  if (line.findings.length === 0) return <span className="quiet">{t('bench.nothing')}</span>
  return <FindingList findings={line.findings} />
}

/** One page of lines at a time, so that a hundred thousand of them weigh no more than fifty. */
export function LineList({ lines, filters }: { lines: readonly Judged[]; filters: Filters }) {
  const { t, number } = useWords()
  const [at, setAt] = useState({ start: 0, filters })
  const start = at.filters === filters && at.start < lines.length ? at.start : 0
  if (lines.length === 0) return <p>{t('bench.nothingFilter')}</p>
  const end = Math.min(start + PAGE, lines.length)
  const place = { from: number(start + 1), to: number(end), total: number(lines.length) }
  return (
    <Stack>
      <div className="judged">
        <Table
          caption={t('bench.shown', place)}
          rows={lines.slice(start, end)}
          keyOf={({ line }) => line}
          columns={[
            { title: t('bench.line'), head: true, cell: ({ line }) => line },
            {
              title: t('bench.text'),
              cell: (line) => (
                <>
                  <Marked line={line} />
                  <AmountList amounts={line.amounts} />
                </>
              ),
            },
            { title: t('bench.found'), cell: (line) => <Found line={line} /> },
          ]}
        />
      </div>
      {lines.length > PAGE && (
        <Row>
          <Button look="quiet" idle={start === 0} onClick={() => setAt({ start: start - PAGE, filters })}>
            {t('bench.previous')}
          </Button>
          <Button look="quiet" idle={end === lines.length} onClick={() => setAt({ start: end, filters })}>
            {t('bench.next')}
          </Button>
          <span className="quiet">{t('bench.shown', place)}</span>
        </Row>
      )}
    </Stack>
  )
}
