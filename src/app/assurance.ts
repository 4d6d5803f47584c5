// SPDX-License-Identifier: Apache-2.0
/** Quality in the house: whose desk, everybody’s register, and which listings of the directory may be assessed. */
import {
  type AssuranceDesk,
  type AssuranceTables,
  holdAlsoTo,
  type InspectionsDesk,
  openAssurance,
  openInspections,
  openQualityRegister,
  type QualityRegister,
  type ServiceFound,
  type Setting,
} from '#health/assurance/index.ts'
import type { Actor } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import type { Attachments } from '#platform/attachments/index.ts'
import type { QualityCriterion } from '#reference/index.ts'
import { packOf } from './country.ts'
import type { Held } from './held.ts'
import { openListed } from './listed.ts'

/** What terms of the directory say of where a service works; the first that fits. */
const SETTINGS: readonly (readonly [string, Setting])[] = [
  ...([
    ['setting:cj.remand', 'prison'],
    ['setting:cj.prison', 'prison'],
    ['setting:res', 'residential'],
  ] as const),
  ...([
    ['setting:hc.inpatient', 'inpatient'],
    ['setting:hc.primary', 'primary-care'],
  ] as const),
  ...([
    ['setting:hc', 'outpatient'],
    ['setting:com.outreach', 'outreach'],
    ['setting:dig', 'telehealth'],
  ] as const),
  ...([
    ['setting:com.peer', 'recovery-support'],
    ['setting:com', 'harm-reduction'],
    ['setting:edu', 'prevention'],
  ] as const),
]

const settingOf = (terms: readonly string[]): Setting | null =>
  SETTINGS.find(([term]) => terms.some((each) => each === term || each.startsWith(`${term}.`)))?.[1] ?? null

interface Sitting {
  assurance: AssuranceDesk
  inspections: InspectionsDesk
}

/** What services of the country are held to besides. */
const additionsOf = (country: string | undefined): QualityCriterion[] =>
  (packOf(country)?.criteria ?? []).map((row) => ({
    ...{ id: row.id, domain: row.domain, name: { en: row.name_en, fr: row.name_fr } },
    ...{ criterion: { en: row.criterion_en, fr: row.criterion_fr }, evidence: row.evidence_en, weight: row.weight },
    ...{ isCritical: row.critical, settings: row.applies_to as QualityCriterion['settings'] },
    ...{ verification: row.verification, paragraphs: row.paragraphs },
  }))

/** Undefined where this process does not hold the health wing. */
export const openQuality = (
  held: Held,
  accounts: Accounts,
  attachments: Attachments | undefined,
  country: string | undefined,
): { deskOf(actor: Actor): Sitting; register: QualityRegister } | undefined => {
  if (!held.names.includes('health')) return undefined
  holdAlsoTo(additionsOf(country))
  const { db } = held.compartment<AssuranceTables>('health')
  const directory = openListed(
    held,
    ({ id, name, location, terms }): ServiceFound => ({ id, name, city: location.city, setting: settingOf(terms) }),
  )
  return {
    deskOf: (actor) => {
      const plan = { db, actor, directory, seats: accounts.seats, ...(attachments && { attachments }) }
      return { assurance: openAssurance(plan), inspections: openInspections(plan) }
    },
    register: openQualityRegister(db),
  }
}
