// SPDX-License-Identifier: Apache-2.0
/** Figures of incidents, counted now and then and published with the others. */
import { createPublisher, type FactTables } from '#commitments/index.ts'
import type { ReferenceData } from '#matching/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { loadIndicators } from '#reference/index.ts'
import { type IncidentTables, incidentFacts } from '#supply/incidents/index.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'

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
  const publish = createPublisher(loadIndicators())
  const published = await publish(held.compartment<FactTables>('commitments').db, facts)
  if (!published.ok) throw new Error(`Figures of incidents were refused: ${published.refusal.detail}`)
}

const FIRST = 60_000
const HOURS = 6 * 60 * 60_000

/** A minute after the start, then every six hours, until stopped. */
export const keepFacts = (parts: Parts) => {
  let current = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const turn = () => {
    current = tellFacts(parts).catch((error: { code?: string; name?: string }) =>
      parts.held.complain('supply', `facts: ${error.code ?? error.name ?? 'failed'}`),
    )
    timer = setTimeout(turn, HOURS)
  }
  timer = setTimeout(turn, FIRST)
  return {
    stop: async () => {
      clearTimeout(timer)
      await current
    },
  }
}
