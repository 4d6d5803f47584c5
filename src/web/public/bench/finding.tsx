// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import type { Amount, Finding } from '#matching/index.ts'
import { Code } from '../../kit/layout/code.tsx'
import { Unbroken } from '../../kit/layout/unbroken.tsx'
import { Meter } from '../../kit/tag/meter.tsx'
import { Checked, period, shortControl } from '../controls.tsx'
import { KindTag } from '../substance-parts.tsx'
import { useWords } from '../words.tsx'
import { grouped } from './grouped.ts'

function Controls({ finding: { controls } }: { finding: Finding }) {
  const words = useWords()
  if (controls.length === 0) return <span className="quiet">{words.t('bench.noControls')}</span>
  return (
    <ul className="plain">
      {controls.map((control) => (
        <li key={`${control.jurisdiction} ${control.instrument} ${control.schedule} ${control.since}`}>
          {shortControl(words, control)}
          {words.t('frame.comma')}
          {period(words, control)} <Checked control={control} />
        </li>
      ))}
    </ul>
  )
}

/** How it was found, in a sentence. */
function Evidence({ finding: { by, as, relation, name } }: { finding: Finding }) {
  const { t } = useWords()
  const how = as === '' || as === name ? t('bench.evidenceNoAs', { by: t(`evidence.${by}`) }) : null
  return (
    <span className="quiet">
      {how ?? t('bench.evidence', { by: t(`evidence.${by}`), as })}
      {relation && relation !== 'same' && ` (${t(`related.${relation}`)})`}
    </span>
  )
}

function Certainty({ value }: { value: number }) {
  const { t, percent } = useWords()
  const label =
    value > 0.99 ? t('bench.certainOver', { percent: percent(0.99) }) : t('bench.certain', { percent: percent(value) })
  return <Meter value={value} label={label} />
}

const hasPage = ({ kind }: Finding) => kind === 'listed' || kind === 'watch'

interface FindingPartProps {
  /** What was found, once for each way in which it was found; the surest first. */
  findings: readonly [Finding, ...Finding[]]
  children?: ReactNode
}

/** What was found, why it is thought so, how sure that is, and who controls it. */
export function FindingPart({ findings, children }: FindingPartProps) {
  const { t, language } = useWords()
  const [finding] = findings
  const { name, certainty, kind, id } = finding
  return (
    <div className="finding">
      <div className="row">
        <KindTag kind={kind} />
        <strong lang="en">
          <bdi>
            <Unbroken>{name}</Unbroken>
          </bdi>
        </strong>
        <Certainty value={certainty} />
      </div>
      {findings.map((each) => (
        <Evidence key={`${each.by} ${each.as} ${each.span?.[0] ?? ''}`} finding={each} />
      ))}
      {kind !== 'equipment' && <Controls finding={finding} />}
      {hasPage(finding) && (
        <a href={`/${language}/substances/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
          {t('bench.page')}
          <span className="hidden">: {name}</span>
        </a>
      )}
      {children}
    </div>
  )
}

export const FindingList = ({ findings }: { findings: readonly Finding[] }) => (
  <>
    {grouped(findings).map((same) => (
      <FindingPart key={`${same[0].kind} ${same[0].id}`} findings={same} />
    ))}
  </>
)

export function AmountList({ amounts }: { amounts: readonly Amount[] }) {
  const { t } = useWords()
  if (amounts.length === 0) return null
  const read = amounts.map(({ text, value, unit }) =>
    value === null ? text : `${value} ${unit === '1' ? '' : unit.replace('m3', 'm³')}`,
  )
  return (
    <div className="quiet">
      {t('bench.amounts')}: <Code>{read.map((each) => each.trim()).join('; ')}</Code>
    </div>
  )
}
