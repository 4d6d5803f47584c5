// SPDX-License-Identifier: Apache-2.0
/** What the lines of an order are: under control on that day, watched, equipment, or nothing that is known. */
import type { TextMatcher } from '#matching/index.ts'
import { type Item, kilogramsOf } from './order.ts'

/** Of what a rule can ask, sharpest first. */
export const GOODS = ['table-1', 'table-2', 'drug', 'watched', 'masked', 'tableting', 'apparatus'] as const
export type Goods = (typeof GOODS)[number]

export interface KnownGood {
  /** Place among the items. */
  item: number
  /** Id in the reference data. */
  id: string
  name: string
  goods: Goods
  /** Kilograms or litres; undefined where none are said. */
  kilograms: number | undefined
  /** Control by which it is that, such as `1988 Table I`; empty where none is. */
  control: string
  /** Whether the source of this control was read. */
  isChecked: boolean
  certainty: number
}

export interface GoodsPlan {
  matcher: TextMatcher
  /** Category of a piece of equipment, by id. */
  categoryOf(id: string): string | undefined
  /** ISO 3166-1 of whose law counts besides the conventions: exporter, transit, importer. */
  jurisdictions: readonly string[]
}

/** Under this a finding is a guess: it starts nothing. */
const SURE = 0.8

const TABLETING = new Set(['tableting', 'tooling', 'encapsulating'])
const EVERYDAY = new Set(['consumable', 'packaging'])

const goodsOf = (kind: string, controls: readonly { instrument: string; schedule: string }[]): Goods | undefined => {
  const of = (instrument: string) => controls.filter((each) => each.instrument === instrument)
  const tables = of('1988').map(({ schedule }) => schedule)
  if (tables.includes('Table I')) return 'table-1'
  if (tables.includes('Table II')) return 'table-2'
  if (of('1961').length > 0 || of('1971').length > 0) return 'drug'
  if (kind === 'class') return 'masked'
  return kind === 'watch' || controls.length > 0 ? 'watched' : undefined
}

/**
 * What is known of each line on a day, `YYYY-MM-DD`: control is asked for that day and those countries, since what was free
 * when it was ordered may be controlled now. What is found only uncertainly is left out.
 */
export const recogniseGoods = (items: readonly Item[], day: string, plan: GoodsPlan): KnownGood[] =>
  items.flatMap((item, index) => {
    const text = item.cas ? `${item.text}, CAS ${item.cas}` : item.text
    const { findings } = plan.matcher.match(text, {
      ...{ on: day, amounts: false },
      jurisdictions: ['INT', ...plan.jurisdictions],
    })
    const found = new Map<string, KnownGood>()
    for (const { id, kind, name, controls, certainty } of findings) {
      if (certainty < SURE || found.has(id)) continue
      const category = kind === 'equipment' ? plan.categoryOf(id) : undefined
      const equipment = category === undefined || EVERYDAY.has(category) ? undefined : 'apparatus'
      const goods = category && TABLETING.has(category) ? 'tableting' : (equipment ?? goodsOf(kind, controls))
      if (!goods) continue
      const [control] = controls
      found.set(id, {
        ...{ item: index, id, name, goods, certainty, kilograms: kilogramsOf(item) },
        control: control ? `${control.jurisdiction} ${control.instrument} ${control.schedule}` : '',
        isChecked: control?.checked ?? false,
      })
    }
    return [...found.values()]
  })
