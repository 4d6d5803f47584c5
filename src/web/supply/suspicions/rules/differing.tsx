// SPDX-License-Identifier: Apache-2.0
/** In what two editions differ, side by side. */
import { Table } from '../../../kit/table/table.tsx'
import { useSuspicions } from '../words.ts'
import type { Difference } from './said.ts'

export function Differing({ differs, titles }: { differs: readonly Difference[]; titles: readonly [string, string] }) {
  const { t } = useSuspicions()
  if (differs.length === 0) return <p>{t('rules.same')}</p>
  return (
    <Table
      caption={t('rules.differs')}
      captionHidden
      rows={differs}
      keyOf={({ id, what }) => `${id} ${what}`}
      columns={[
        {
          title: t('rules.flag'),
          head: true,
          cell: ({ id, text }) => (
            <>
              {text} <bdi className="quiet">{id}</bdi>
            </>
          ),
        },
        { title: t('rules.what'), cell: ({ what }) => what },
        { title: titles[0], cell: ({ before }) => <bdi>{before}</bdi> },
        { title: titles[1], cell: ({ after }) => <bdi>{after}</bdi> },
      ]}
    />
  )
}
