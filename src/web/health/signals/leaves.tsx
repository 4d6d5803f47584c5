// SPDX-License-Identifier: Apache-2.0
import type { Leaves } from '#health/signals/contract.ts'
import { Facts } from '../../kit/layout/layout.tsx'
import { Panel } from '../../kit/panel/panel.tsx'
import { useSignals } from './words.ts'

interface LeavesProps {
  leaves: Leaves | null
  /** Name of the region. */
  region: string
  when: 'before' | 'after'
}

/** All that anybody outside of the organisation is told, field by field; or that nobody is. */
export function LeavesPanel({ leaves, region, when }: LeavesProps) {
  const { t, many } = useSignals()
  return (
    <Panel title={t(`leaves.${when}`)}>
      {leaves === null ? (
        <p>{t('leaves.nothing')}</p>
      ) : (
        <>
          <p className="quiet">{t('leaves.help')}</p>
          <Facts
            facts={[
              [t('field.source'), t(`source.${leaves.sourceKind}`)],
              [t('field.told'), <bdi key="name">{leaves.substance.name}</bdi>],
              [t('field.severity'), t(`severity.${leaves.severity}`)],
              [t('field.region'), region],
              [t('field.week'), leaves.week],
              [t('field.people'), many(leaves.count)],
            ]}
          />
        </>
      )}
    </Panel>
  )
}
