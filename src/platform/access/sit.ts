// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, keysOf, MARKINGS } from './actor.ts'

/** Sets the actor of a transaction that runs already; whatever was set before is over. Lasts as long as the transaction. */
export const seat = async <Tables>(trx: Transaction<Tables>, actor: Actor): Promise<void> => {
  const settings = {
    'app.keys': keysOf(actor).join(' '),
    'app.clearance': String(MARKINGS.indexOf(actor.clearance)),
    'app.purposes': actor.purposes.join(' '),
    'app.organisation': actor.organisation,
  }
  const each = Object.entries(settings).map(([name, value]) => sql`set_config(${name}, ${value}, true)`)
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
