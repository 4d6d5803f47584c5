// SPDX-License-Identifier: Apache-2.0
import type { Consumer } from './dispatcher.ts'

/** Makes the notifications that events ask for: one an event and recipient, whatever is repeated. */
export const notifications: Consumer = {
  name: 'notifications',
  take: async (trx, { id, place, notify, at }) => {
    const rows = notify.flatMap(({ to, message, values = {}, link }) =>
      to.map((recipient) => ({
        event: id,
        place,
        recipient,
        message,
        values: JSON.stringify(values),
        link: link ?? null,
        at,
      })),
    )
    if (rows.length === 0) return
    await trx
      .insertInto('notification')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
}
