// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { MARKINGS, type Marking } from '../access/index.ts'
import { becomeDispatcher, type EventTables, leaveDispatcher, type Notify, narrowTransaction, wake } from './tables.ts'

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
  await own
    .insertInto('event')
    .values({
      id,
      kind,
      record,
      data: JSON.stringify(data),
      notify: JSON.stringify(notify),
      originator: sql<string>`actor_organisation()`,
      audience: [...audience],
      marking: MARKINGS.indexOf(marking),
      purposes: [...purposes],
    })
    .execute()
  await wake(own, 'announced')
  return id
}

/**
 * Gives all events of a record the handling that the record has from now on. Call it in the transaction that changes
 * the record's handling: whoever loses the record loses its events, whoever announced them.
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
    .set({ audience: [...audience], marking: MARKINGS.indexOf(marking), purposes: [...purposes] })
    .where('record', '=', record)
    .execute()
  await leaveDispatcher(own)
}
