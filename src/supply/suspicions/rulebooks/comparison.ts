// SPDX-License-Identifier: Apache-2.0
/**
 * The same past through two sets of red flags: how many somebody would look at, which of the known cases would be found or
 * lost, and what would be looked at for nothing. What was held, asked and decided stays as it was: nobody is told anything.
 */

import { isTooMany } from '../rules/breaker.ts'
import type { RuleSet } from '../rules/compile.ts'
import { type Judgement, judge } from '../rules/judge.ts'
import type { FactsOf } from '../rules/vocabulary.ts'

/**
 * What became of it: decided against or found to be something, or let go. Whether it was reported stands apart, and changes
 * neither: else who may not know of reports could count them by what is missing.
 */
export interface Judged {
  alert: string
  verdict: 'case' | 'cleared' | null
  isReported: boolean
}

export interface Beside {
  all: number
  now: number
  would: number
}
export interface Changed {
  /** The firm's own number. */
  ref: string
  at: string
  /** Id of its alert; null: nobody ever looked. */
  alert: string | null
}

export interface Comparison {
  /** First and last moment of what was asked. */
  since: string
  until: string
  /** Orders, parcels or listings; payments are counted by account. */
  events: number
  now: { alerts: number; holds: number }
  would: { alerts: number; holds: number }
  cases: Beside
  reported: Beside
  cleared: Beside
  /** In how many alerts each takes part, and on how many days it would hold too much and be set aside by its cap. */
  flags: { flag: string; now: number; would: number; trips: number }[]
  /** Newly looked at, and no longer: newest first, and how many more there are. */
  more: { shown: Changed[]; besides: number }
  fewer: { shown: Changed[]; besides: number }
}

/** Of what changes that are named one by one. */
const MOST_SHOWN = 20

const RANK = { pass: 0, alert: 1, hold: 2 } as const

interface Entry {
  at: string
  now: number
  would: number
  flagsNow: Set<string>
  flagsWould: Set<string>
}

export const openComparing = (now: RuleSet, would: RuleSet, since: string) => {
  const keys = new Set<string>()
  const found = new Map<string, Entry>()
  const days = new Map<string, { events: number; holds: Map<string, Set<string>> }>()
  let until = since

  const count = (key: string, day: string, judged: Judgement) => {
    const of = days.get(day) ?? { events: 0, holds: new Map<string, Set<string>>() }
    days.set(day, of)
    of.events++
    if (judged.outcome !== 'hold') return
    for (const { flag } of judged.reasons) of.holds.set(flag, (of.holds.get(flag) ?? new Set()).add(key))
  }

  return {
    /** `key`: what somebody would look at. Null facts: what is judged by nothing. */
    add: (key: string, at: string, factsOf: () => FactsOf | null) => {
      if (at <= since) return
      if (at > until) until = at
      keys.add(key)
      const facts = factsOf()
      if (facts === null) return
      const day = at.slice(0, 10)
      const [a, b] = [judge(now, facts, day), judge(would, facts, day)]
      count(key, day, b)
      if (a.outcome === 'pass' && b.outcome === 'pass') return
      const entry = found.get(key) ?? { at, now: 0, would: 0, flagsNow: new Set(), flagsWould: new Set() }
      found.set(key, entry)
      entry.at = at
      entry.now = Math.max(entry.now, RANK[a.outcome])
      entry.would = Math.max(entry.would, RANK[b.outcome])
      if (a.outcome !== 'pass') for (const { flag } of a.reasons) entry.flagsNow.add(flag)
      if (b.outcome !== 'pass') for (const { flag } of b.reasons) entry.flagsWould.add(flag)
    },

    /** `known`: what became of what was looked at, by key. */
    result: (known: ReadonlyMap<string, Judged>): Comparison => {
      const all = [...found]
      const side = (of: 'now' | 'would') => ({
        alerts: all.filter(([, entry]) => entry[of] > 0).length,
        holds: all.filter(([, entry]) => entry[of] > 1).length,
      })
      const beside = (is: (each: Judged) => boolean): Beside => {
        const theirs = [...known].filter(([key, each]) => is(each) && keys.has(key))
        const of = (when: 'now' | 'would') => theirs.filter(([key]) => (found.get(key)?.[when] ?? 0) > 0).length
        return { all: theirs.length, now: of('now'), would: of('would') }
      }
      const changed = (which: (entry: Entry) => boolean) => {
        const these = all.filter(([, entry]) => which(entry)).sort(([, a], [, b]) => (a.at < b.at ? 1 : -1))
        const shown = these.slice(0, MOST_SHOWN)
        return {
          shown: shown.map(([ref, { at }]) => ({ ref, at, alert: known.get(ref)?.alert ?? null })),
          besides: these.length - shown.length,
        }
      }
      const flags = new Set(all.flatMap(([, { flagsNow, flagsWould }]) => [...flagsNow, ...flagsWould]))
      return {
        ...{ since, until, events: keys.size, now: side('now'), would: side('would') },
        cases: beside(({ verdict }) => verdict === 'case'),
        cleared: beside(({ verdict }) => verdict === 'cleared'),
        reported: beside(({ isReported }) => isReported),
        flags: [...flags].sort().map((flag) => ({
          flag,
          now: all.filter(([, { flagsNow }]) => flagsNow.has(flag)).length,
          would: all.filter(([, { flagsWould }]) => flagsWould.has(flag)).length,
          trips: [...days.values()].filter(({ events, holds }) => isTooMany(holds.get(flag)?.size ?? 0, events)).length,
        })),
        more: changed((entry) => entry.now === 0 && entry.would > 0),
        fewer: changed((entry) => entry.now > 0 && entry.would === 0),
      }
    },
  }
}
