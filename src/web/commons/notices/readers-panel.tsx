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
  return <Panel {...props} sayField={(field) => t(`field.${field}`)} sayWhy={(why) => t(`readers.${why}`)} />
}
