// SPDX-License-Identifier: Apache-2.0
/**
 * Figures of the health wing, as at the end of the last month: each month's are written once, however often a node starts and
 * whatever is corrected or withdrawn meanwhile. A figure that followed each event would tell the day of one harm whenever it
 * went up, its rounding notwithstanding; between two months only that so many, give or take four, were added.
 */
import { floored, floorTable, shareOf } from '#commitments/index.ts'
import { type AdviceTables, adviceFacts } from '#health/advice/index.ts'
import { type AssuranceTables, assuranceFacts } from '#health/assurance/index.ts'
import { type ComplaintsTables, complaintFacts } from '#health/complaints/index.ts'
import { type ContinuityTables, continuityFacts } from '#health/continuity/index.ts'
import { type DirectoryTables, directoryFacts } from '#health/directory/index.ts'
import { type ExperienceTables, experienceFacts } from '#health/experience/index.ts'
import { type LegalAidTables, legalAidFacts } from '#health/legal-aid/index.ts'
import { type LibertyTables, libertyFacts } from '#health/liberty/index.ts'
import { type SignalTables, signalFacts } from '#health/signals/index.ts'
import { type VisitsTables, visitFacts } from '#health/visits/index.ts'
import { isCrossingOpen, packOf } from './country.ts'
import { equivalenceFactsOf } from './equivalence.ts'
import type { Held } from './held.ts'
import { keepDoing, publishFacts } from './keeping.ts'

/** The moment at which the month of `now` began, in UTC, and the year of the month before, of which figures tell. */
const asOf = (now: Date) => {
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
  return { now: until, year: new Date(until.getTime() - 1).getUTCFullYear() }
}

/** Publishes those up to the month of `now`, where the country lets figures out; nothing where that was done before. */
export const publishHealthFacts = async (held: Held, country: string | undefined, now: Date): Promise<void> => {
  const pack = packOf(country)
  if (!pack || !isCrossingOpen(pack, 'facts-to-commitments')) return
  // Facts computed at one moment never take each other's place (`writeFacts`).
  const plan = { country: pack.country.code, ...asOf(now) }
  const facts = await held
    .compartment<SignalTables & AdviceTables & AssuranceTables & ComplaintsTables & ExperienceTables>('health')
    .db.transaction()
    .execute(async (trx) => [
      ...(await signalFacts(trx, floorTable, plan)),
      ...(await assuranceFacts(trx, plan)),
      ...(await experienceFacts(trx, plan)),
      ...(await complaintFacts(trx, { ...plan, floored, shareOf })),
      ...(await adviceFacts(trx, { ...plan, floored, shareOf })),
    ])
  const listed = await directoryFacts(held.compartment<DirectoryTables>('health').db, plan)
  const liberty = await libertyFacts(held.compartment<LibertyTables>('health').db, plan)
  const continuity = await continuityFacts(held.compartment<ContinuityTables>('health').db, plan)
  const aid = await legalAidFacts(held.compartment<LegalAidTables>('health').db, plan)
  const visits = await visitFacts(held.compartment<VisitsTables>('health').db, { ...plan, floored, shareOf })
  const equivalence = await equivalenceFactsOf(held, plan)
  await publishFacts(held, 'health', [
    ...facts,
    ...listed,
    ...liberty,
    ...aid,
    ...continuity,
    ...visits,
    ...equivalence,
  ])
}

const DAY = 86_400_000

/** Looks now and each day whether a month is over; answers how to stop. Nothing where this process does not hold the health wing. */
export const keepPublishing = (held: Held, country: string | undefined): (() => Promise<void>) => {
  if (!held.names.includes('health') || !held.names.includes('commitments')) return () => Promise.resolve()
  const work = () => publishHealthFacts(held, country, new Date())
  return keepDoing(held, { compartment: 'health', name: 'facts', pause: DAY, work })
}
