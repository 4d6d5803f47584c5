// SPDX-License-Identifier: Apache-2.0
import type { Generated, Kysely } from 'kysely'
import { type Mailer, messageIdOf } from './mailer.ts'

export interface MailTables {
  mailbox: {
    id: string
    turn: Generated<string>
    recipient: string
    subject: string
    body: string
    language: string
    at: Generated<Date>
  }
}

const own = <T extends MailTables>(db: Kysely<T>) => db as unknown as Kysely<MailTables>

/** The demonstration's mailer: keeps letters for a page to show and sends none. */
export const createMailbox = <T extends MailTables>(db: Kysely<T>): Mailer => ({
  send: async ({ about, to, subject, text, language }) => {
    await own(db)
      .insertInto('mailbox')
      .values({ id: messageIdOf(about, 'mailbox@localhost'), recipient: to, subject, body: text, language })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
  close: () => Promise.resolve(),
})

export interface KeptLetter {
  id: string
  recipient: string
  subject: string
  body: string
  language: string
  at: Date
}

/** The newest letters first, all or those to one address. */
export const lettersIn = <T extends MailTables>(
  db: Kysely<T>,
  { to, limit = 50 }: { to?: string; limit?: number } = {},
): Promise<KeptLetter[]> => {
  const letters = own(db).selectFrom('mailbox').select(['id', 'recipient', 'subject', 'body', 'language', 'at'])
  const wanted = to === undefined ? letters : letters.where('recipient', '=', to)
  return wanted.orderBy('turn', 'desc').limit(Math.min(limit, 200)).execute()
}
