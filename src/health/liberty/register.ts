// SPDX-License-Identifier: Apache-2.0
/** Everybody’s register: whether people may leave, and how often somebody was held or shut in, over the floor. */
import type { Kysely } from 'kysely'
import { FLOOR } from '#commitments/contract.ts'
import { sit } from '#platform/access/index.ts'
import { ANYONE } from './access.ts'
import type { LibertyRegister, Statement } from './contract.ts'
import { countsOf, type LibertyTables, statements } from './store.ts'
import { signOf, statementFrom } from './view.ts'

/** The twelve months before the month of `now`: a number that followed each entry would tell the day of one. */
export const yearBefore = (now: Date): { since: Date; until: Date } => {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  return { since: new Date(Date.UTC(year - 1, month, 1)), until: new Date(Date.UTC(year, month, 1)) }
}

export const floored = (count: number): number | null =>
  count < FLOOR.least ? null : Math.round(count / FLOOR.round) * FLOOR.round

const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

export const openLibertyRegister = (db: Kysely<LibertyTables>, now = () => new Date()): LibertyRegister => {
  const signs = async (service: string | null) => {
    const said = (await sit(db, ANYONE, (trx) => statements(trx, service))).map(statementFrom)
    if (said.length === 0) return []
    const { since, until } = yearBefore(now())
    const counted = new Map<string, number>()
    for (const each of await countsOf(db, since, until))
      counted.set(each.service, (counted.get(each.service) ?? 0) + each.entries)
    const last = new Date(until.getTime() - 1).toISOString().slice(0, 10)
    const byService = Map.groupBy(said, ({ service: id }: Statement) => id)
    return [...byService].flatMap(([id, own]) => signOf(own, floored(counted.get(id) ?? 0), last) ?? [])
  }
  return {
    list: async () => (await signs(null)).sort((a, b) => a.name.localeCompare(b.name, 'en')),
    of: async (service) => (isId(service) ? (await signs(service))[0] : undefined),
  }
}
