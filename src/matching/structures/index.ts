// SPDX-License-Identifier: Apache-2.0
/** A molecule in, findings out. What counts as the same substance, and why, is told in README.md. */
import type { MainModule as RDKitModule } from '@rdkit/rdkit'
import { controlsInForce } from '../controls.ts'
import type { Finding, MatchOptions, MatchResult } from '../findings.ts'
import type { ReferenceData } from '../reference.ts'
import { analyse, type Library, libraryOf } from './analyse.ts'
import { createCache } from './cache.ts'
import { MOST_CHARACTERS, readStructure } from './read.ts'
import { BudgetSpent } from './search.ts'

export { type CheckedSmarts, checkSmarts } from './smarts.ts'

export type StructureOutcome =
  | { ok: true; result: MatchResult }
  | { ok: false; problem: 'unparsable' | 'too-large'; detail: string }

export interface StructureMatcher {
  /** One molecule as SMILES, InChI or molfile against listed identities and class definitions. Never throws. */
  match(structure: string, options?: MatchOptions): StructureOutcome
}

type Analysis = { ok: true; findings: readonly Finding[] } | Exclude<StructureOutcome, { ok: true }>

const CACHED = 20_000

/**
 * `rdkit` is the loaded WASM module: matching does no I/O, so whoever calls it loads it. Throws where a class
 * definition cannot be compiled: ask `checkSmarts` before taking one in.
 */
export const createStructureMatcher = (data: ReferenceData, rdkit: RDKitModule): StructureMatcher => {
  const library = libraryOf(data, rdkit)
  const cached = createCache<Analysis>(CACHED)
  return {
    match: (structure, options = {}) => {
      const analysis =
        structure.length > MOST_CHARACTERS
          ? analysed(library, structure)
          : cached(structure, () => analysed(library, structure))
      if (!analysis.ok) return analysis
      const findings = analysis.findings.flatMap((finding) => inForce(finding, options))
      return { ok: true, result: { findings, amounts: [], reference: data.version } }
    },
  }
}

/** A class belongs to its jurisdiction: where that is not asked for, or not in force, the finding falls away. */
const inForce = (finding: Finding, options: MatchOptions): Finding[] => {
  const controls = controlsInForce(finding.controls, options)
  if (finding.kind === 'class' && controls.length === 0) return []
  return [{ ...finding, controls }]
}

const analysed = (library: Library, structure: string): Analysis => {
  try {
    const read = readStructure(library.rdkit, structure)
    return read.ok ? { ok: true, findings: analyse(library, read.molecule) } : read
  } catch (error) {
    if (error instanceof BudgetSpent)
      return {
        ok: false,
        problem: 'too-large',
        detail: 'too symmetrical or fused to be searched within the limit of steps',
      }
    return { ok: false, problem: 'unparsable', detail: `could not be judged: ${String(error).slice(0, 200)}` }
  }
}
