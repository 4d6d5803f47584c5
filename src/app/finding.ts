// SPDX-License-Identifier: Apache-2.0
/** What everybody may find in the directory, and whom the country says to call. */
import { standsFor } from '#basis/stands.ts'
import type { QualityRegister } from '#health/assurance/index.ts'
import type { ContinuityRegister } from '#health/continuity/index.ts'
import {
  accuracyAt,
  type DirectoryTables,
  type Finding,
  type HelpLine,
  linesNow,
  linkKeyOf,
  mapOf,
  type OpenDirectory,
  openConfirmations,
  openDirectoryData,
  openFinder,
} from '#health/directory/index.ts'
import type { LibertyRegister } from '#health/liberty/index.ts'
import { loadServiceTaxonomy } from '#reference/index.ts'
import type { Config } from './config.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'
import { secretOf } from './secrets.ts'

/** What other rooms know of services. */
interface Registers {
  continuity: ContinuityRegister | undefined
  quality: QualityRegister | undefined
  liberty: LibertyRegister | undefined
}

const MINUTE = 60_000

/** Undefined where this process does not hold the health wing. */
export const openFinding = (held: Held, config: Config, registers: Registers): Finding | undefined => {
  const { country } = config
  if (!held.names.includes('health')) return undefined
  const lines = packOf(country)?.['help-lines'] ?? []
  const timeZone = packOf(country)?.country.time_zone ?? ''
  const told = (purpose: string): Omit<HelpLine, 'opens'>[] =>
    lines
      .filter((each) => each.purpose === purpose)
      .map(({ number, hours, name_en: en, name_fr: fr, name_ar: ar }) => ({
        ...{ number, hours },
        name: { en, fr, ...(ar !== '' && { ar }) },
      }))
  const lineFor = (purpose: string): HelpLine | null => {
    const [line] = told(purpose)
    return line ? { ...line, opens: null } : null
  }
  const supports = [...told('support'), ...told('crisis')]
  // Lines open at whole minutes, and pages are many.
  let known: { minute: number; lines: HelpLine[] } | undefined
  const supportAt = (minute: number) => {
    if (known?.minute !== minute) known = { minute, lines: linesNow(supports, timeZone, new Date(minute * MINUTE)) }
    return known.lines
  }
  const { db } = held.compartment<DirectoryTables>('health')
  return {
    desk: openFinder(db, undefined, besideOf(registers), packOf(country)?.country.code, timeZone),
    map: mapOf,
    accuracy: () => accuracyAt(db, new Date()),
    confirmations: openConfirmations({ db, key: linkKeyOf(secretOf(config)) }),
    timeZone,
    ...{ emergency: lineFor('emergency'), poison: lineFor('poison') },
    get support() {
      return supportAt(Math.floor(Date.now() / MINUTE))
    },
    ...{ independent: lineFor('ill-treatment'), origin: new URL(config.baseUrl).origin },
    terms: new Map(loadServiceTaxonomy().map(({ id, name }) => [id, name])),
  }
}

/** Milliseconds for which a list may not know yet what was decided of a service; its own page always does. */
const DECIDED_FOR = 30_000

const besideOf = ({ continuity, quality, liberty }: Registers) => {
  const decided = standsFor(DECIDED_FOR, async () => {
    const standings = (await quality?.list()) ?? []
    const accredited = standings.filter(({ status }) => status === 'accredited').map(({ service }) => service)
    const signs = (await liberty?.list()) ?? []
    const held = new Map(
      signs.flatMap(({ service, canLeave }) => (canLeave === 'yes' ? [] : [[service, canLeave] as const])),
    )
    return { accredited, held, standings: new Map(standings.map(({ service, status }) => [service, status])) }
  })
  return async () => {
    const words = [...((await continuity?.notOpen()) ?? []).values()]
    const closed = words.filter(({ state }) => state === 'closed' || state === 'moved')
    return { closed: closed.map(({ service }) => service), ...(await decided()) }
  }
}

/** The same for other programs. */
export const openData = (held: Held): OpenDirectory | undefined =>
  held.names.includes('health') ? openDirectoryData(held.compartment<DirectoryTables>('health').db) : undefined

/** What a form of a listing offers: the terms, and where the node most likely is. */
export const listingHere = (country: string | undefined) => {
  const own = packOf(country)?.country
  return {
    terms: loadServiceTaxonomy().map(({ id, name: { en, fr } }) => ({ id, name: { en, fr } })),
    country: own?.code ?? country?.toUpperCase() ?? '',
    timeZone: own?.time_zone ?? '',
  }
}
