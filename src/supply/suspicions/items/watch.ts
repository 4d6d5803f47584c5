// SPDX-License-Identifier: Apache-2.0
/** Items of one carrier or marketplace through all red flags of their leg, in the order of time. */
import { type GoodsPlan, type KnownGood, recogniseGoods } from '../orders/goods.ts'
import { isOwnAmount, type OwnUse } from '../orders/own-use.ts'
import type { RuleSet } from '../rules/compile.ts'
import { type Judgement, judge, PASSED } from '../rules/judge.ts'
import type { FactsOf } from '../rules/vocabulary.ts'
import { type Item, type ItemKind, PAST_DAYS, type Past } from './item.ts'
import type { Naming } from './naming.ts'

export type ItemGoods = GoodsPlan & { ownUse?: OwnUse; naming: Naming }

export interface WatchedItem<T> extends Judgement {
  item: T
  found: KnownGood[]
}

export interface ItemWatch<T extends Item> {
  /** One that was here before, in the order of time. */
  know(past: Past<T>): void
  /** `capped`: red flags that hold nothing now. */
  watch(item: T, capped?: ReadonlySet<string>): WatchedItem<T>
}

const DAY_MS = 86_400_000
/** Of one key, the newest: an address of a block of flats has thousands. */
const MOST_PAST = 200

export interface ItemFactsSource<T extends Item> extends Pick<ItemWatch<T>, 'know'> {
  /** An item with what came before it, from then on remembered; no facts of what one person may have for themselves. */
  enter(item: T): { past: Past<T>; found: KnownGood[]; facts: FactsOf | null }
}

export const openItemFacts = <T extends Item>(kind: ItemKind<T>, goods: ItemGoods): ItemFactsSource<T> => {
  const byKey = new Map<string, Past<T>[]>()
  const remember = (past: Past<T>) => {
    for (const key of kind.keysOf(past.item)) {
      const all = byKey.get(key) ?? []
      all.push(past)
      if (all.length > MOST_PAST) all.shift()
      byKey.set(key, all)
    }
  }
  const foundIn = (item: T) => {
    const { text, grams } = kind.goodsIn(item)
    const given = { text, cas: '', count: 1, ...(grams && { quantity: { value: String(grams), unit: 'g' as const } }) }
    return text === '' ? [] : recogniseGoods([given], item.at.slice(0, 10), goods)
  }
  return {
    know: remember,
    enter: (item) => {
      const found = foundIn(item)
      const since = Date.parse(item.at) - PAST_DAYS * DAY_MS
      const past = [...new Set(kind.keysOf(item).flatMap((key) => byKey.get(key) ?? []))].filter(
        (each) => Date.parse(each.item.at) > since && each.item.ref !== item.ref,
      )
      const own: Past<T> = { item, isStopped: false, found }
      remember(own)
      // What one person may have for themselves is judged by nothing where it is sent; who offers it to others is looked at.
      if (kind.leg === 'parcel' && isOwnAmount(found, goods.ownUse)) return { past: own, found, facts: null }
      const { text } = kind.goodsIn(item)
      const ids = text === '' ? [] : goods.naming.idsIn(text)
      return { past: own, found, facts: kind.factsOf(item, past, { found, ids, ...goods.naming }) }
    },
  }
}

/** The same, judged. */
export const openItemWatch = <T extends Item>(kind: ItemKind<T>, rules: RuleSet, goods: ItemGoods): ItemWatch<T> => {
  const { know, enter } = openItemFacts(kind, goods)
  return {
    know,
    watch: (item, capped) => {
      const { found, facts } = enter(item)
      return { item, found, ...(facts ? judge(rules, facts, item.at.slice(0, 10), capped) : PASSED) }
    },
  }
}
