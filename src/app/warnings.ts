// SPDX-License-Identifier: Apache-2.0
/** Early warning, where this process holds its compartment: desks, what everybody may read, and the end of an advisory. */
import type { PublicDesk } from '#commons/lookup/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import type { Jobs } from '#platform/jobs/index.ts'
import type { IncidentsDesk } from '#supply/incidents/index.ts'
import {
  type AdvisoriesDesk,
  expire,
  expiryQueue,
  openAdvisories,
  openWarnings,
  type WarningsDesk,
  type WarningTables,
} from '#supply/warnings/index.ts'
import type { Held } from './held.ts'

interface WarningsPlan {
  held: Held
  accounts: Accounts
  registry: PublicDesk['lookup']
  attachments: Attachments | undefined
  /** Those of the compartment, where this process has them. */
  jobs: Jobs | undefined
}

export interface Warnings {
  /** Whose desk; `incidents` is the same actor's. */
  deskOf(actor: Actor, incidents: IncidentsDesk | undefined): WarningsDesk
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
  if (!held.names.includes('supply')) return undefined
  const { db } = held.compartment<WarningTables>('supply')
  await jobs?.work(expiryQueue, async ({ ids }) => {
    await expire(db, ids, new Date())
  })
  return {
    deskOf: (actor, incidents) =>
      openWarnings({
        ...{ db, actor, seats: accounts.seats, registry, incidents: sightingsAt(incidents) },
        ...(attachments && { attachments }),
        ...(jobs && {
          endAt: (trx, ids, at) =>
            jobs.enqueue(trx, expiryQueue, ids, {
              afterSeconds: Math.max(0, Math.ceil((at.getTime() - Date.now()) / 1000)),
            }),
        }),
      }),
    public: openAdvisories(db),
  }
}
