// SPDX-License-Identifier: Apache-2.0
/** Figures of incidents and of advisories between nodes, counted now and then and published with the others. */
import type { ReferenceData } from '#matching/index.ts'
import { type IncidentTables, incidentFacts } from '#supply/incidents/index.ts'
import { advisoryExchangeFacts, type WarningTables } from '#supply/warnings/index.ts'
import { type Counting, countedHere, keepDoing, publishFacts } from './keeping.ts'

interface Parts extends Counting {
  data: ReferenceData
}

/** Counts and publishes the figures of this year. Throws where the publisher refuses one of them. */
export const tellFacts = async ({ data, ...counting }: Parts, now = new Date()): Promise<void> => {
  const { held } = counting
  const counted = held.names.includes('supply') ? await countedHere(counting) : undefined
  if (!counted) return
  const { db } = held.compartment<IncidentTables>('supply')
  const watched = data.substances.filter(({ kind }) => kind === 'watch').map(({ id }) => id)
  const year = now.getUTCFullYear()
  const facts = await incidentFacts({ db, ...counted, watched, year, now })
  await publishFacts(held, 'incidents', facts)
  const warnings = held.compartment<WarningTables>('supply').db
  const exchanged = await advisoryExchangeFacts({ db: warnings, ...counted, year, now })
  await publishFacts(held, 'advisories between nodes', exchanged)
}

const FIRST = 60_000
const HOURS = 6 * 60 * 60_000

/** A minute after the start, then every six hours. Answers how to stop. */
export const keepFacts = (parts: Parts): (() => Promise<void>) =>
  keepDoing(parts.held, {
    ...{ compartment: 'supply', name: 'facts', first: FIRST, pause: HOURS },
    work: () => tellFacts(parts),
  })
