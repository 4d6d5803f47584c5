// SPDX-License-Identifier: Apache-2.0
/**
 * What lies between the wings. Whoever sends writes here and whoever receives takes from here, each with the login of the
 * neutral compartment; neither ever holds a login of the other wing. Sent once by passage, id and verb; taken in order, one at
 * a time, and removed once the other side has it. What cannot be taken yet waits, and only what is said of the same record
 * waits with it. A process that ends between taking and removing leaves it to be taken again: receivers know a repetition by
 * the id.
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
type PassageTables = {
  passage_message: Omit<Message, 'content'> & { passage: string; content: string | null }
}

const on = <R>(
  db: Kysely<object>,
  passage: string,
  work: (trx: Transaction<PassageTables>) => Promise<R>,
): Promise<R> =>
  db.transaction().execute(async (wide) => {
    const trx = wide.$extendTables<PassageTables>()
    await sql`select set_config('app.crossing', ${passage}, true)`.execute(trx)
    return work(trx)
  })

/** Sends; the same once more does nothing while it waits. What is taken back while it waits is not told at all. */
export const send = (db: Kysely<object>, passage: string, { id, verb, content }: Message): Promise<void> =>
  on(db, passage, async (trx) => {
    if (verb === 'take-back')
      await trx.deleteFrom('passage_message').where('id', '=', id).where('verb', '=', 'tell').execute()
    const row = { id, verb, passage, content: content === null ? null : JSON.stringify(content) }
    await trx
      .insertInto('passage_message')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })

/**
 * Hands the oldest message to `take` and removes it; false where none waits, or another process is at it. Passes over what is
 * said of the records `except`.
 */
export const receive = (
  db: Kysely<object>,
  passage: string,
  take: (message: Message) => Promise<void>,
  except: readonly string[] = [],
): Promise<boolean> =>
  on(db, passage, async (trx) => {
    const { rows: locked } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(
      hashtext('passerelle crossing'), hashtext(${passage})) as got`.execute(trx)
    if (!locked[0]?.got) return false
    const { rows } = await sql<Message>`select id, verb, content from passage_message
      where passage = ${passage} and id <> all(${[...except]}::uuid[]) order by turn limit 1`.execute(trx)
    const [message] = rows
    if (!message) return false
    await take(message)
    const { id, verb } = message
    await trx.deleteFrom('passage_message').where('id', '=', id).where('verb', '=', verb).execute()
    return true
  })

/** Milliseconds between two looks; after a failure longer each time, at most a minute. */
const LOOK = 600
const LONGEST = 60_000

/** Receives until the answer is called. `onTrouble` is told a code, never what a message says. */
export const keepReceiving = (
  db: Kysely<object>,
  passage: string,
  take: (message: Message) => Promise<void>,
  onTrouble: (code: string) => void,
): (() => Promise<void>) => {
  const closing = new AbortController()
  /** Takes all that can be taken; answers whether that was all. Each kind of trouble is told once. */
  const takeAll = async (): Promise<boolean> => {
    const [later, told] = [new Set<string>(), new Set<string>()]
    while (!closing.signal.aborted) {
      let at: string | undefined
      const taking = (message: Message) => {
        at = message.id
        return take(message)
      }
      try {
        if (!(await receive(db, passage, taking, [...later]))) break
      } catch (error) {
        const { code, name } = error as { code?: unknown; name?: unknown }
        const trouble = String(code ?? name ?? 'unknown')
        if (!told.has(trouble)) onTrouble(trouble)
        told.add(trouble)
        if (at === undefined || later.has(at)) return false // it is the post itself that is away
        later.add(at)
      }
    }
    return later.size === 0
  }
  const run = async () => {
    for (let pause = LOOK; !closing.signal.aborted; ) {
      pause = (await takeAll()) ? LOOK : Math.min(LONGEST, pause * 2)
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return () => {
    closing.abort()
    return running
  }
}
