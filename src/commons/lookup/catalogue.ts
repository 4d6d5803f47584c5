// SPDX-License-Identifier: Apache-2.0
/** Substances as one browses them: found by part of a name, by number or by key. */

import { controlsInForce, type MatchOptions, type ReferenceData, type Substance } from '#matching/index.ts'
import type { SubstancePage, SubstanceQuery, SubstanceSummary } from './contract.ts'

const PAGE = 50

/** Lower case without accents or marks, so that `methylamphetamine` is found by `Méthylamphétamine`. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

export interface Catalogue {
  page(query: SubstanceQuery): SubstancePage
  get(id: string): Substance | undefined
  summary(substance: Substance, options?: MatchOptions): SubstanceSummary
}

export const createCatalogue = (data: ReferenceData): Catalogue => {
  const byId = new Map(data.substances.map((substance) => [substance.id, substance]))
  const words = new Map<string, string[]>()
  for (const { id, name, cas, inchikey } of data.substances)
    words.set(id, [name.en, name.fr, cas, inchikey, id].map(fold))
  for (const { id, name } of data.names) words.get(id)?.push(fold(name))
  for (const { id, cas } of data.salts) words.get(id)?.push(cas)
  const sorted = [...data.substances].sort((a, b) => a.name.en.localeCompare(b.name.en, 'en'))

  /** 0 exact, 1 a name begins so, 2 a name has it inside, -1 not found. */
  const rank = (id: string, query: string): number => {
    const own = words.get(id) ?? []
    if (own.includes(query)) return 0
    if (own.some((word) => word.startsWith(query))) return 1
    return own.some((word) => word.includes(query)) ? 2 : -1
  }
  const summary = ({ id, kind, name, group, cas }: Substance, options?: MatchOptions) => ({
    ...{ id, kind, name, group, cas },
    controls: controlsInForce(data.controls[id] ?? [], options),
  })
  return {
    get: (id) => byId.get(id),
    summary,
    page: ({ query = '', kind, instrument, page = 1, ...options }) => {
      const wanted = fold(query)
      const governed = (id: string) =>
        controlsInForce(data.controls[id] ?? [], options).some((control) => control.instrument === instrument)
      const found = sorted
        .filter((substance) => kind === undefined || substance.kind === kind)
        .filter((substance) => instrument === undefined || governed(substance.id))
        .map((substance) => ({ substance, rank: wanted === '' ? 0 : rank(substance.id, wanted) }))
        .filter((hit) => hit.rank >= 0)
        .sort((a, b) => a.rank - b.rank)
      const pages = Math.max(1, Math.ceil(found.length / PAGE))
      const at = Math.min(Math.max(1, page), pages)
      const items = found.slice((at - 1) * PAGE, at * PAGE).map((hit) => summary(hit.substance, options))
      return { items, total: found.length, page: at, pages, reference: data.version }
    },
  }
}
