// SPDX-License-Identifier: Apache-2.0
/** Working groups and operations, where this process holds their compartment: desks, reminders, figures. */
import { floored, floorTable, shareOf } from '#commitments/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import {
  type GroupsDesk,
  type GroupTables,
  groupFacts,
  type Links,
  openGroups,
  remindOfMeasures,
} from '#supply/groups/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import { type PartnershipTables, tellable } from '#supply/partnerships/index.ts'
import type { WarningsDesk } from '#supply/warnings/index.ts'
import type { Held } from './held.ts'
import { type Counting, countedHere, keepDoing, publishFacts } from './keeping.ts'

interface Neighbours {
  incidents: IncidentsDesk | undefined
  warnings: WarningsDesk | undefined
}

const MOST = 50

/** As every substance under watch is handled (src/supply/warnings/access.ts). */
const WATCHED = 'amber'

/** What this actor sees of incidents and substances under watch, by its own desks: a finding opens neither. */
const linksOf = ({ incidents, warnings }: Neighbours): Links => ({
  incident: async (id) => {
    const found = await incidents?.open(id)
    return found?.ok ? { id, title: found.value.title, marking: found.value.marking } : undefined
  },
  watched: async (id) => {
    const found = await warnings?.open(id)
    return found?.ok ? { id, title: found.value.identity.name, marking: WATCHED } : undefined
  },
  all: async () => {
    const [listed, board] = [await incidents?.list({ limit: MOST }), await warnings?.board({ limit: MOST })]
    const items = listed?.ok ? listed.value.items : []
    const watched = board?.ok ? board.value.items : []
    return {
      incidents: items.map(({ id, title, marking }) => ({ id, title, marking })),
      watched: watched.map(({ id, identity }) => ({ id, title: identity.name, marking: WATCHED as 'amber' })),
    }
  },
})

/** Whose desk; undefined where this process does not hold the supply wing. */
export const openWorkingGroups = (
  { held, accounts }: { held: Held; accounts: Accounts },
  baseUrl: string,
): ((actor: Actor, neighbours: Neighbours) => GroupsDesk) | undefined => {
  if (!held.names.includes('supply')) return undefined
  const { db } = held.compartment<GroupTables>('supply')
  const host = new URL(baseUrl).hostname
  const agreements = (actor: Actor) => () =>
    tellable(held.compartment<PartnershipTables>('supply').db, {
      ...{ authority: actor.organisation, kind: 'group' as const, now: new Date() },
    })
  return (actor, neighbours) =>
    openGroups({ db, actor, seats: accounts.seats, agreements: agreements(actor), links: linksOf(neighbours), host })
}

const HOUR = 60 * 60 * 1000

/** Figures of the country's groups, where this process holds the compartment in which they are published. */
const tellFacts = async (counting: Counting, now: Date) => {
  const counted = await countedHere(counting)
  if (!counted) return
  const { held } = counting
  const { db } = held.compartment<GroupTables>('supply')
  await publishFacts(held, 'groups', await groupFacts({ db, ...counted, now, floorTable, floored, shareOf }))
}

/** Reminds of measures and publishes the figures, now and each hour. Answers how to stop. */
export const keepGroups = (counting: Counting): (() => Promise<void>) => {
  const { held } = counting
  if (!held.names.includes('supply')) return () => Promise.resolve()
  const work = async () => {
    const now = new Date()
    await remindOfMeasures(held.compartment<GroupTables>('supply').db, now)
    await tellFacts(counting, now)
  }
  return keepDoing(held, { compartment: 'supply', name: 'groups', pause: HOUR, work })
}
