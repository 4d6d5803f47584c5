// SPDX-License-Identifier: Apache-2.0
/** What the parts of this desk have in common: what they are given, one way to open a transaction, the words of refusals. */
import type { KeyObject } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Actor, Seat } from '#platform/access/index.ts'
import { readCursor, sitOnce } from '#platform/http/index.ts'
import { may, type Verb } from './access.ts'
import type { SuspicionLeg } from './codes.ts'
import type { SuspicionsRefusal } from './contract.ts'
import type { ItemGoods } from './items/watch.ts'
import type { Rules } from './rulebooks/rules.ts'
import type { SuspicionTables, Trx } from './store.ts'

export interface SuspicionsPlan {
  db: Kysely<SuspicionTables>
  actor: Actor
  /** Red flags: as they ship, and as firms set them. */
  rules: Rules
  goods: ItemGoods
  /** From which amount cash is reported in this country. */
  payments: { limit: number }
  /** ISO 4217, and what the country adds. */
  currencies: ReadonlySet<string>
  /** ISO 4217, of this country; empty: not known. */
  currency: string
  /** Until when what is found at that moment is reported; null where the country has no such clock. */
  dueAfter(leg: SuspicionLeg, found: Date): Date | null
  /** Who sits where at this node. */
  seats(audience: readonly string[]): Promise<Seat[]>
  /** Whether this country lets a draft of an incident be made of a report. */
  isDraftingOpen?: boolean
  /** Signs certificates of refusals, and the address of the node that stands in them. */
  certificates: { key: KeyObject; issuer: string }
  now?(): Date
}

/** Said of what does not exist and of what this actor may not touch. */
export const absent = () => refuse('not-found', 'There is nothing here.')
export const changed = () => refuse('changed', 'It was changed since it was read.', 'version')
export const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

/** What was sent in this shape; refused with the first thing that is wrong, and where. */
export const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, SuspicionsRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

/** A refusal of the verb is the same answer as nothing there. */
export const openRoom = ({ db, actor }: SuspicionsPlan) => ({
  inside: <T>(
    verb: Verb,
    work: (trx: Trx) => Promise<Outcome<T, SuspicionsRefusal>>,
    asked?: { key: string | undefined; what: unknown },
  ) => {
    const once = asked?.key === undefined ? undefined : { key: asked.key, what: asked.what }
    const answer = sitOnce(db, actor, once, (trx) => (may(actor, verb) ? work(trx) : Promise.resolve(absent())))
    return answer as Promise<Outcome<T, SuspicionsRefusal>>
  },
})
export type Room = ReturnType<typeof openRoom>

/** The place that a cursor names; refused with where it stands. */
export const placeOf = (cursor: string | undefined): Outcome<readonly string[] | undefined, SuspicionsRefusal> => {
  const place = cursor === undefined ? undefined : readCursor(cursor)
  return place && !place.ok ? refuse('not-valid', place.refusal.detail, 'cursor') : ok(place?.value)
}
