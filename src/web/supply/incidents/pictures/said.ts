// SPDX-License-Identifier: Apache-2.0
/** What pictures of incidents are made of, in words: for a page and for a file that is saved alike. */
import type { Incident } from '#supply/incidents/contract.ts'
import type { LinkLine } from '../links/lines.ts'
import type { IncidentsKey } from '../words.ts'
import { chartOf } from './chart.ts'
import type { Timed } from './timeline.ts'

type Say = (key: IncidentsKey, values?: Record<string, string | number>) => string

export const timedOf = ({ id, title, occurred, reported, released, ended }: Incident): Timed => ({
  ...{ id, title, occurred, reported, released, ended: ended?.at ?? null },
})

/** The chart of an incident's links, as somebody reads it. */
export const saidChart = (
  t: Say,
  own: { id: string; title: string; kind: Incident['kind'] },
  links: readonly LinkLine[],
) =>
  chartOf(links, {
    own: { id: own.id, title: own.title || t('recalledName'), under: t(`kind.${own.kind}`) },
    kind: (kind) => t(`links.kind.${kind}`),
    under: ({ kind }) => t(`kind.${kind}`),
    untitled: t('recalledName'),
  })
