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
  /** The first part of its Message-ID: 40 hexadecimal digits. */
  id: string
  recipient: string
  subject: string
  /** Plain text. */
  body: string
  language: string
  at: Date
}

const FIELDS = ['id', 'recipient', 'subject', 'body', 'language', 'at'] as const
const ID = /^<([0-9a-f]{40})@localhost>$/
const named = ({ id, ...letter }: KeptLetter): KeptLetter => ({ id: ID.exec(id)?.[1] ?? '', ...letter })

/** The newest letters first, all or those to one address. */
export const lettersIn = async <T extends MailTables>(
  db: Kysely<T>,
  { to, limit = 50 }: { to?: string; limit?: number } = {},
): Promise<KeptLetter[]> => {
  const letters = own(db).selectFrom('mailbox').select(FIELDS)
  const wanted = to === undefined ? letters : letters.where('recipient', '=', to)
  return (await wanted.orderBy('turn', 'desc').limit(Math.min(limit, 200)).execute()).map(named)
}

/** One letter, by the id that `lettersIn` gave; undefined where there is none. */
export const letterIn = async <T extends MailTables>(db: Kysely<T>, id: string): Promise<KeptLetter | undefined> => {
  const letters = own(db).selectFrom('mailbox').select(FIELDS)
  const found = await letters.where('id', '=', `<${id}@localhost>`).executeTakeFirst()
  return found && named(found)
}
