// SPDX-License-Identifier: Apache-2.0
import type { SubstanceRecord } from '#commons/lookup/contract.ts'
import { Code } from '../kit/layout/code.tsx'
import { Facts, Section } from '../kit/layout/layout.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { useWords, type Words } from './words.tsx'

function controlsSure({ t, number }: Words, history: SubstanceRecord['history']): string {
  const checked = history.filter((control) => control.checked).length
  if (history.length === 0) return t('controlsSure.empty')
  if (checked === 0) return t('controlsSure.none')
  if (checked === history.length) return t('controlsSure.all')
  return t('controlsSure.some', { checked: number(checked), total: number(history.length) })
}

/** At a glance: how well the identity and the controls are supported, by which data, and who may see the page. */
export function Sources({ substance }: { substance: SubstanceRecord }) {
  const words = useWords()
  const { t } = words
  const { confidence, history, reference } = substance
  const sources = [...new Set(history.map(({ source }) => source))].filter(Boolean)
  return (
    <Section title={t('substance.sources')} id="sources">
      <Facts
        facts={[
          [
            t('confidence.label'),
            <span className="row" key="identity">
              <Tag tone={confidence === 'two-sources' ? 'sure' : 'unsure'}>{t(`confidence.short-${confidence}`)}</Tag>
              {t(`confidence.${confidence}`)}
            </span>,
          ],
          [t('controlsSure.label'), controlsSure(words, history)],
          ...(sources.length > 0 ? [[t('substance.sourceIds'), sources.join(', ')] as const] : []),
          [
            t('substance.referenceLabel'),
            <Code fixed key="reference">
              {reference}
            </Code>,
          ],
          [t('substance.who'), t('substance.whoText')],
        ]}
      />
    </Section>
  )
}
