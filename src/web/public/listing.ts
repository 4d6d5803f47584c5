// SPDX-License-Identifier: Apache-2.0
/** The list of substances, narrowed to a kind or to one instrument's controls in force. */
import type { LookupDesk, SubstancePage, SubstanceSummary } from '#commons/lookup/contract.ts'

export const instruments = ['1961', '1971', '1988'] as const

export interface Narrowing {
  kind: 'listed' | 'watch' | ''
  /** One of `instruments`, or empty for any. */
  instrument: string
}

const fits = ({ kind, controls }: SubstanceSummary, wanted: Narrowing): boolean =>
  (wanted.kind === '' || kind === wanted.kind) &&
  (wanted.instrument === '' || controls.some(({ instrument }) => instrument === wanted.instrument))

/** As many to a page as the desk itself gives. */
const PAGE = 50

export function listSubstances(
  lookup: Pick<LookupDesk, 'substances'>,
  query: string,
  page: number,
  wanted: Narrowing,
): SubstancePage {
  if (wanted.kind === '' && wanted.instrument === '') return lookup.substances({ query, page })
  const first = lookup.substances({ query })
  const rest = Array.from(
    { length: first.pages - 1 },
    (_, index) => lookup.substances({ query, page: index + 2 }).items,
  )
  const all = [first.items, ...rest].flat().filter((item) => fits(item, wanted))
  const pages = Math.max(1, Math.ceil(all.length / PAGE))
  const at = Math.min(page, pages)
  const items = all.slice((at - 1) * PAGE, at * PAGE)
  return { items, total: all.length, page: at, pages, reference: first.reference }
}
