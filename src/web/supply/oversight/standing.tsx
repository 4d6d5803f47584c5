// SPDX-License-Identifier: Apache-2.0
import type { Standing } from '#supply/oversight/contract.ts'
import { Tag, type Tone } from '../../kit/tag/tag.tsx'
import { useOversight } from './words.ts'

const TONES: Record<Standing, Tone> = {
  ...{ applied: 'plain', proposed: 'watch', granted: 'sure', suspended: 'watch', refused: 'plain' },
  ...{ revoked: 'listed', expired: 'unsure' },
}

export function StandingTag({ standing }: { standing: Standing }) {
  const { t } = useOversight()
  return <Tag tone={TONES[standing]}>{t(`standing.${standing}`)}</Tag>
}
