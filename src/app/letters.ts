// SPDX-License-Identifier: Apache-2.0
/** Letters of a node: by SMTP where a server is set, else into the demonstration's mailbox. */
import type { Accounts } from '#platform/accounts/index.ts'
import type { EventTables } from '#platform/events/index.ts'
import { type Jobs, openJobs } from '#platform/jobs/index.ts'
import {
  createMailbox,
  createMailer,
  letterConsumer,
  letterQueue,
  type Mailer,
  type MailTables,
  sendLetter,
} from '#platform/mail/index.ts'
import { QUEUES } from './compartments.ts'
import type { Config } from './config.ts'
import type { ConsumersOf, Held } from './held.ts'
import { sayNotification } from './notifications/index.ts'

export const openMailer = (config: Config, held: Held): Mailer =>
  config.smtp ? createMailer(config.smtp) : createMailbox(held.compartment<MailTables>('commons').db)

/** Hands events on, and sends letters about them where this process holds the jobs. Answers these jobs and how to stop. */
export const openLetters = async (
  { node, baseUrl }: Pick<Config, 'node' | 'baseUrl'>,
  held: Held,
  addresses: Record<string, string>,
  mailer: Mailer,
  accounts: Accounts,
  consumersOf: ConsumersOf,
): Promise<{ jobs: ReadonlyMap<string, Jobs>; stop(): Promise<void> }> => {
  const opened = new Map<string, Jobs>()
  for (const { compartment } of QUEUES) {
    const address = addresses[`${compartment}_jobs`]
    if (address === undefined) continue
    const onTrouble = (trouble: { code?: string }) => held.complain(compartment, `jobs: ${trouble.code ?? 'failed'}`)
    const jobs = await openJobs({ compartment, address, onTrouble } as Parameters<typeof openJobs>[0])
    const { db } = held.compartment<EventTables>(compartment)
    const say = (language: string) => (message: string, values?: Record<string, string | number>) =>
      sayNotification(language === 'fr' ? 'fr' : 'en', message, values ?? {})
    const plan = { db, mailer, addresseeOf: accounts.addressee, say, node: { name: node, origin: baseUrl } }
    await jobs.work(letterQueue, sendLetter(plan))
    opened.set(compartment, jobs)
  }
  held.dispatch((name) => {
    const jobs = opened.get(name)
    return [...(jobs ? [letterConsumer(jobs, accounts.holders)] : []), ...consumersOf(name)]
  })
  return {
    jobs: opened,
    stop: async () => {
      await Promise.all([...opened.values()].map((jobs) => jobs.close()))
      await mailer.close()
    },
  }
}
