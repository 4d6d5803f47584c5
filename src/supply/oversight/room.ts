// SPDX-License-Identifier: Apache-2.0
/** What the parts of this desk have in common: one way to open a transaction, and the words of its refusals. */
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import { readCursor, sitOnce, writeCursor } from '#platform/http/index.ts'
import { may } from './access.ts'
import type { OversightRefusal, Page } from './contract.ts'
import type { OversightTables, Trx } from './store.ts'
import type { NameOf } from './view.ts'

/** An organisation of this node, as it is named. */
export interface Firm {
  name: string
}

export interface OversightPlan {
  db: Kysely<OversightTables>
  actor: Actor
  /** One that is active here; undefined: no such one. */
  firm(organisation: string): Promise<Firm | undefined>
  nameOf: NameOf
  /** Of the compartment; no files where absent. */
  attachments?: Attachments
  now?(): Date
}

type Verb = Parameters<typeof may>[1]

/** Said of what does not exist and of what this actor may not touch. */
export const absent = () => refuse('not-found', 'There is nothing here.')
export const changed = () => refuse('changed', 'It was changed since it was read.', 'version')

export const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

/** What was sent in this shape; refused with the first thing that is wrong, and where. */
export const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, OversightRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

/** A refusal of the verb is the same answer as nothing there. */
export const openRoom = ({ db, actor }: OversightPlan) => ({
  inside: <T>(
    verb: Verb,
    work: (trx: Trx) => Promise<Outcome<T, OversightRefusal>>,
    asked?: { key: string | undefined; what: unknown },
  ) => {
    const once = asked?.key === undefined ? undefined : { key: asked.key, what: asked.what }
    const answer = sitOnce(db, actor, once, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent())))
    return answer as Promise<Outcome<T, OversightRefusal>>
  },
})
export type Room = ReturnType<typeof openRoom>

/** One page of rows of which one more was read than it holds. */
export const pageOf = <Row extends { id: string }, T>(
  rows: readonly Row[],
  limit: number,
  at: (row: Row) => string,
  show: (row: Row) => T,
): Page<T> => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(show), next: rows.length > limit && last ? writeCursor([at(last), last.id]) : null }
}

/** The place that a cursor names; refused with where it stands. */
export const placeOf = (cursor: string | undefined) => {
  const place = cursor === undefined ? undefined : readCursor(cursor)
  return place && !place.ok ? refuse('not-valid', place.refusal.detail, 'cursor') : ok(place?.value)
}
