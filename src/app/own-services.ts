// SPDX-License-Identifier: Apache-2.0
/** For whoever runs services: what everybody finds of them. All of it is public; this spares them the search. */
import type { AssuranceDesk } from '#health/assurance/index.ts'
import type { ContinuityDesk } from '#health/continuity/index.ts'
import { type DirectoryTables, openFinder } from '#health/directory/index.ts'
import type { ExperienceDesk } from '#health/experience/index.ts'
import type { LegalAidDesk } from '#health/legal-aid/index.ts'
import type { Actor } from '#platform/access/index.ts'
import { runningIn } from './experience.ts'
import type { Held } from './held.ts'

export interface OwnService {
  id: string
  name: string
  city: string | null
  /** `YYYY-MM-DD`; null where nobody confirmed it to this node. */
  confirmed: string | null
  /** Id of the authority that keeps its listing. */
  keeper: string
}
export interface OwnServices {
  /** As the authorities that keep the listings said who runs which. */
  services(): Promise<OwnService[]>
}

interface Desks {
  assurance?: AssuranceDesk | undefined
  continuity?: ContinuityDesk | undefined
  experience?: ExperienceDesk | undefined
  legalAid?: LegalAidDesk | undefined
}
/** Whoever does at a desk what only those do who run a service. */
const runs = ({ assurance, continuity, experience, legalAid }: Desks): boolean =>
  Boolean(assurance?.may.includes('begin') || continuity?.may.includes('count')) ||
  Boolean(experience || legalAid?.may.includes('enter'))

/** Undefined where this process does not hold the health wing. */
export const openOwnServices = (held: Held) => {
  if (!held.names.includes('health')) return undefined
  const finder = openFinder(held.compartment<DirectoryTables>('health').db)
  const runBy = runningIn(held)
  return ({ organisation }: Actor, desks: Desks): OwnServices | undefined =>
    runs(desks)
      ? {
          services: async () => {
            const all = await Promise.all(
              (await runBy(organisation)).map(async ({ id, keeper }) => ({ keeper, one: await finder.open(id) })),
            )
            return all
              .flatMap(({ keeper, one }) =>
                one && one.left === null
                  ? [{ id: one.id, name: one.name, city: one.location.city, confirmed: one.confirmed, keeper }]
                  : [],
              )
              .sort((a, b) => a.name.localeCompare(b.name, 'en'))
          },
        }
      : undefined
}
