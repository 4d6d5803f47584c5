// SPDX-License-Identifier: Apache-2.0
import type { Marking } from '#platform/access/index.ts'
import { Facts } from '../../kit/layout/layout.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useWork } from '../words.tsx'

export type { Marking }

/** Traffic Light Protocol 2.0 (FIRST), from the widest to the narrowest. */
export const markings = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const satisfies readonly Marking[]

/** Those that somebody of this clearance can read, and so can look after. */
export const markingsUpTo = (clearance: Marking): readonly Marking[] =>
  markings.slice(0, markings.indexOf(clearance) + 1)

/** As the protocol writes it. */
export const labelOf = (marking: Marking): string => `TLP:${marking.toUpperCase()}`

export const MarkingTag = ({ marking }: { marking: Marking }) => <Tag tone="plain">{labelOf(marking)}</Tag>

const keys = { clear: 'clear', green: 'green', amber: 'amber', 'amber+strict': 'strict', red: 'red' } as const

/** What each marking asks of its readers, on demand. */
export function MarkingsExplained() {
  const { t } = useWork()
  return (
    <details className="panel">
      <summary>{t('marking.explain')}</summary>
      <div className="panel-body">
        <Facts facts={markings.map((marking) => [labelOf(marking), t(`marking.${keys[marking]}`)] as const)} />
      </div>
    </details>
  )
}
