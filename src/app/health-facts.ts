// SPDX-License-Identifier: Apache-2.0
/** Figures of the health wing, published once a day: oftener, and what changed between two of them would tell more. */
import { floored, floorTable, shareOf } from '#commitments/index.ts'
import { type AdviceTables, adviceFacts } from '#health/advice/index.ts'
import { type SignalTables, signalFacts } from '#health/signals/index.ts'
import { isCrossingOpen, packOf } from './country.ts'
import type { Held } from './held.ts'
import { keepDoing, publishFacts } from './keeping.ts'

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
  await publishFacts(held, 'health', facts)
}

const DAY = 86_400_000

/** Publishes them now and each day; answers how to stop. Nothing where this process does not hold the health wing. */
export const keepPublishing = (held: Held, country: string | undefined): (() => Promise<void>) => {
  if (!held.names.includes('health') || !held.names.includes('commitments')) return () => Promise.resolve()
  const work = () => publishHealthFacts(held, country, new Date())
  return keepDoing(held, { compartment: 'health', name: 'facts', pause: DAY, work })
}
