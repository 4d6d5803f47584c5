// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense, useEffect, useState } from 'react'
import type { MatchOptions } from '#matching/index.ts'
import { Button } from '../../kit/button/button.tsx'
import { AreaField } from '../../kit/field/field.tsx'
import { Row, Stack } from '../../kit/layout/layout.tsx'
import { useWords } from '../words.tsx'
import type { Bench } from './bench.ts'
import type { BenchState } from './state.ts'

const DrawingBoard = lazy(async () => ({ default: (await import('./drawing-board.tsx')).DrawingBoard }))

/** Methamphetamine's precursor P-2-P: a small molecule that is listed. */
const example = 'CC(=O)Cc1ccccc1'

interface MoleculeSourceProps {
  shown: boolean
  state: BenchState
  bench: Bench
  ready: boolean
  options: MatchOptions
}

export function MoleculeSource({ shown, bench, state, ready, options }: MoleculeSourceProps) {
  const { t } = useWords()
  const [structure, setStructure] = useState('')
  const [board, setBoard] = useState(false)
  useEffect(() => {
    if (shown && ready) bench.startStructures()
  }, [shown, ready, bench])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        bench.run([{ line: 1, text: structure }], 'structures', options)
      }}
    >
      <Stack>
        <AreaField
          fixed
          rows={4}
          dir="ltr"
          label={t('bench.structureLabel')}
          hint={t('bench.structureHint')}
          value={structure}
          onChange={(event) => setStructure(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          required
        />
        <Row>
          <Button type="submit" idle={!ready}>
            {t('bench.run')}
          </Button>
          <Button look="quiet" aria-expanded={board} onClick={() => setBoard(!board)}>
            {t(board ? 'bench.drawClose' : 'bench.draw')}
          </Button>
          <Button look="quiet" onClick={() => setStructure(structure === '' ? example : '')}>
            {t(structure === '' ? 'bench.example' : 'bench.clear')}
          </Button>
        </Row>
        <p role="status" className="quiet">
          {state.structures === 'loading' && t('bench.structureLoading')}
          {state.structures === 'ready' && t('bench.structureReady')}
          {state.structures === 'failed' && t('bench.failed')}
        </p>
        {board && (
          <Suspense fallback={<p role="status">{t('bench.drawLoading')}</p>}>
            <DrawingBoard start={structure} label={t('bench.drawBoard')} change={setStructure} />
          </Suspense>
        )}
      </Stack>
    </form>
  )
}
