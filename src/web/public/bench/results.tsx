// SPDX-License-Identifier: Apache-2.0
import { useDeferredValue, useMemo, useState } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { useWords } from '../words.tsx'
import type { Bench } from './bench.ts'
import { FilterForm } from './filter-form.tsx'
import { LineList } from './line-list.tsx'
import { Molecule } from './molecule.tsx'
import { saveFile, toCsv, toJsonLines } from './save.ts'
import { type Filters, noFilters, select } from './select.ts'
import type { BenchState } from './state.ts'

const hitsIn = (judged: BenchState['judged']) =>
  judged.reduce((count, { findings }) => count + (findings.length > 0 ? 1 : 0), 0)

function Summary({ state }: { state: BenchState }) {
  const { t } = useWords()
  const hits = hitsIn(state.judged)
  return (
    <div role="status" className="stack" data-gap="small">
      <p>
        <strong>
          {t('bench.summaryLines', { count: state.count })}
          {t('frame.comma')}
          {t('bench.summaryHits', { count: hits })}
        </strong>
      </p>
      {state.outcome === 'stopped' && <p>{t('bench.stopped')}</p>}
      {hits === 0 && state.running === null && (
        <Notice title={t('bench.nothing')}>
          <p>{t('bench.nothingText')}</p>
        </Notice>
      )}
    </div>
  )
}

function Save({ state, shown }: { state: BenchState; shown: BenchState['judged'] }) {
  const { t } = useWords()
  const reference = state.reference?.version ?? ''
  return (
    <div className="row saving">
      <Button look="quiet" onClick={() => saveFile('passerelle.csv', 'text/csv', toCsv(shown, reference))}>
        {t('bench.saveCsv')}
      </Button>
      <Button
        look="quiet"
        onClick={() => saveFile('passerelle.jsonl', 'application/x-ndjson', toJsonLines(shown, reference))}
      >
        {t('bench.saveJson')}
      </Button>
    </div>
  )
}

export function Results({ bench, state }: { bench: Bench; state: BenchState }) {
  const { t } = useWords()
  const [filters, setFilters] = useState<Filters>(noFilters)
  const wanted = useDeferredValue(filters)
  // The array grows in place; `count` tells that it did.
  const shown = useMemo(() => select(state.judged, wanted), [state.judged, state.count, wanted])
  if (state.outcome === 'none' && state.count === 0) return null
  const only = state.holds === 'structures' && state.running === null && state.count === 1 ? state.judged[0] : undefined
  return (
    <section className="stack" aria-labelledby="results-title">
      <h2 id="results-title" tabIndex={-1}>
        {t('bench.results')}
      </h2>
      {only ? (
        <Molecule bench={bench} state={state} judged={only} />
      ) : (
        <Stack>
          <Summary state={state} />
          <FilterForm filters={filters} change={setFilters} jurisdictions={state.reference?.jurisdictions ?? []} />
          <LineList lines={shown} filters={wanted} />
        </Stack>
      )}
      {state.count > 0 && <Save state={state} shown={only ? [only] : shown} />}
      {state.count > 0 && <p className="quiet">{t('bench.pageHint')}</p>}
    </section>
  )
}
