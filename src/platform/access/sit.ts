// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, keysOf, MARKINGS } from './actor.ts'

/** What the predicate reads of an actor: the settings `app.*` of a transaction, without that prefix. */
export const settingsOf = (actor: Actor) => ({
  keys: keysOf(actor).join(' '),
  clearance: String(MARKINGS.indexOf(actor.clearance)),
  purposes: actor.purposes.join(' '),
  organisation: actor.organisation,
})

/** Sets the actor of a transaction that runs already; whatever was set before is over. Lasts as long as the transaction. */
export const seat = async <Tables>(trx: Transaction<Tables>, actor: Actor): Promise<void> => {
  const each = Object.entries(settingsOf(actor)).map(
    ([name, value]) => sql`set_config(${`app.${name}`}, ${value}, true)`,
  )
  await sql`select ${sql.join(each)}`.execute(trx)
}

/**
 * Runs `work` in one transaction in which only those rows exist that this actor may see. What is set lasts as long as
 * the transaction; a connection taken without an actor sees nothing.
 */
export const sit = <Tables, T>(
  db: Kysely<Tables>,
  actor: Actor,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await seat(trx, actor)
    return work(trx)
  })
