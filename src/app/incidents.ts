// SPDX-License-Identifier: Apache-2.0
/** The incidents desk, where this process holds its compartment. */
import type { PublicDesk } from '#commons/lookup/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts, OrganisationSummary } from '#platform/accounts/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import { loadPhonePrefixes } from '#reference/index.ts'
import {
  FIRMS,
  type IncidentPeers,
  type IncidentsDesk,
  type IncidentTables,
  namesOfCountries,
  openIncidents,
  openTaxii,
  ownUseOf,
  readParagraph,
  type TaxiiDesk,
} from '#supply/incidents/index.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'
import { agreementsFor } from './partnerships.ts'

/** Whose desk, and the organisations that they may tell. */
type OpenFor = (actor: Actor, organisations: () => Promise<OrganisationSummary[]>) => IncidentsDesk

interface SupplyPlan {
  held: Held
  accounts: Accounts
  peers: IncidentPeers | undefined
  /** Where files of incidents are. */
  attachments: Attachments | undefined
  /** ISO 3166-1 alpha-2. */
  country: string | undefined
  /** Its address. */
  baseUrl: string
}

/** Undefined where this process does not hold the supply wing. `lookup` matches goods in a pasted paragraph. */
export const openSupply = (
  { held, accounts, peers, attachments, country, baseUrl }: SupplyPlan,
  { match }: PublicDesk['lookup'],
): OpenFor | undefined => {
  if (!held.names.includes('supply')) return undefined
  const { db } = held.compartment<IncidentTables>('supply')
  const prefixes = loadPhonePrefixes()
  const countries = namesOfCountries(new Set(prefixes.values()))
  const ownUse = ownUseOf(packOf(country)?.thresholds ?? [])
  const today = () => new Date().toISOString().slice(0, 10)
  return (actor, organisations) =>
    openIncidents({
      agreements: agreementsFor(actor),
      ...{
        db,
        actor,
        prefixes,
        ownUse,
        node: new URL(baseUrl).origin,
        seats: accounts.seats,
        ...(peers && { peers }),
        ...(attachments && { attachments }),
      },
      country: async () => (await organisations()).find(({ id }) => id === actor.organisation)?.country,
      isAbroad: async (id) => {
        const all = await organisations()
        const own = all.find((each) => each.id === actor.organisation)
        const other = all.find((each) => each.id === id && each.status === 'active')
        return other && other.country !== own?.country
      },
      isFirm: async (id) => {
        const kind = (await organisations()).find((each) => each.id === id)?.kind
        return kind === undefined || FIRMS.includes(kind) // of whom nothing is known is not let in by name
      },
      readParagraph: (paragraph) => readParagraph(paragraph, { match, countries, today: today() }),
    })
}

/** For how long names of organisations are kept: a program that fetches page by page asks for them each time. */
const NAMES_MS = 60_000

/** The same for other programs, over TAXII. `node`: this node's origin. */
export const openExchange = (
  { held, accounts }: { held: Held; accounts: Accounts },
  node: string,
): ((actor: Actor, desk: IncidentsDesk) => TaxiiDesk) => {
  let kept: { until: number; names: Promise<ReadonlyMap<string, string>> } | undefined
  const names = () => {
    if (kept === undefined || kept.until < Date.now()) {
      const seats = accounts.seats([])
      const named = seats.then((all) => new Map(all.map(({ organisation: { id, name } }) => [id, name])))
      kept = { until: Date.now() + NAMES_MS, names: named }
      named.catch(() => {
        kept = undefined
      })
    }
    return kept.names
  }
  return (actor, desk) => openTaxii({ db: held.compartment<IncidentTables>('supply').db, actor, desk, node, names })
}
