// SPDX-License-Identifier: Apache-2.0
/**
 * What lies between the wings. Whoever sends writes here and whoever receives takes from here, each with the login of the
 * neutral compartment; neither ever holds a login of the other wing. Sent once by passage, id and verb; taken in order, one at
 * a time, and removed once the other side has it. A process that ends between taking and removing leaves it to be taken
 * again: receivers know a repetition by the id.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql, type Transaction } from 'kysely'

export interface Message {
  /** Of the record on the other side. */
  id: string
  verb: 'tell' | 'take-back'
  /** Of what is taken back at most when and why. */
  content: unknown
}
interface PassageTables {
  passage_message: Omit<Message, 'content'> & { passage: string; content: string | null }
}

const on = <T, R>(db: Kysely<T>, passage: string, work: (trx: Transaction<PassageTables>) => Promise<R>): Promise<R> =>
  (db as unknown as Kysely<PassageTables>).transaction().execute(async (trx) => {
    await sql`select set_config('app.crossing', ${passage}, true)`.execute(trx)
    return work(trx)
  })

/** Sends; the same once more does nothing while it waits. */
export const send = <T>(db: Kysely<T>, passage: string, { id, verb, content }: Message): Promise<void> =>
  on(db, passage, async (trx) => {
    const row = { id, verb, passage, content: content === null ? null : JSON.stringify(content) }
    await trx
      .insertInto('passage_message')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })

/** Hands the oldest message to `take` and removes it; false where none waits, or another process is at it. */
export const receive = <T>(
  db: Kysely<T>,
  passage: string,
  take: (message: Message) => Promise<void>,
): Promise<boolean> =>
  on(db, passage, async (trx) => {
    const { rows: locked } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(
      hashtext('passerelle crossing'), hashtext(${passage})) as got`.execute(trx)
    if (!locked[0]?.got) return false
    const { rows } = await sql<Message>`select id, verb, content from passage_message
      where passage = ${passage} order by turn limit 1`.execute(trx)
    const [message] = rows
    if (!message) return false
    await take(message)
    const { id, verb } = message
    await trx.deleteFrom('passage_message').where('id', '=', id).where('verb', '=', verb).execute()
    return true
  })

/** Milliseconds between two looks; after a failure longer each time, at most a minute. */
const LOOK = 300
const LONGEST = 60_000

/** Receives until the answer is called. `onTrouble` is told a code, never what a message says. */
export const keepReceiving = <T>(
  db: Kysely<T>,
  passage: string,
  take: (message: Message) => Promise<void>,
  onTrouble: (code: string) => void,
): (() => Promise<void>) => {
  const closing = new AbortController()
  const run = async () => {
    for (let pause = LOOK; !closing.signal.aborted; ) {
      try {
        while (!closing.signal.aborted && (await receive(db, passage, take)));
        pause = LOOK
      } catch (error) {
        const { code, name } = error as { code?: unknown; name?: unknown }
        onTrouble(String(code ?? name ?? 'unknown'))
        pause = Math.min(LONGEST, pause * 2)
      }
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return () => {
    closing.abort()
    return running
  }
}
