// SPDX-License-Identifier: Apache-2.0
/**
 * Scores of a service: met 1, partly 0.5, not met 0, what does not apply is left out; a domain’s score is the mean by weight.
 * What has no answer counts as not met and is told apart. A critical criterion that is not met caps the whole. Pure.
 */
import type { QualityCriterion } from '#reference/index.ts'
import type { Answer, Rating, Reply, Result, Shown } from './contract.ts'

export type Answers = Readonly<Record<string, Answer>>
export type Ratings = Readonly<Record<string, Rating>>

const WORTH: Readonly<Record<Exclude<Reply, 'not-applicable'>, number>> = { met: 1, partly: 0.5, not: 0 }

type Asked = Pick<QualityCriterion, 'id' | 'domain' | 'weight' | 'isCritical'>
const round = (share: number) => Math.round(share * 1000) / 1000

const meanOf = (criteria: readonly Asked[], replyTo: (each: Asked) => Reply | undefined): number | null => {
  const weight = criteria.reduce((sum, each) => sum + each.weight, 0)
  const worth = criteria.reduce((sum, each) => {
    const reply = replyTo(each)
    return sum + (reply === undefined || reply === 'not-applicable' ? 0 : WORTH[reply] * each.weight)
  }, 0)
  return weight === 0 ? null : round(worth / weight)
}

/** `criteria`: those that apply to the setting. `isDirect`: whether an answer was checked by interview or unannounced. */
export const resultOf = (criteria: readonly Asked[], answers: Answers, isDirect?: (id: string) => boolean): Result => {
  const replyTo = ({ id }: Asked) => answers[id]?.reply
  const asked = criteria.filter((each) => replyTo(each) !== 'not-applicable')
  const critical = asked.filter(({ isCritical }) => isCritical)
  const ids = (reply: readonly (Reply | undefined)[]) =>
    critical.filter((each) => reply.includes(replyTo(each))).map(({ id }) => id)
  const notMet = ids(['not', undefined])
  return {
    domains: [...Map.groupBy(criteria, ({ domain }) => domain)].map(([domain, all]) => {
      const own = all.filter((each) => asked.includes(each))
      return { domain, asked: own.length, score: meanOf(own, replyTo) }
    }),
    score: meanOf(asked, replyTo),
    critical: { asked: critical.length, met: ids(['met']).length },
    ...{ notMet, partly: ids(['partly']), isCapped: notMet.length > 0 },
    unknown: asked.filter((each) => replyTo(each) === undefined).length,
    shown: null,
    direct: isDirect && asked.length > 0 ? round(asked.filter(({ id }) => isDirect(id)).length / asked.length) : null,
  }
}

/** A service points to what shows an answer in words, or puts a file beside it: “met” with neither is a bare word. `files`: ids of criteria with one. */
export const shownOf = (
  criteria: readonly Pick<Asked, 'id' | 'isCritical'>[],
  answers: Answers,
  files: readonly string[],
): Shown => {
  const met = criteria.filter(({ id }) => answers[id]?.reply === 'met')
  const bare = met.filter(({ id }) => answers[id]?.note === '' && !files.includes(id))
  return {
    met: met.length,
    bare: bare.map(({ id }) => id),
    critical: bare.filter(({ isCritical }) => isCritical).length,
  }
}

/** Ids of the criteria without an answer, or that are said not to apply without a reason. */
export const missingOf = (criteria: readonly Pick<Asked, 'id'>[], answers: Answers): string[] =>
  criteria
    .filter(({ id }) => {
      const given = answers[id]
      return given === undefined || (given.reply === 'not-applicable' && given.note === '')
    })
    .map(({ id }) => id)
