// SPDX-License-Identifier: Apache-2.0
import type { GroupState, MeasureState } from '#supply/groups/contract.ts'
import { Tag, type Tone } from '../../kit/tag/tag.tsx'
import { useGroups } from './words.ts'

const states: Record<GroupState, Tone> = { planned: 'unsure', running: 'sure', closed: 'plain' }

export function StateTag({ state }: { state: GroupState }) {
  const { t } = useGroups()
  return <Tag tone={states[state]}>{t(`state.${state}`)}</Tag>
}

const looks: Record<MeasureState, Tone> = {
  agreed: 'unsure',
  'under-way': 'class',
  done: 'sure',
  dropped: 'plain',
  handed: 'plain',
}

/** Where a measure stands, and whether its day is over. */
export function MeasureTag({ state, isLate }: { state: MeasureState; isLate: boolean }) {
  const { t } = useGroups()
  return (
    <>
      <Tag tone={looks[state]}>{t(`measure.is.${state}`)}</Tag> {isLate && <Tag tone="watch">{t('measure.late')}</Tag>}
    </>
  )
}
