// SPDX-License-Identifier: Apache-2.0
/** How far two appraisers agree, and what is left for them to agree on. Pure. */
import { type Agreement, type Answer, REPLIES, type Reply } from './contract.ts'
import type { Answers, Ratings } from './scoring.ts'

/**
 * Cohen’s kappa of two lists of categories of the same length (Cohen 1960): (observed − expected) / (1 − expected). 1 where
 * they always agree, 0 where as often as by chance, less below. Null where there is nothing, or where both used one category
 * alone, since chance would then explain everything.
 */
export const kappaOf = <C>(pairs: readonly (readonly [C, C])[]): number | null => {
  const total = pairs.length
  if (total === 0) return null
  const count = (side: 0 | 1, category: C) => pairs.filter((pair) => pair[side] === category).length
  const categories = [...new Set(pairs.flat())]
  const observed = pairs.filter(([a, b]) => a === b).length / total
  const expected = categories.reduce((sum, each) => sum + (count(0, each) * count(1, each)) / (total * total), 0)
  // A little under chance is rounded to −0 otherwise, which is not the 0 that it is shown as.
  return expected >= 1 ? null : Math.round(((observed - expected) / (1 - expected)) * 1000) / 1000 + 0
}

/**
 * Gwet’s AC1 (Gwet 2008, British Journal of Mathematical and Statistical Psychology 61, 29–48; from memory): as kappa, with
 * chance taken as Σ π(1 − π) / (q − 1) over all `categories` that might have been chosen, π the mean share of one on both sides.
 */
export const ac1Of = <C>(pairs: readonly (readonly [C, C])[], categories: readonly C[]): number | null => {
  const total = pairs.length
  if (total === 0) return null
  const observed = pairs.filter(([a, b]) => a === b).length / total
  const all = pairs.flat()
  const shares = categories.map((category) => all.filter((each) => each === category).length / all.length)
  const expected = shares.reduce((sum, share) => sum + share * (1 - share), 0) / (categories.length - 1)
  return Math.round(((observed - expected) / (1 - expected)) * 1000) / 1000 + 0
}

/** What was answered most: where nearly all answers are one, kappa says little. */
const mostOf = (replies: readonly Reply[]): Agreement['most'] => {
  const counted = REPLIES.map((reply) => ({ reply, answers: replies.filter((each) => each === reply).length }))
  return replies.length === 0 ? null : counted.reduce((most, each) => (each.answers > most.answers ? each : most))
}

const bothRated = (ids: readonly string[], a: Answers, b: Answers) =>
  ids.flatMap((id) => {
    const [first, second] = [a[id]?.reply, b[id]?.reply]
    return first && second ? [{ id, pair: [first, second] as const }] : []
  })

export const agreementOf = (ids: readonly string[], a: Answers, b: Answers): Agreement => {
  const rated = bothRated(ids, a, b)
  const pairs = rated.map(({ pair }) => pair)
  return {
    rated: rated.length,
    same: rated.filter(({ pair }) => pair[0] === pair[1]).length,
    ...{ kappa: kappaOf(pairs), ac1: ac1Of(pairs, REPLIES), most: mostOf(pairs.flat()) },
  }
}

/** Ids on which they differ, in the order given. */
export const differing = (ids: readonly string[], a: Answers, b: Answers): string[] =>
  bothRated(ids, a, b).flatMap(({ id, pair }) => (pair[0] === pair[1] ? [] : [id]))

export interface Settled extends Answer {
  /** Accounts of those who said so. */
  by: string[]
}
export type Consensus = Readonly<Record<string, Settled>>

/** What this appraiser says on one criterion: the same as the other settles it, anything else begins anew. */
export const settle = (known: Settled | undefined, answer: Answer, account: string): Settled =>
  known?.reply === answer.reply
    ? { ...known, note: answer.note === '' ? known.note : answer.note, by: [...new Set([...known.by, account])] }
    : { ...answer, by: [account] }

/** The answers of both as one: where they agreed the first’s, else what they settled on; undefined while something is open. */
export const commonOf = (ids: readonly string[], a: Ratings, b: Ratings, consensus: Consensus): Answers | undefined => {
  const open = differing(ids, a, b)
  if (open.some((id) => (consensus[id]?.by.length ?? 0) < 2)) return undefined
  const known = REPLIES as readonly string[]
  return Object.fromEntries(
    ids.flatMap((id) => {
      const answer = open.includes(id) ? consensus[id] : a[id]
      return answer && known.includes(answer.reply) ? [[id, { reply: answer.reply, note: answer.note }] as const] : []
    }),
  )
}

const DIRECT = ['interview', 'unannounced']

/** Whether one of both checked it by talking with people or coming unannounced. */
export const isDirect = (id: string, a: Ratings, b: Ratings): boolean =>
  [a[id], b[id]].some((each) => each !== undefined && DIRECT.includes(each.way))
