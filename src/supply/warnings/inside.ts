// SPDX-License-Identifier: Apache-2.0
/** What every method of the warnings desk stands on. */
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { type Outcome, ok, refuse } from '#basis/outcome.ts'
import type { Actor, Seat } from '#platform/access/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import { sitOnce } from '#platform/http/index.ts'
import type { RoomPeers } from '#platform/peers/index.ts'
import { may } from './access.ts'
import type { Sighting, WarningsRefusal } from './contract.ts'
import type { Registry } from './novelty.ts'
import type { WarningTables } from './store.ts'

export interface WarningsPlan {
  db: Kysely<WarningTables>
  actor: Actor
  /** Who could be given something: the organisations, and who sits there. */
  seats(audience: readonly string[]): Promise<Seat[]>
  registry: Registry
  /** Incidents in which these words stand, as this actor may read them itself; newest first. */
  incidents?(words: string): Promise<(Sighting & { goods: readonly string[] })[]>
  /** Where files of signals are; none are taken where absent. */
  attachments?: Attachments
  /** Other nodes; no advisory leaves this one where absent. */
  peers?: RoomPeers<WarningTables>
  /** Called in the transaction that publishes: the advisory ends by itself then, and figures are counted anew. */
  onPublished?(trx: Trx, ids: { advisory: string; organisation: string }, at: Date): Promise<void>
  now?(): Date
}
export type Trx = Transaction<WarningTables>

/** Said of what does not exist and of what this actor may not touch. */
export const absent = () => refuse('not-found', 'There is nothing here.')
export const changedMeanwhile = () => refuse('changed', 'It was changed since it was read.', 'version')

export const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** What was sent in this shape; refused with the first thing that is wrong, and where. */
export const parsed = <S extends z.ZodType>(shape: S, input: unknown): Outcome<z.output<S>, WarningsRefusal> => {
  const result = shape.safeParse(input)
  if (result.success) return ok(result.data)
  const [issue] = result.error.issues
  return refuse('not-valid', issue?.message ?? 'Not valid.', issue?.path.join('.') || 'input')
}

/** Runs `work` in one transaction as this actor; a refusal of the verb is the same answer as nothing there. */
export const insideOf =
  ({ db, actor }: WarningsPlan) =>
  <T>(
    verb: Parameters<typeof may>[1],
    work: (trx: Trx) => Promise<Outcome<T, WarningsRefusal>>,
    asked?: { key: string | undefined; what: unknown },
  ): Promise<Outcome<T, WarningsRefusal>> =>
    sitOnce(db, actor, asked?.key === undefined ? undefined : { key: asked.key, what: asked.what }, (trx) =>
      may(actor, verb) ? work(trx) : Promise.resolve(absent()),
    ) as Promise<Outcome<T, WarningsRefusal>>
export type Inside = ReturnType<typeof insideOf>
