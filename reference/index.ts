// SPDX-License-Identifier: Apache-2.0
/** The facts of this folder, read once, in the shape that matching takes. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReferenceData } from '#matching/index.ts'
import { assemble } from './assemble.ts'
import { readRows } from './read.ts'
import { mergeRestricted } from './restricted.ts'
import { openShelf } from './shelf.ts'

export { loadPracticeQuestions, type PracticeQuestion } from './code-of-practice.ts'
export { type CountryPoint, loadCountryPoints } from './country-points.ts'
export { type CheckOutcome, checkRestricted, importRestricted } from './import-restricted.ts'
export { type Indicator, loadIndicators } from './indicators.ts'
export { type KnownBenign, loadKnownBenign } from './known-benign.ts'
export { loadOrganisationKinds, type OrganisationKind } from './organisation-kinds.ts'
export { loadPhonePrefixes } from './phone-prefixes.ts'
export {
  loadQualityCriteria,
  QUALITY_SETTINGS,
  type QualityCriteria,
  type QualityCriterion,
  type QualitySetting,
  withAdditions,
} from './quality-criteria.ts'
export { loadRedFlags } from './red-flags.ts'
export { type RestrictedList, restrictedAlone } from './restricted.ts'
export {
  FACETS,
  type Facet,
  loadServiceMatrix,
  loadServiceTaxonomy,
  type ServicePair,
  type ServiceTerm,
  type TermName,
} from './service-taxonomy.ts'

const here = import.meta.dirname

/**
 * Reads the shipped files, and with `restricted` also the lists that an authority imported into that folder.
 * Synchronous, for start-up. Throws where a file is absent or not in shape, naming the file.
 */
export function loadReference(options: { restricted?: string } = {}): ReferenceData {
  const files = new Map<string, Buffer>()
  const hash = createHash('sha256')
  for (const name of readdirSync(here)
    .filter((file) => file.endsWith('.csv'))
    .sort()) {
    const bytes = readFileSync(join(here, name))
    files.set(name, bytes)
    hash.update(`${name}\n`).update(bytes)
  }
  const file = (name: string): Buffer => {
    const bytes = files.get(name)
    if (bytes === undefined) throw new Error(`reference/${name} is absent`)
    return bytes
  }
  const read = readRows('sources.csv', file('sources.csv'), ['read_on']).map((row) => row.read_on)
  const facts = hash.digest('hex')
  const data = assemble(file, `${read.sort().at(-1)}.${facts.slice(0, 8)}`)
  // Not among the facts that are listed, so a copy, changed or merged, does not take the shelf of its original along.
  Object.defineProperty(data, 'shelf', { value: openShelf(facts) })
  return options.restricted === undefined ? data : mergeRestricted(data, options.restricted)
}

/**
 * The facts as JSON, for a browser. Refuses data that holds a row of a restricted list: load without `restricted`.
 */
export function packReference(data: ReferenceData = loadReference()): string {
  const restricted =
    data.version.includes('+') ||
    data.substances.some((substance) => substance.group === 'restricted') ||
    Object.values(data.controls).some((own) => own.some((control) => control.source.startsWith('restricted:')))
  if (restricted) throw new Error('restricted lists never leave the server: pack data loaded without `restricted`')
  return JSON.stringify(data)
}
