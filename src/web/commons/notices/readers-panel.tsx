// SPDX-License-Identifier: Apache-2.0
import { ReadersPanel as Panel } from '../../workspace/readers/readers-panel.tsx'
import type { FieldName, NoticeReader } from './readers.ts'
import { useNotices } from './words.ts'

interface ReadersPanelProps {
  when: 'before' | 'after'
  readers: readonly NoticeReader[]
  fields: readonly FieldName[]
}

/** Which organisation reads which field of a notice. */
export function ReadersPanel(props: ReadersPanelProps) {
  const { t } = useNotices()
  // Who reads it at another node is said as what it is.
  const readers = props.readers.map(({ node, ...line }) =>
    node === null ? line : { ...line, name: t('readers.officers', { organisation: line.name, node }) },
  )
  return (
    <Panel
      {...props}
      readers={readers}
      sayField={(field) => t(`field.${field}`)}
      sayWhy={(why) => t(`readers.${why}`)}
    />
  )
}
