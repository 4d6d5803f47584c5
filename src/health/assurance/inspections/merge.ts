// SPDX-License-Identifier: Apache-2.0
/**
 * What devices and people wrote of the same visit, as one: pure. Each keeps its own latest answer; where they differ, or where one
 * answers an old edition of the form or comes from a device that was lost, a person decides. Nothing takes the place of anything else.
 */
import { createHash } from 'node:crypto'
import { canonical } from '#basis/canonical.ts'
import type { Entry, Merged } from './contract.ts'
import type { SheetAnswer } from './sheet.ts'

export interface Brought {
  device: string | null
  author: string
  number: number
  isOld: boolean
  isLate: boolean
  /** It came after its device was reported lost. */
  isRevoked: boolean
  answers: Readonly<Record<string, SheetAnswer>>
}

export interface Choice {
  criterion: string
  number: number
  chosen: string
  among: readonly string[]
}

/** What a device brings after it was lost stands beside what it brought before, and hides nothing of that. */
const streamOf = ({ device, author, isRevoked }: Pick<Brought, 'device' | 'author' | 'isRevoked'>) =>
  device ? `${device}${isRevoked ? ':lost' : ''}` : `page:${author}`

/** The same answer of the same device has the same key, however often it is brought. */
export const keyOf = (
  brought: Pick<Brought, 'device' | 'author' | 'isOld' | 'isRevoked'>,
  answer: SheetAnswer,
): string =>
  createHash('sha256')
    .update(
      canonical([streamOf(brought), brought.isOld, brought.isRevoked, answer.reply, answer.note, answer.photographs]),
    )
    .digest('hex')
    .slice(0, 32)

/** Of one device the latest; two of the same number are two copies of one device, and both stand. */
const latest = (all: readonly Brought[]): Brought[] =>
  [...Map.groupBy(all, streamOf).values()].flatMap((own) => {
    const last = Math.max(...own.map(({ number }) => number))
    return own.filter(({ number }) => number === last)
  })

const entriesOf = (criterion: string, all: readonly Brought[]): Entry[] => {
  const entries = latest(all.filter(({ answers }) => answers[criterion] !== undefined)).flatMap((brought) => {
    const answer = brought.answers[criterion]
    const { device, author, isOld, isLate, isRevoked } = brought
    return answer ? [{ key: keyOf(brought, answer), device, author, isOld, isLate, isRevoked, ...answer }] : []
  })
  // Of the same answer the one that came in time and was written first.
  const rank = ({ isLate, at, author }: Entry) => `${isLate ? 1 : 0} ${at} ${author}`
  const last = [...entries].sort((a, b) => (rank(a) < rank(b) ? 1 : -1))
  return [...new Map(last.map((entry) => [entry.key, entry])).values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && [...a].sort().join() === [...b].sort().join()

/** By criterion, of all that somebody answered; what came after the visit was finished is shown and counts no more. */
export const mergeOf = (all: readonly Brought[], choices: readonly Choice[]): Merged[] => {
  const criteria = [...new Set(all.flatMap(({ answers }) => Object.keys(answers)))].sort()
  return criteria.map((criterion) => {
    const [entries, counted] = [
      entriesOf(criterion, all),
      entriesOf(
        criterion,
        all.filter(({ isLate }) => !isLate),
      ),
    ]
    const shown = [...new Map([...entries, ...counted].map((each) => [each.key, each])).values()]
    const keys = counted.map(({ key }) => key)
    const choice = choices
      .filter((each) => each.criterion === criterion)
      .sort((a, b) => b.number - a.number)
      .find(({ among, chosen }) => same(among, keys) && keys.includes(chosen))
    const [first] = counted
    const isSure = (each: Entry) => !each.isOld && !each.isRevoked
    const agreed = first && counted.every((each) => each.reply === first.reply && isSure(each)) ? first.key : null
    const counts = choice?.chosen ?? agreed
    return { criterion, entries: shown, counts, isOpen: counted.length > 0 && counts === null }
  })
}

/** What counts, by criterion. */
export const countedOf = (merged: readonly Merged[]): Record<string, Entry> =>
  Object.fromEntries(
    merged.flatMap(({ criterion, entries, counts }) => {
      const entry = entries.find(({ key }) => key === counts)
      return entry ? [[criterion, entry] as const] : []
    }),
  )
