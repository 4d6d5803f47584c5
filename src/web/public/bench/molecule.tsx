// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { useWords } from '../words.tsx'
import type { Bench } from './bench.ts'
import { FindingPart } from './finding.tsx'
import type { Judged } from './protocol.ts'
import type { BenchState } from './state.ts'

const asImage = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`

interface MoleculeProps {
  bench: Bench
  state: BenchState
  judged: Judged
}

/** One molecule: its drawing beside what was found, and the part of it that a finding rests on. */
export function Molecule({ bench, state, judged }: MoleculeProps) {
  const { t } = useWords()
  const { text, findings, problem } = judged
  const [marked, setMarked] = useState(() => findings.findIndex(({ atoms }) => (atoms?.length ?? 0) > 0))
  const finding = findings[marked]
  useEffect(() => {
    if (problem === undefined) bench.draw(text.trim(), finding?.atoms ?? [])
  }, [bench, text, finding, problem])
  if (problem !== undefined)
    return (
      <Notice tone="caution" live>
        <p>{t(problem === 'unparsable' ? 'bench.unparsable' : 'bench.tooLarge')}</p>
      </Notice>
    )
  const svg = state.drawing?.structure === text.trim() ? state.drawing.svg : null
  const alt = finding?.atoms ? t('bench.moleculeMarked', { name: finding.name }) : t('bench.molecule')
  return (
    <div className="identity">
      {svg ? <img className="molecule" src={asImage(svg)} alt={alt} /> : <div className="molecule" />}
      <div>
        {findings.length === 0 && (
          <Notice title={t('bench.nothing')} live>
            <p>{t('bench.nothingText')}</p>
          </Notice>
        )}
        {findings.map((each, index) => (
          <FindingPart key={`${each.kind} ${each.id} ${each.by}`} findings={[each]}>
            {each.atoms && each.atoms.length > 0 && (
              <div>
                <Button
                  look="quiet"
                  aria-pressed={index === marked}
                  onClick={() => setMarked(index === marked ? -1 : index)}
                >
                  {t('bench.mark')}
                </Button>
              </div>
            )}
          </FindingPart>
        ))}
      </div>
    </div>
  )
}
