// SPDX-License-Identifier: Apache-2.0
/** Everybody’s: what was said last of a service. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { ANYONE } from './access.ts'
import type { ContinuityRegister } from './contract.ts'
import { type ContinuityTables, newestWords } from './store.ts'
import { wordFrom } from './view.ts'

const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

export const openContinuityRegister = (db: Kysely<ContinuityTables>, now = () => new Date()): ContinuityRegister => ({
  of: async (service) => {
    const [row] = isId(service) ? await sit(db, ANYONE, (trx) => newestWords(trx, { service })) : []
    return row && wordFrom(row, now())
  },
  notOpen: async () => {
    const rows = await sit(db, ANYONE, (trx) => newestWords(trx))
    return new Map(rows.filter(({ state }) => state !== 'open').map((row) => [row.service, wordFrom(row, now())]))
  },
})
