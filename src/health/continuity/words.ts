// SPDX-License-Identifier: Apache-2.0
/** Words as they are shown: with what else was said, and with alternatives that are closed themselves by now. */
import type { Word } from './contract.ts'
import { newestBy, type ReadRow, standing, type Trx } from './store.ts'
import { wordFrom } from './view.ts'

export const shownWords = async (trx: Trx, rows: readonly ReadRow[], now: Date): Promise<Word[]> => {
  const named = new Set(rows.flatMap(({ alternatives }) => alternatives.flatMap(({ service }) => service?.id ?? [])))
  const others = named.size === 0 ? [] : await standing(trx, [...named])
  const closed = new Map(
    others.flatMap(({ service, state, begun_at }) => (state === 'closed' ? [[service, begun_at] as const] : [])),
  )
  const own = new Map<string, ReadRow>()
  const services = rows.flatMap(({ by, service }) => (by === 'authority' ? service : []))
  if (services.length > 0) for (const row of await newestBy(trx, 'provider', services)) own.set(row.service, row)
  return rows.map((row) => {
    const other = own.get(row.service)
    // What was said before the authority spoke was answered by it.
    const beside = other && Number(other.entry) > Number(row.entry) ? other : undefined
    return wordFrom(row, now, { closed, beside })
  })
}
