// SPDX-License-Identifier: Apache-2.0
/** Figures of incidents, counted now and then and published with the others. */
import type { ReferenceData } from '#matching/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { type IncidentTables, incidentFacts } from '#supply/incidents/index.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'
import { keepDoing, publishFacts } from './keeping.ts'

interface Parts {
  held: Held
  accounts: Accounts
  data: ReferenceData
  country: string | undefined
}

/** Counts and publishes the figures of this year. Throws where the publisher refuses one of them. */
export const tellFacts = async ({ held, accounts, data, country: given }: Parts, now = new Date()): Promise<void> => {
  const country = packOf(given)?.country.code ?? given
  if (country === undefined || !held.names.includes('supply') || !held.names.includes('commitments')) return
  const { db } = held.compartment<IncidentTables>('supply')
  const organisations = (await accounts.organisations()).filter((each) => each.country === country).map(({ id }) => id)
  const watched = data.substances.filter(({ kind }) => kind === 'watch').map(({ id }) => id)
  const facts = await incidentFacts({ db, organisations, watched, country, year: now.getUTCFullYear(), now })
  await publishFacts(held, 'incidents', facts)
}

const FIRST = 60_000
const HOURS = 6 * 60 * 60_000

/** A minute after the start, then every six hours. Answers how to stop. */
export const keepFacts = (parts: Parts): (() => Promise<void>) =>
  keepDoing(parts.held, {
    ...{ compartment: 'supply', name: 'facts', first: FIRST, pause: HOURS },
    work: () => tellFacts(parts),
  })
