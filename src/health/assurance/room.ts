// SPDX-License-Identifier: Apache-2.0
/** What every part of the desk needs: who asks, one transaction, and the criteria. */
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import { type Actor, type Seat, seat } from '#platform/access/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import { loadQualityCriteria, type QualityCriteria, type QualityCriterion, withAdditions } from '#reference/index.ts'
import { keyOfCase, may, type Verb } from './access.ts'
import type { AssuranceRefusal, ServiceFound } from './contract.ts'
import type { AssuranceTables, CaseRow, Trx } from './store.ts'

export interface AssurancePlan {
  db: Kysely<AssuranceTables>
  actor: Actor
  /** Organisations and their kinds. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** The directory: services by words of their name, and one by its id; `runner`: who runs it, where an authority said so. */
  directory: {
    find(words: string): Promise<ServiceFound[]>
    open(id: string): Promise<(ServiceFound & { runner?: string | undefined }) | undefined>
  }
  /** Of the compartment; no files where absent. */
  attachments?: Attachments
  now?(): Date
}

export type Answer<T> = Promise<Outcome<T, AssuranceRefusal>>

export interface Room extends AssurancePlan {
  now(): Date
  today(): string
  /** One transaction in which the actor sits, where it may do this at all. */
  inside<T>(verb: Verb, work: (trx: Trx) => Answer<T>, asked?: { key: string; what: unknown }): Answer<T>
}

export const absent = () => refuse('not-found', 'There is nothing here.')
export const notNow = (why: string) => refuse('not-now', why)
export const changedSince = () => refuse('changed', 'It was changed since it was read.', 'version')
export const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
export const askedWith = (key: string | undefined, what: unknown) => (key === undefined ? undefined : { key, what })

export const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, AssuranceRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

export const openRoom = (plan: AssurancePlan): Room => {
  const now = plan.now ?? (() => new Date())
  return {
    ...plan,
    now,
    today: () => now().toISOString().slice(0, 10),
    inside: (verb, work, asked) =>
      sitOnce(plan.db, plan.actor, asked, (trx) =>
        may(plan.actor, verb) ? work(trx) : Promise.resolve(absent()),
      ) as never,
  }
}

let known: QualityCriteria | undefined
export const allCriteria = (): QualityCriteria => {
  known ??= loadQualityCriteria()
  return known
}

/**
 * What the country adds, said once as the house opens: a process serves one country. The version tells of the additions too, so
 * that an assessment says by which of both it was made. Throws where an addition is of no domain, or an id is taken.
 */
export const holdAlsoTo = (additions: readonly QualityCriterion[]): void => {
  known = withAdditions(loadQualityCriteria(), additions)
}
export const criteriaFor = (setting: string): QualityCriterion[] =>
  allCriteria().criteria.filter(({ settings }) => settings.some((each) => each === setting))

export const domainsFor = (setting: string) => {
  const own = new Set(criteriaFor(setting).map(({ domain }) => domain))
  return allCriteria().domains.filter(({ id }) => own.has(id))
}

/** The first of these that is no criterion of the setting. */
export const strangeIn = (setting: string, ids: readonly string[]): string | undefined => {
  const own = new Set(criteriaFor(setting).map(({ id }) => id))
  return ids.find((id) => !own.has(id))
}

export const holdsSeat = ({ seats }: Pick<CaseRow, 'seats'>, account: string) =>
  seats.some((each) => each?.account === account)

/** Whoever holds a seat of the case carries its key, by which the provider’s answers and files exist for appraisers. */
export const carrying = (actor: Actor, row: Pick<CaseRow, 'id' | 'seats'>): Actor =>
  holdsSeat(row, actor.account) ? { ...actor, groups: [...actor.groups, keyOfCase(row.id)] } : actor

/** Seats them so in a transaction that runs already. */
export const carry = (trx: Trx, actor: Actor, row: Pick<CaseRow, 'id' | 'seats'>): Promise<void> =>
  seat(trx, carrying(actor, row))
