// SPDX-License-Identifier: Apache-2.0
import { type Generated, type Kysely, sql } from 'kysely'
import { type Letter, type Mailer, messageIdOf } from './mailer.ts'

/** Of what is notified many letters are written, among which nobody finds the one that asks something of its reader. */
export type LetterKind = 'own' | 'inbox'

export interface MailTables {
  mailbox: {
    id: string
    turn: Generated<string>
    kind: LetterKind
    recipient: string
    subject: string
    body: string
    language: string
    at: Generated<Date>
  }
}

const own = <T extends MailTables>(db: Kysely<T>) => db as unknown as Kysely<MailTables>

/** A letter about an event of the node says that it waits in an inbox; others name first what they are of. */
const kindOf = ([first]: Letter['about']): LetterKind => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(first) ? 'inbox' : 'own')

/** The demonstration's mailer: keeps letters for a page to show and sends none. */
export const createMailbox = <T extends MailTables>(db: Kysely<T>): Mailer => ({
  send: async ({ about, to, subject, text, language }) => {
    await own(db)
      .insertInto('mailbox')
      .values({
        ...{ id: messageIdOf(about, 'mailbox@localhost'), kind: kindOf(about) },
        ...{ recipient: to, subject, body: text, language },
      })
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

export interface LettersAsked {
  to?: string
  kind?: LetterKind
  /** Of the subject or of the address. */
  words?: string
  limit?: number
}

/** The newest letters first: those to one address, of one kind, with these words. */
export const lettersIn = async <T extends MailTables>(
  db: Kysely<T>,
  { to, kind, words = '', limit = 50 }: LettersAsked = {},
): Promise<KeptLetter[]> => {
  let wanted = own(db).selectFrom('mailbox').select(FIELDS)
  if (to !== undefined) wanted = wanted.where('recipient', '=', to)
  if (kind !== undefined) wanted = wanted.where('kind', '=', kind)
  for (const word of words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10))
    wanted = wanted.where(sql<boolean>`strpos(lower(subject || ' ' || recipient), ${word}) > 0`)
  return (await wanted.orderBy('turn', 'desc').limit(Math.min(limit, 200)).execute()).map(named)
}

/** One letter, by the id that `lettersIn` gave; undefined where there is none. */
export const letterIn = async <T extends MailTables>(db: Kysely<T>, id: string): Promise<KeptLetter | undefined> => {
  const letters = own(db).selectFrom('mailbox').select(FIELDS)
  const found = await letters.where('id', '=', `<${id}@localhost>`).executeTakeFirst()
  return found && named(found)
}
