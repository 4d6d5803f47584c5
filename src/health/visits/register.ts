// SPDX-License-Identifier: Apache-2.0
/** Everybody’s: visits of which two people of the mechanism published a summary. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { ANYONE } from './access.ts'
import type { VisitsRegister } from './contract.ts'
import { published, type VisitsTables } from './store.ts'
import { publishedFrom } from './view.ts'

export const openVisitsRegister = (db: Kysely<VisitsTables>): VisitsRegister => ({
  list: async () => (await sit(db, ANYONE, published)).map(publishedFrom),
})
