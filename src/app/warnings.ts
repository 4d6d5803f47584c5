// SPDX-License-Identifier: Apache-2.0
/** Early warning, where this process holds its compartment: desks, what everybody may read, and the end of an advisory. */
import type { PublicDesk } from '#commons/lookup/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import type { Jobs } from '#platform/jobs/index.ts'
import type { RoomPeers } from '#platform/peers/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import {
  type AdvisoriesDesk,
  expire,
  expiryQueue,
  factsQueue,
  openAdvisories,
  openWarnings,
  type WarningsDesk,
  type WarningTables,
  warningFacts,
} from '#supply/warnings/index.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'
import { publishFacts } from './keeping.ts'
import { officersIn } from './officers.ts'

interface WarningsPlan {
  held: Held
  accounts: Accounts
  registry: PublicDesk['lookup']
  attachments: Attachments | undefined
  /** Those of the compartment, where this process has them. */
  jobs: Jobs | undefined
  /** ISO 3166-1 alpha-2: whose figures are published; those of the invented country where absent. */
  country: string | undefined
}

export interface Warnings {
  /** Whose desk; `incidents` is the same actor's. */
  deskOf(actor: Actor, incidents: IncidentsDesk | undefined, peers: RoomPeers<WarningTables> | undefined): WarningsDesk
  public: AdvisoriesDesk
}

/** How many incidents are looked at for one substance. */
const MOST_INCIDENTS = 50

/** Incidents in which these words stand, as this actor may read them itself. */
const sightingsAt = (desk: IncidentsDesk | undefined) => async (text: string) => {
  const found = await desk?.list({ text, limit: MOST_INCIDENTS })
  return (found?.ok ? found.value.items : []).map(({ id, title, kind, reported, countries, goods }) => ({
    ...{ id, title, kind, reported, countries },
    goods: goods.map(({ name }) => name),
  }))
}

/** Undefined where this process does not hold the supply wing. */
export const openEarlyWarning = async (plan: WarningsPlan): Promise<Warnings | undefined> => {
  const { held, accounts, registry, attachments, jobs } = plan
  const country = packOf(plan.country)?.country.code ?? plan.country
  if (!held.names.includes('supply')) return undefined
  const { db } = held.compartment<WarningTables>('supply')
  const tellFacts = async () => {
    if (country === undefined || !held.names.includes('commitments')) return
    const now = new Date()
    const authorities = await officersIn(accounts, country)
    const facts = await warningFacts({ db, authorities, country, year: now.getUTCFullYear(), now })
    await publishFacts(held, 'early warning', facts)
  }
  await jobs?.work(factsQueue, tellFacts)
  await jobs?.work(expiryQueue, async ({ ids }) => {
    await expire(db, ids, new Date())
  })
  return {
    deskOf: (actor, incidents, peers) =>
      openWarnings({
        ...{ db, actor, seats: accounts.seats, registry, incidents: sightingsAt(incidents) },
        ...(attachments && { attachments }),
        ...(peers && { peers }),
        ...(jobs && {
          onPublished: async (trx, ids, at) => {
            const afterSeconds = Math.max(0, Math.ceil((at.getTime() - Date.now()) / 1000))
            await jobs.enqueue(trx, expiryQueue, ids, { afterSeconds })
            await jobs.enqueue(trx, factsQueue, ids)
          },
        }),
      }),
    public: openAdvisories(db),
  }
}
