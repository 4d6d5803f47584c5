// SPDX-License-Identifier: Apache-2.0
/** Figures of the health wing, published once a day: oftener, and what changed between two of them would tell more. */
import { createPublisher, type FactTables, floored, floorTable, shareOf } from '#commitments/index.ts'
import { type AdviceTables, adviceFacts } from '#health/advice/index.ts'
import { type SignalTables, signalFacts } from '#health/signals/index.ts'
import { loadIndicators } from '#reference/index.ts'
import { isCrossingOpen, packOf } from './country.ts'
import type { Held } from './held.ts'

/** Publishes those of the year of `now`, where the country lets figures out. */
export const publishHealthFacts = async (held: Held, country: string | undefined, now: Date): Promise<void> => {
  const pack = packOf(country)
  if (!pack || !isCrossingOpen(pack, 'facts-to-commitments')) return
  const plan = { country: pack.country.code, year: now.getUTCFullYear(), now }
  const facts = await held
    .compartment<SignalTables & AdviceTables>('health')
    .db.transaction()
    .execute(async (trx) => [
      ...(await signalFacts(trx, floorTable, plan)),
      ...(await adviceFacts(trx, { ...plan, floored, shareOf })),
    ])
  const published = await createPublisher(loadIndicators())(held.compartment<FactTables>('commitments').db, facts)
  if (!published.ok) throw new Error(`Figures of health were refused: ${published.refusal.detail}`)
}

const DAY = 86_400_000

/** Publishes them now and each day; answers how to stop. Nothing where this process does not hold the health wing. */
export const keepPublishing = (held: Held, country: string | undefined): (() => Promise<void>) => {
  if (!held.names.includes('health') || !held.names.includes('commitments')) return () => Promise.resolve()
  let running = Promise.resolve()
  const publish = () => {
    running = publishHealthFacts(held, country, new Date()).catch((error: { code?: string; name?: string }) =>
      held.complain('health', `facts: ${error.code ?? error.name ?? 'failed'}`),
    )
  }
  publish()
  const timer = setInterval(publish, DAY)
  return () => {
    clearInterval(timer)
    return running
  }
}
