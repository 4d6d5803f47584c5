// SPDX-License-Identifier: Apache-2.0
import { type DragEvent, useId, useState } from 'react'
import type { MatchOptions } from '#matching/index.ts'
import { Stack } from '../../kit/layout/layout.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { useWords } from '../words.tsx'
import type { Bench } from './bench.ts'
import { ColumnChoice } from './column-choice.tsx'
import { MEGABYTES } from './protocol.ts'
import type { BenchState } from './state.ts'

interface FileSourceProps {
  bench: Bench
  state: BenchState
  ready: boolean
  options: MatchOptions
}

function Trouble({ state: { tableProblem } }: { state: BenchState }) {
  const { t } = useWords()
  if (tableProblem === null) return null
  const { problem, detail } = tableProblem
  const text = {
    empty: () => t('bench.fileEmpty'),
    'too-large': () => t('bench.fileTooLarge', { megabytes: MEGABYTES }),
    unreadable: () => t('bench.fileUnreadable', { detail }),
  }[problem]()
  return (
    <Notice tone="caution" live>
      <p>{text}</p>
    </Notice>
  )
}

export function FileSource({ bench, state, ready, options }: FileSourceProps) {
  const { t } = useWords()
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file && state.text === 'ready') bench.open(file)
  }
  const drag = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <Stack>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra beside the file field inside */}
      <div className="field drop" data-over={over} onDragOver={drag} onDragLeave={() => setOver(false)} onDrop={drop}>
        <label htmlFor={id}>{t('bench.fileLabel')}</label>
        <span className="hint" id={`${id}-hint`}>
          {t('bench.fileHint', { megabytes: MEGABYTES })}
        </span>
        <div className="row">
          <input
            id={id}
            type="file"
            aria-describedby={`${id}-hint`}
            accept=".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain"
            disabled={state.text !== 'ready' || state.running !== null}
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) bench.open(file)
            }}
          />
          <span className="quiet">{t('bench.drop')}</span>
        </div>
      </div>
      {state.opening && <p role="status">{t('bench.reading')}</p>}
      <Trouble state={state} />
      {state.table && (
        <ColumnChoice
          key={`${state.table.name} ${state.table.rows}`}
          table={state.table}
          ready={ready}
          run={(pick, holds) => bench.runTable(pick, holds, options)}
        />
      )}
    </Stack>
  )
}
