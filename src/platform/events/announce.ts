// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { MARKINGS, type Marking } from '../access/index.ts'
import type { Signal } from './signals.ts'
import { becomeDispatcher, type EventTables, leaveDispatcher, type Notify, narrowTransaction } from './tables.ts'

/** Who may see a record, in its own terms. */
export interface Handling {
  audience: readonly string[]
  marking: Marking
  purposes: readonly string[]
}

export interface Announcement extends Handling {
  /** What happened, such as `thing.made`: lower case, dots and hyphens. */
  kind: string
  /** Id of the record. */
  record: string
  /** Ids and codes that tell a reader what to load. Never content. */
  data?: Record<string, string | number | boolean>
  notify?: Notify[]
}

/** A sentence in a value would be content on its way into an inbox or a letter. */
const LONGEST_VALUE = 200

const refuseContent = (notify: readonly Notify[]) => {
  for (const { message, values = {}, link = '/' } of notify) {
    if (!/^\/(?![/\\])/.test(link)) throw new Error(`The link of ${message} is a path of this node: /…`)
    for (const [name, value] of Object.entries(values))
      if (String(value).length > LONGEST_VALUE)
        throw new Error(
          `The value ${name} of ${message} is longer than ${LONGEST_VALUE}: a message names, it does not quote.`,
        )
  }
}

/**
 * Writes an event in the transaction of its record, with the record's handling, in the name of the organisation that
 * sits; answers the event's id. It is told when the transaction is committed, and not at all when it is not.
 *
 * The handling must be the record's own at that moment: the transaction has just written the record, or read it with
 * `for share`. Otherwise a handling that is narrowed meanwhile would leave this event as wide as it was.
 */
export const announce = async <T extends EventTables>(
  trx: Transaction<T>,
  { kind, record, audience, marking, purposes, data = {}, notify = [] }: Announcement,
): Promise<string> => {
  refuseContent(notify)
  const own = narrowTransaction(trx)
  const id = randomUUID()
  await sql`
    with written as (
      insert into event (id, kind, record, data, notify, originator, audience, marking, purposes)
      values (${id}, ${kind}, ${record}, ${JSON.stringify(data)}, ${JSON.stringify(notify)}, actor_organisation(),
        ${[...audience]}, ${MARKINGS.indexOf(marking)}, ${[...purposes]}))
    select pg_notify(name, ${'announced' satisfies Signal}) from event_channel`.execute(own)
  return id
}

/**
 * Takes all events of a record from those whom the record does not name any more. Call it in the transaction that
 * narrows the record's handling: whoever loses the record loses its events, whoever announced them. Nobody gains any: who
 * was let in later, or was never told of a step, does not learn of it because somebody else was let go.
 */
export const rehandle = async <T extends EventTables>(
  trx: Transaction<T>,
  record: string,
  { audience, marking, purposes }: Handling,
): Promise<void> => {
  const own = narrowTransaction(trx)
  await becomeDispatcher(own) // one who no longer sees the record could not take its events along
  await own
    .updateTable('event')
    .set({
      audience: sql<
        string[]
      >`coalesce((select array_agg(key) from unnest(audience) key where key = any(${[...audience]})),
        array['event:' || id])`, // a key that nobody carries: its own organisation was perhaps not told either
      marking: sql<number>`greatest(marking, ${MARKINGS.indexOf(marking)}::int)`,
      purposes: [...purposes],
    })
    .where('record', '=', record)
    .execute()
  await leaveDispatcher(own)
}
