// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import { AudiencePanel } from '../../kit/audience/audience.tsx'
import type { FieldName, NoticeReader } from './readers.ts'
import { useNotices } from './words.ts'

interface ReadersPanelProps {
  when: 'before' | 'after'
  readers: readonly NoticeReader[]
  fields: readonly FieldName[]
  children?: ReactNode
}

/** Which organisation reads which field. */
export function ReadersPanel({ when, readers, fields, children }: ReadersPanelProps) {
  const { t } = useNotices()
  const say = (field: FieldName) => t(`field.${field}`)
  return (
    <AudiencePanel
      when={when}
      fields={fields.map(say)}
      readers={readers.map(({ organisation, name, kind, why, sees }) => ({
        id: organisation,
        name,
        kind,
        because: t(`readers.${why}`),
        sees: sees.map(say),
      }))}
    >
      {children}
    </AudiencePanel>
  )
}
