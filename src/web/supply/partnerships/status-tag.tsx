// SPDX-License-Identifier: Apache-2.0
import type { Status } from '#supply/partnerships/contract.ts'
import { Tag, type Tone } from '../../kit/tag/tag.tsx'
import { usePartnerships } from './words.ts'

const looks: Record<Status, Tone> = {
  draft: 'plain',
  offered: 'unsure',
  coming: 'class',
  'in-force': 'sure',
  expired: 'unsure',
  suspended: 'watch',
  ended: 'plain',
}

export function StatusTag({ status }: { status: Status }) {
  const { t } = usePartnerships()
  return <Tag tone={looks[status]}>{t(`status.${status}`)}</Tag>
}
