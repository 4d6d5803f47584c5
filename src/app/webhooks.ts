// SPDX-License-Identifier: Apache-2.0
/** Webhooks of the compartments whose events reach people. */
import { type Actor, keyOf } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { openOutward, openSealer } from '#platform/outward/index.ts'
import { openWebhooks, startSending, type WebhooksDesk, type WebhookTables } from '#platform/webhooks/index.ts'
import type { Config } from './config.ts'
import type { Held } from './held.ts'
import { secretOf } from './secrets.ts'

/** Kinds of events that may be told to a program: what an actor may see of them is asked each time. */
const KINDS: Record<string, readonly string[]> = {
  commons: ['notice.posted', 'notice.withdrawn'],
  supply: [
    ...['incident.released', 'incident.under-investigation', 'incident.closed', 'incident.recalled'],
    ...['incident-request.open', 'incident-request.answered', 'incident-request.declined', 'received.arrived'],
  ],
}

/** Milliseconds between looks; one that finds nothing is two short queries. */
const LOOK = 1000

export interface Hooks {
  /** Name of the compartment, and this actor’s desk there. */
  desksOf(actor: Actor): { compartment: string; desk: WebhooksDesk }[]
  stop(): Promise<void>
}

export const openHooks = (config: Config, { held, accounts }: { held: Held; accounts: Accounts }): Hooks => {
  const shared = { outward: openOutward(config), sealer: openSealer(secretOf(config), 'webhooks') }
  const actorOf = async (account: string, organisation: string) =>
    (await accounts.seats([keyOf.account(account)])).find(
      ({ actor }) => actor.account === account && actor.organisation === organisation,
    )?.actor
  const open = Object.keys(KINDS).filter((name) => held.names.includes(name))
  const sending = open.map((compartment) => {
    const { db } = held.compartment<WebhookTables>(compartment)
    return startSending({ ...shared, db, compartment, actorOf }, LOOK, (what) => held.complain(compartment, what))
  })
  return {
    desksOf: (actor) =>
      open.map((compartment) => {
        const { db } = held.compartment<WebhookTables>(compartment)
        return { compartment, desk: openWebhooks({ ...shared, db, actor, kinds: KINDS[compartment] ?? [] }) }
      }),
    stop: async () => void (await Promise.all(sending.map(({ stop }) => stop()))),
  }
}
