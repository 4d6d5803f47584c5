// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react'
import type { ReaderLine } from '../../workspace/readers/readers.ts'
import { ReadersPanel } from '../../workspace/readers/readers-panel.tsx'
import type { Part } from './acting.ts'
import { useIncidents } from './words.ts'

interface ReadersProps {
  when: 'before' | 'after'
  readers: readonly ReaderLine<Part>[]
  parts: readonly Part[]
  children?: ReactNode
}

/** Which organisation reads which part of an incident. */
export function Readers({ when, readers, parts, children }: ReadersProps) {
  const { t } = useIncidents()
  return (
    <ReadersPanel
      {...{ when, readers }}
      fields={parts}
      sayField={(part) => t(`field.${part}`)}
      sayWhy={(why) => t(`readers.${why}`)}
    >
      {children}
    </ReadersPanel>
  )
}
