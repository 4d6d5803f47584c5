// SPDX-License-Identifier: Apache-2.0
import type { AlertStatus } from '#supply/suspicions/contract.ts'
import { Tag, type Tone } from '../../kit/tag/tag.tsx'
import { useSuspicions } from './words.ts'

const TONES: Record<AlertStatus, Tone> = {
  ...{ open: 'watch', held: 'unsure', refusing: 'watch', released: 'sure', reduced: 'plain', refused: 'listed' },
  ...{ labelled: 'plain', stopped: 'listed', appealed: 'watch' },
}

export function StatusTag({ status }: { status: AlertStatus }) {
  const { t } = useSuspicions()
  return <Tag tone={TONES[status]}>{t(`status.${status}`)}</Tag>
}
