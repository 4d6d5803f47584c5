// SPDX-License-Identifier: Apache-2.0
/** Passwords tried in a row wait longer and longer. A passkey stays open to the person meanwhile. */
import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { sit } from '../../access/index.ts'
import { tries } from '../sit-as.ts'
import type { AccountsTables } from '../tables.ts'

const FREE = 5
const FIRST_WAIT = 30
const LONGEST_WAIT = 3600
const FORGOTTEN_AFTER = 24 * 3600

export interface Lockout {
  /** Counts a try before the password is looked at. False: nobody looks at it now. */
  take(email: string): Promise<boolean>
  /** The password was right. */
  clear(email: string): Promise<void>
}

/**
 * The fifth try in a row closes the door for 30 s, each further one twice as long, at most an hour; a day without a try
 * forgets. Counting comes first and in one statement, so that many tries at once are counted too. Addresses that are
 * not known here are counted alike, and neither can be read from the table.
 */
export const createLockout = (db: Kysely<AccountsTables>, secret: string): Lockout => {
  const subjectOf = (email: string) =>
    createHmac('sha256', secret).update(`sign-in ${email.trim().toLowerCase()}`).digest('hex')
  return {
    take: (email) => {
      const subject = subjectOf(email)
      const failures = sql`case when f.last_at < now() - make_interval(secs => ${FORGOTTEN_AFTER}) then 1 else f.failures + 1 end`
      const wait = sql`least(${LONGEST_WAIT}::float8, ${FIRST_WAIT} * power(2, least(20, f.failures + 1 - ${FREE})))`
      return sit(db, tries(subject), async (trx) => {
        const { numAffectedRows } = await sql`
          insert into sign_in_failure as f (subject, failures, last_at) values (${subject}, 1, now())
          on conflict (subject) do update set failures = ${failures}, last_at = now(),
            locked_until = case when ${failures} >= ${FREE} then now() + make_interval(secs => ${wait}) end
          where f.locked_until is null or f.locked_until <= now()`.execute(trx)
        return numAffectedRows === 1n
      })
    },
    clear: async (email) => {
      const subject = subjectOf(email)
      await sit(db, tries(subject), (trx) =>
        trx
          .updateTable('sign_in_failure')
          .set({ failures: 0, locked_until: null })
          .where('subject', '=', subject)
          .execute(),
      )
    },
  }
}
