// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../kit/button/button.tsx'
import { useWords } from '../words.tsx'
import type { Bench } from './bench.ts'
import type { BenchState } from './state.ts'

/** How far the work is, and a way to stop it. */
export function Progress({ bench, state: { running, holds, structures } }: { bench: Bench; state: BenchState }) {
  const { t, number } = useWords()
  if (running === null) return null
  const waits = holds === 'structures' && structures === 'loading'
  const done = t('bench.progress', { done: number(running.done), total: number(running.total) })
  return (
    <div className="row">
      <progress value={waits ? undefined : running.done} max={running.total} aria-label={done} />
      <span>{waits ? t('bench.structureLoading') : done}</span>
      <Button
        look="quiet"
        onClick={() => {
          bench.stop()
          document.getElementById('results-title')?.focus()
        }}
      >
        {t('bench.stop')}
      </Button>
    </div>
  )
}
