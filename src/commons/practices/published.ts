// SPDX-License-Identifier: Apache-2.0
/** Practices that are marked public, as everybody may read them: a page, and a card for programs. */
import type { Kysely } from 'kysely'
import { sit } from '#platform/access/index.ts'
import { partners } from '#platform/peers/index.ts'
import { ANYONE } from './access.ts'
import type { Practice, PublicPractice, PublicPractices } from './contract.ts'
import { practiceOf, reuseOf, translationOf } from './practice.ts'
import { listPractices, type PracticeTables, practiceById, reusesOf, translationsOf } from './store.ts'

const MOST = 200
const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** Nobody is asked who they are, and no line of the ledger says that somebody read. */
export const openPublicPractices = (db: Kysely<PracticeTables>): PublicPractices => ({
  list: () =>
    sit(db, ANYONE, async (trx): Promise<Practice[]> => {
      const rows = (await listPractices(trx, { status: 'published' }, MOST)).slice(0, MOST)
      const reuses = await reusesOf(
        trx,
        rows.map(({ id }) => id),
      )
      return rows.map((row) => practiceOf(row, reuses, ANYONE))
    }),
  namesAway: async () => {
    const all = await sit(db, ANYONE, (trx) => partners(trx))
    return new Map(all.map(({ id, name, node_name }) => [id, `${name} (${node_name})`]))
  },
  open: async (id) => {
    if (!isId(id)) return undefined
    return sit(db, ANYONE, async (trx): Promise<PublicPractice | undefined> => {
      const row = await practiceById(trx, id)
      if (!row) return undefined
      const reuses = await reusesOf(trx, [id])
      const { may: _, ...practice } = practiceOf(row, reuses, ANYONE)
      const translations = (await translationsOf(trx, id)).map(translationOf)
      return { ...practice, reuses: reuses.map(reuseOf), translations }
    })
  },
})
