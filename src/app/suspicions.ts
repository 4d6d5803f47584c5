// SPDX-License-Identifier: Apache-2.0
/** Orders, payments, parcels and listings that firms watch, where this process holds the compartment: desks, and everybody's look at a certificate. */
import { join } from 'node:path'
import { floorTable } from '#commitments/index.ts'
import type { CountryPack } from '#countries/index.ts'
import { createTextMatcher, type ReferenceData } from '#matching/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { openLedgerKey as openKey } from '#platform/ledger/index.ts'
import {
  type CertificatesCounter,
  currencies,
  type GoodsPlan,
  type Naming,
  namingOf,
  openCertificates,
  openRules,
  openSuspicions,
  ownUseOf,
  type SuspicionLeg,
  type SuspicionsDesk,
  type SuspicionTables,
  suspicionFacts,
} from '#supply/suspicions/index.ts'
import { REPORT_TO_INCIDENT } from '../crossings/index.ts'
import type { Config } from './config.ts'
import { dueAfter, isCrossingOpen, packOf } from './country.ts'
import type { Held } from './held.ts'
import { type Counting, countedHere, keepDoing, publishFacts } from './keeping.ts'

const COMPARTMENT = 'supply_suspicions'

/** By the facts of this node, and the law of these countries besides the conventions. */
export const goodsOf = (data: ReferenceData, jurisdictions: readonly string[]): GoodsPlan & { naming: Naming } => {
  const categories = new Map(data.equipment.map(({ id, category }) => [id, category]))
  const matcher = createTextMatcher(data)
  return {
    ...{ matcher, jurisdictions, categoryOf: (id: string) => categories.get(id) },
    naming: namingOf(data, matcher),
  }
}

/** From which amount cash is reported; where a country has no such limit nothing is just under it. */
export const cashLimitOf = (pack: CountryPack | undefined): number =>
  pack?.thresholds.find(({ id }) => id === 'cash-payment')?.value ?? Number.POSITIVE_INFINITY

/** Clocks of a country's pack, by what is reported. */
const CLOCKS: Record<SuspicionLeg, string> = {
  ...{ order: 'suspicious-order', payment: 'suspicious-transaction' },
  ...{ parcel: 'suspicious-parcel', listing: 'suspicious-listing' },
}

export interface Suspecting {
  deskOf(actor: Actor): SuspicionsDesk
  counter: CertificatesCounter
  stop(): Promise<void>
}

const HOURS = 6 * 60 * 60_000

/** Publishes the figures of the country's firms; nothing where another process publishes. */
export const tellSuspicionFacts = async (counting: Counting, now: Date): Promise<void> => {
  const counted = await countedHere(counting)
  if (!counted) return
  const { db } = counting.held.compartment<SuspicionTables>(COMPARTMENT)
  await publishFacts(counting.held, 'suspicions', await suspicionFacts({ db, ...counted, now, floorTable }))
}

/** Undefined where this process does not hold the compartment. */
export const openSuspecting = (
  config: Config,
  { held, accounts, data }: { held: Held; accounts: Accounts; data: ReferenceData },
): Suspecting | undefined => {
  if (!held.names.includes(COMPARTMENT)) return undefined
  const { db } = held.compartment<SuspicionTables>(COMPARTMENT)
  const pack = packOf(config.country)
  const key = openKey(join(config.data, 'certificates.pem'))
  const plan = {
    ...{ db, rules: openRules(), seats: accounts.seats, isDraftingOpen: isCrossingOpen(pack, REPORT_TO_INCIDENT) },
    goods: { ...goodsOf(data, pack ? [pack.country.code] : []), ownUse: ownUseOf(pack?.thresholds ?? []) },
    ...{ currencies: currencies(pack ? [pack.country.currency] : []), currency: pack?.country.currency ?? '' },
    payments: { limit: cashLimitOf(pack) },
    dueAfter: (leg: SuspicionLeg, found: Date) => dueAfter(pack, CLOCKS[leg], found),
    certificates: { key, issuer: new URL(config.baseUrl).origin },
  }
  const stop = keepDoing(held, {
    ...{ compartment: COMPARTMENT, name: 'facts', pause: HOURS },
    work: () => tellSuspicionFacts({ held, accounts, country: config.country }, new Date()),
  })
  return { deskOf: (actor) => openSuspicions({ ...plan, actor }), counter: openCertificates(key), stop }
}
