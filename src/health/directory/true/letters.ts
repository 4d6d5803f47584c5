// SPDX-License-Identifier: Apache-2.0
/** Once a month a service is asked whether its listing is still right, by a letter with a link of its own. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { openMessages } from '#basis/messages.ts'
import { columnsOf, keyOf, sit } from '#platform/access/index.ts'
import { announce } from '#platform/events/index.ts'
import { appendLine } from '#platform/ledger/index.ts'
import { type Letter, MailError, type Mailer } from '#platform/mail/index.ts'
import { ANYONE, EDITOR, filingSeat, reportFor } from '../access.ts'
import { type DirectoryTables, type ListingRow, listingById } from '../store.ts'
import { writeLink } from './link.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import {
  type AskingRow,
  changeAsking,
  contactOf,
  dueContacts,
  insertAskings,
  isFound,
  originatorsOf,
  takeAskings,
} from './store.ts'

const WORDS = { ar, en, es, fr, ru, zh }
const say = openMessages(WORDS)
type Language = keyof typeof WORDS
const isSpoken = (code: string): code is Language => Object.hasOwn(WORDS, code)

const DAY = 86_400_000
/** A service is asked so many days after it was last confirmed or asked. */
const EVERY = 30
/** A link is good for longer than until the next letter comes. */
const GOOD_FOR = 40
const HOUR = 3_600_000
/** Over two days and more of a mail server's absence. */
const MOST_TRIES = 50
const AT_ONCE = 200

export interface LettersPlan {
  db: Kysely<DirectoryTables>
  mailer: Mailer
  /** Of `linkKeyOf`. */
  key: Buffer
  /** This node's name and where people reach it. */
  node: { name: string; origin: string }
}

/** The languages of a letter: the first two that the listing names and that this house speaks; else English and French. */
export const languagesOfLetter = (languages: readonly string[] | null): Language[] => {
  const own = (languages ?? []).filter(isSpoken).slice(0, 2)
  return own.length > 0 ? own : ['en', 'fr']
}

/** The name of the service and the link, and no address: where a refuge is stands in no letter. */
const write = (
  { key, node }: Pick<LettersPlan, 'key' | 'node'>,
  { id, name, content }: Pick<ListingRow, 'id' | 'name' | 'content'>,
  asking: AskingRow,
  to: string,
): Letter => {
  const until = new Date(asking.made_at.getTime() + GOOD_FOR * DAY)
  const link = writeLink(key, { listing: id, asking: asking.id, until })
  const languages = languagesOfLetter(content.languages)
  const inOne = (language: Language) => {
    const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'long',
      timeZone: 'UTC',
    }).format(until)
    const address = new URL(`/${language}/help/confirm/${link}`, node.origin).toString()
    const values = { name, node: node.name, link: address, date }
    return (['lists', 'ask', 'link', 'once', 'why'] as const)
      .map((part) => say(language)(`letter.${part}`, values))
      .join('\n\n')
  }
  const [first = 'en'] = languages
  return {
    ...{ about: ['directory-asking', asking.id], to, language: first },
    subject: say(first)('letter.subject', { name, node: node.name }),
    text: `${languages.map(inOne).join('\n\n--\n\n')}\n`,
  }
}

/** Makes a letter of each contact that is due. Answers how many. */
const makeDue = (db: Kysely<DirectoryTables>, originator: string, now: Date): Promise<number> =>
  sit(db, filingSeat(originator), async (trx) => {
    const before = new Date(now.getTime() - EVERY * DAY)
    const due = await dueContacts(trx, { originator, before, limit: AT_ONCE })
    const handling = columnsOf(reportFor(originator))
    const rows = due.map(
      ({ listing, version }): AskingRow => ({
        ...{ id: randomUUID(), listing, contact_version: version, made_at: now, tries: 0, tried_at: null },
        ...{ sent_at: null, failed: null, answered_at: null, ...handling },
      }),
    )
    if (rows.length > 0) await insertAskings(trx, rows)
    return rows.length
  })

/** What became of handing one over: sent, to be tried again, or never. */
const handOver = async (
  plan: LettersPlan,
  asking: AskingRow,
  now: Date,
): Promise<'sent' | 'later' | { failed: string }> => {
  const found = await sit(plan.db, filingSeat(asking.originator), async (trx) => {
    const [listing, contact] = [await listingById(trx, asking.listing), await contactOf(trx, asking.listing)]
    // Whoever was to be asked is not there any more, or there is nothing to ask.
    const isDue = listing && isFound(listing) && contact?.version === asking.contact_version
    return isDue && contact.email !== null ? { listing, email: contact.email } : undefined
  })
  if (!found) return { failed: 'not-due' }
  if (now.getTime() - asking.made_at.getTime() > GOOD_FOR * DAY) return { failed: 'too-late' }
  try {
    await plan.mailer.send(write(plan, found.listing, asking, found.email))
    return 'sent'
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    return error.final || asking.tries >= MOST_TRIES ? { failed: error.code } : 'later'
  }
}

const keep = (db: Kysely<DirectoryTables>, asking: AskingRow, became: 'sent' | { failed: string }, now: Date) =>
  sit(db, filingSeat(asking.originator), async (trx) => {
    const { id, listing, originator } = asking
    const failed = became === 'sent' ? null : became.failed.slice(0, 40)
    await changeAsking(trx, id, failed === null ? { sent_at: now } : { failed })
    const line = { verb: failed === null ? 'ask' : 'ask-in-vain', kind: 'listing', ids: [listing] }
    await appendLine(trx, 'node', { ...line, content: JSON.stringify([id, failed]) })
    if (failed === null || failed === 'not-due') return
    const { audience, marking, purposes } = reportFor(originator)
    const to = [keyOf.role(originator, EDITOR)]
    const notify = [{ to, message: 'listing-letter', link: `/directory/${listing}` }]
    await announce(trx, { kind: 'directory.letter-undelivered', record: listing, audience, marking, purposes, notify })
  })

/**
 * Asks everybody who is due, and tries again what the mail server did not take an hour ago and longer. What it never takes is
 * counted, and the editors are told. Answers how many letters were taken.
 */
export const askContacts = async (plan: LettersPlan, now = new Date()): Promise<number> => {
  let sent = 0
  for (const originator of await sit(plan.db, ANYONE, originatorsOf)) {
    while ((await makeDue(plan.db, originator, now)) === AT_ONCE);
    for (;;) {
      const since = new Date(now.getTime() - HOUR)
      const taken = await sit(plan.db, filingSeat(originator), (trx) =>
        takeAskings(trx, { originator, now, since, limit: AT_ONCE }),
      )
      for (const asking of taken) {
        const became = await handOver(plan, asking, now)
        if (became === 'later') continue
        await keep(plan.db, asking, became, now)
        if (became === 'sent') sent++
      }
      if (taken.length < AT_ONCE) break
    }
  }
  return sent
}
