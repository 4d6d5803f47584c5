// SPDX-License-Identifier: Apache-2.0
/** Which services an organisation runs, for the other rooms of health: as the authorities that keep their listings said. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { everybody } from './access.ts'
import { type ComplaintsTables, runBy, runnerOf } from './store.ts'

export interface Running {
  service: string
  /** Authority that said so. */
  by: string
}

export const servicesRunBy = async (db: Kysely<ComplaintsTables>, organisation: string): Promise<Running[]> => {
  const rows = await sit(db, everybody, (trx) => runBy(trx, organisation))
  return rows.map(({ id, originator }) => ({ service: id, by: originator }))
}

/** Organisation that runs a service; undefined where no authority said who does. */
export const whoRuns = async (db: Kysely<ComplaintsTables>, service: string): Promise<string | undefined> =>
  (await sit(db, everybody, (trx) => runnerOf(trx, service)))?.provider
