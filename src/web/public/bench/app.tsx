// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react'
import type { MatchOptions } from '#matching/index.ts'
import { Choice } from '../../kit/field/choice.tsx'
import { Stack } from '../../kit/layout/layout.tsx'
import { useWords } from '../words.tsx'
import { FileSource } from './file-source.tsx'
import { MoleculeSource } from './molecule-source.tsx'
import { Options } from './options.tsx'
import { Progress } from './progress.tsx'
import { Readiness } from './readiness.tsx'
import { Results } from './results.tsx'
import { TextSource } from './text-source.tsx'
import { useBench } from './use-bench.ts'

const sources = ['text', 'file', 'molecule'] as const
type Source = (typeof sources)[number]

const labels = { text: 'bench.sourceText', file: 'bench.sourceFile', molecule: 'bench.sourceMolecule' } as const

interface SourcesProps {
  source: Source
  choose: (source: Source) => void
}

function Sources({ source, choose }: SourcesProps) {
  const { t } = useWords()
  const name = useId()
  return (
    <fieldset className="field">
      <legend>{t('bench.source')}</legend>
      <div className="row">
        {sources.map((each) => (
          <Choice
            key={each}
            type="radio"
            name={name}
            label={t(labels[each])}
            checked={each === source}
            onChange={() => choose(each)}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** The whole bench: what to check, how, and what was found. */
export function BenchApp() {
  const [bench, state] = useBench()
  const [source, setSource] = useState<Source>('text')
  const [options, setOptions] = useState<MatchOptions>({})
  const { t } = useWords()
  const takeLong = (text: string) => {
    bench.open(new File([text], `${t('bench.pasted')}.txt`))
    setSource('file')
  }
  const ready = state.text === 'ready' && state.running === null
  return (
    <Stack gap="large">
      <Readiness state={state} />
      <div className="panel stack">
        <Sources source={source} choose={setSource} />
        <div hidden={source !== 'text'}>
          <TextSource ready={ready} run={(lines) => bench.run(lines, 'text', options)} takeLong={takeLong} />
        </div>
        <div hidden={source !== 'file'}>
          <FileSource bench={bench} state={state} ready={ready} options={options} />
        </div>
        <div hidden={source !== 'molecule'}>
          <MoleculeSource shown={source === 'molecule'} bench={bench} state={state} ready={ready} options={options} />
        </div>
        <Options options={options} change={setOptions} reference={state.reference} />
        <Progress bench={bench} state={state} />
      </div>
      <Results bench={bench} state={state} />
    </Stack>
  )
}
