// SPDX-License-Identifier: Apache-2.0
import { ASPECTS } from '#supply/warnings/contract.ts'
import { Panel } from '../../kit/panel/panel.tsx'
import { Table } from '../../kit/table/table.tsx'
import type { SubstanceData } from './substance.tsx'
import { useWarnings } from './words.ts'

/** What is known of its danger, each part with how sure the evidence is. */
export function Assessed({ record: { assessment } }: Pick<SubstanceData, 'record'>) {
  const { t } = useWarnings()
  if (!assessment) return null
  const rows = ASPECTS.flatMap((aspect) => {
    const part = assessment[aspect]
    return part ? [{ aspect, ...part }] : []
  })
  type Row = (typeof rows)[number]
  return (
    <Panel title={t('assess.title')}>
      <Table
        caption={t('assess.title')}
        captionHidden
        columns={[
          { title: t('assess.aspect'), head: true, cell: ({ aspect }: Row) => t(`aspect.${aspect}`) },
          { title: t('assess.grade'), cell: ({ grade }: Row) => t(`grade.${grade}`) },
          { title: t('assess.text'), cell: ({ text }: Row) => <bdi>{text}</bdi> },
        ]}
        rows={rows}
        keyOf={({ aspect }) => aspect}
      />
    </Panel>
  )
}
