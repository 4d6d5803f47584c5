// SPDX-License-Identifier: Apache-2.0
/** What a service for people who use drugs is held to, as data. Own wording: not checked against any published text. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { list, readRows } from './read.ts'

/** Where a service works. `system-authority`: what the competent authority is held to itself. */
export const QUALITY_SETTINGS = [
  ...(['outpatient', 'outreach', 'inpatient', 'residential', 'prison', 'telehealth', 'prevention'] as const),
  ...(['harm-reduction', 'primary-care', 'recovery-support', 'system-authority'] as const),
] as const
export type QualitySetting = (typeof QUALITY_SETTINGS)[number]

export interface QualityCriterion {
  /** Stable: answers that were signed off name it. Another wording gets another id. */
  id: string
  domain: string
  name: { en: string; fr: string }
  criterion: { en: string; fr: string }
  /** What would show it; English alone. */
  evidence: string
  /** From 2 to 5. */
  weight: number
  /** Whether no accreditation is possible while it is not met. */
  isCritical: boolean
  settings: QualitySetting[]
  /** How it can be checked. */
  verification: string[]
  paragraphs: string[]
}

export interface QualityCriteria {
  /** Of both files: what was assessed by another version can be told apart. */
  version: string
  domains: { id: string; name: { en: string; fr: string } }[]
  /** In file order: by domain. */
  criteria: QualityCriterion[]
}

const COLUMNS = [
  ...(['id', 'domain', 'name_en', 'name_fr', 'criterion_en', 'criterion_fr', 'evidence_en'] as const),
  ...(['weight', 'critical', 'applies_to', 'verification', 'paragraphs'] as const),
] as const

/** Reads quality-criteria.csv and quality-domains.csv. Throws where one is absent or not in shape. */
export const loadQualityCriteria = (): QualityCriteria => {
  const read = (file: string) => readFileSync(join(import.meta.dirname, file))
  const [rows, domains] = [read('quality-criteria.csv'), read('quality-domains.csv')]
  return {
    version: createHash('sha256').update(rows).update(domains).digest('hex').slice(0, 8),
    domains: readRows('quality-domains.csv', domains, ['id', 'name_en', 'name_fr'], (row) => ({
      ...{ id: row.id, name: { en: row.name_en, fr: row.name_fr } },
    })),
    criteria: readRows('quality-criteria.csv', rows, COLUMNS, (row) => ({
      ...{ id: row.id, domain: row.domain, name: { en: row.name_en, fr: row.name_fr } },
      ...{ criterion: { en: row.criterion_en, fr: row.criterion_fr }, evidence: row.evidence_en },
      ...{ weight: Number(row.weight), isCritical: row.critical === 'yes' },
      ...{ settings: list(row.applies_to) as QualitySetting[], verification: list(row.verification) },
      paragraphs: list(row.paragraphs),
    })),
  }
}

/**
 * With what one country adds, each beside the others of its domain. Without additions it is the same version. Throws where an
 * addition names a domain or a setting that there is not, or an id that is taken.
 */
export const withAdditions = (all: QualityCriteria, additions: readonly QualityCriterion[]): QualityCriteria => {
  if (additions.length === 0) return all
  const domains = all.domains.map(({ id }) => id)
  const ids = new Set(all.criteria.map(({ id }) => id))
  const settings: readonly string[] = QUALITY_SETTINGS
  for (const { id, domain, settings: own } of additions) {
    if (!domains.includes(domain)) throw new Error(`criteria.csv, ${id}: there is no domain "${domain}".`)
    if (ids.has(id)) throw new Error(`criteria.csv, ${id}: the id is taken.`)
    const strange = own.find((each) => !settings.includes(each))
    if (strange !== undefined) throw new Error(`criteria.csv, ${id}: there is no setting "${strange}".`)
    ids.add(id)
  }
  const added = createHash('sha256').update(JSON.stringify(additions)).digest('hex').slice(0, 8)
  const criteria = [...all.criteria, ...additions]
  return {
    ...{ version: `${all.version}+${added}`, domains: all.domains },
    criteria: domains.flatMap((domain) => criteria.filter((each) => each.domain === domain)),
  }
}
