// SPDX-License-Identifier: Apache-2.0
/**
 * Notifications by mail. The dispatcher adds a job an event and account, in its own transaction; the job asks the
 * predicate, at the moment of sending, whether this account may still see the event. Without that, no letter.
 */
import type { Kysely } from 'kysely'
import { openMessages, type Say } from '#basis/messages.ts'
import { type Actor, keysOf, sit } from '../access/index.ts'
import { type Consumer, type EventTables, type Notify, narrowToEvents } from '../events/index.ts'
import { type Jobs, jobQueue, type RunningJob } from '../jobs/index.ts'
import { MailError, type Mailer } from './mailer.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

/** Letters to send; forty tries, an hour apart at most, over a day and more of a mail server's absence. */
export const letterQueue = jobQueue('letters', ['event', 'account'], { retries: 40, pause: 10 })

/** Adds a letter for each account that an event notifies. `accountsOf`: who holds a key now, and wants mail. */
export const letterConsumer = (jobs: Jobs, accountsOf: (key: string) => Promise<readonly string[]>): Consumer => ({
  name: 'letters',
  take: async (trx, { id, notify }) => {
    const found = await Promise.all(notify.flatMap(({ to }) => to).map(accountsOf))
    for (const account of new Set(found.flat())) await jobs.enqueue(trx, letterQueue, { event: id, account })
  },
})

/** A person to whom letters go. */
export interface Addressee {
  /** Who they are at this moment; the predicate asks it. */
  actor: Actor
  address: string
  /** `en` or `fr`. */
  language: string
}

export interface LetterPlan<T extends EventTables> {
  db: Kysely<T>
  mailer: Mailer
  /** Undefined for an account that is closed or wants no mail. */
  addresseeOf(account: string): Promise<Addressee | undefined>
  /** The messages that rooms announce with, by language. */
  say: (language: string) => Say
  /** The name of this node, and its address, to which a notification's link is added. */
  node: { name: string; origin: string }
}

const frame = openMessages({ en, fr })

/** The text in the person's language first and then in the other: a forwarded letter is read by others. */
const write = ({ say, node }: Pick<LetterPlan<EventTables>, 'say' | 'node'>, notify: Notify, language: string) => {
  const link = new URL(notify.link ?? '/', node.origin)
  const inOne = (each: string) =>
    [
      say(each)(notify.message, notify.values),
      frame(each)('read', { link: link.toString() }),
      frame(each)('why', { node: node.name }),
    ].join('\n\n')
  const order = language === 'fr' ? ['fr', 'en'] : ['en', 'fr']
  return {
    subject: frame(language)('subject', { node: node.name }),
    text: `${order.map(inOne).join('\n\n--\n\n')}\n`,
  }
}

/** Runs one job of `letterQueue`. Rejects where it should be tried again. */
export const sendLetter =
  <T extends EventTables>(plan: LetterPlan<T>) =>
  async ({ ids }: Pick<RunningJob<'event' | 'account'>, 'ids'>): Promise<void> => {
    const person = await plan.addresseeOf(ids.account)
    if (!person) return
    const { actor, address, language } = person
    const event = await sit(narrowToEvents(plan.db), actor, (trx) =>
      trx.selectFrom('event').select('notify').where('id', '=', ids.event).executeTakeFirst(),
    )
    const keys = keysOf(actor)
    const asked = (event?.notify ?? []) as unknown as Notify[]
    const notify = asked.find(({ to }) => to.some((key) => keys.includes(key)))
    if (!notify) return // they may no longer see it, or no longer hold the role
    const letter = { about: [ids.event, ids.account] as const, to: address, language, ...write(plan, notify, language) }
    try {
      await plan.mailer.send(letter)
    } catch (error) {
      if (error instanceof MailError && error.final) return // refused for good; the inbox still has it
      throw error
    }
  }
