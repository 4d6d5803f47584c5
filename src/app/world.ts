// SPDX-License-Identifier: Apache-2.0
/** The desks by which a node deals with the world outside it: corrections, feeds. Each as far as its compartment is held. */
import type { Actor } from '#platform/access/index.ts'
import type { RoleDeclaration } from '#platform/accounts/index.ts'
import { webhookRoles } from '#platform/webhooks/index.ts'
import { type CorrectionsCounter, type CorrectionsDesk, correctionRoles } from '#supply/corrections/index.ts'
import { type FeedsDesk, feedRoles } from '#supply/feeds/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import { type RestrictedDesk, restrictedRoles } from '#supply/restricted/index.ts'
import type { Config } from './config.ts'
import { openCorrecting } from './corrections.ts'
import { keepFacts } from './facts.ts'
import { openFetching } from './feeds.ts'
import type { Place } from './places.ts'
import { openLists } from './restricted.ts'
import { type Hooks, openHooks } from './webhooks.ts'
import { withWork } from './with-work.ts'

export interface WorldDesks {
  corrections?: CorrectionsDesk
  feeds?: FeedsDesk
  restricted?: RestrictedDesk
  /** One for each compartment whose events are told. */
  webhooks?: ReturnType<Hooks['desksOf']>
}

export interface World {
  /** Everybody’s: where they ask for a correction. */
  counter?: CorrectionsCounter
  /** Those at which this actor has something to do. */
  desksOf(actor: Actor, incidents: IncidentsDesk | undefined): WorldDesks
  stop(): Promise<void>
}

export const worldRoles: readonly RoleDeclaration[] = [
  ...correctionRoles,
  ...feedRoles,
  ...restrictedRoles,
  ...webhookRoles,
]

type Parts = Parameters<typeof openLists>[0]

export const openWorld = (config: Config, parts: Parts): World => {
  const correcting = openCorrecting(parts, config.country)
  const fetching = openFetching(config, parts)
  const listsOf = openLists(parts)
  const hooks = openHooks(config, parts)
  const stopFacts = keepFacts({ ...parts, country: config.country })
  const hooksOf = (actor: Actor): WorldDesks => {
    const webhooks = hooks.desksOf(actor).filter(({ desk }) => desk.may.length > 0)
    return webhooks.length > 0 ? { webhooks } : {}
  }
  return {
    ...(correcting && { counter: correcting.counter }),
    desksOf: (actor, incidents) => ({
      ...withWork({
        corrections: correcting?.deskOf(actor),
        feeds: fetching?.deskOf(actor, incidents),
        restricted: listsOf?.(actor),
      }),
      ...hooksOf(actor),
    }),
    stop: async () => {
      await Promise.all([fetching?.stop(), hooks.stop(), stopFacts()])
    },
  }
}

/** The pages of these desks. */
export const placesOfWorld = ({ corrections, feeds, restricted, webhooks }: WorldDesks): Place[] => [
  ...(corrections ? [{ href: '/corrections', title: { en: 'Corrections', fr: 'Rectifications' }, main: true }] : []),
  ...(feeds
    ? [
        {
          href: '/feeds',
          title: { en: 'Feeds and what came', fr: 'Relevés et reçus' },
          main: feeds.may.includes('configure'),
        },
      ]
    : []),
  ...(restricted
    ? [{ href: '/restricted', title: { en: 'Restricted lists', fr: 'Listes restreintes' }, main: true }]
    : []),
  ...(webhooks ? [{ href: '/webhooks', title: { en: 'Webhooks', fr: 'Webhooks' } }] : []),
]
