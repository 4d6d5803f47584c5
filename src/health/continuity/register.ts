// SPDX-License-Identifier: Apache-2.0
/** Everybody’s: what was said last of a service. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { ANYONE } from './access.ts'
import type { ContinuityRegister } from './contract.ts'
import { type ContinuityTables, notOpenRows, standing } from './store.ts'
import { shownWords } from './words.ts'

const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

export const openContinuityRegister = (db: Kysely<ContinuityTables>, now = () => new Date()): ContinuityRegister => ({
  of: (service) =>
    sit(db, ANYONE, async (trx) => {
      const rows = isId(service) ? await standing(trx, [service]) : []
      return (await shownWords(trx, rows, now()))[0]
    }),
  notOpen: () =>
    sit(db, ANYONE, async (trx) => {
      const words = await shownWords(trx, await notOpenRows(trx), now())
      return new Map(words.map((word) => [word.service, word]))
    }),
})
