// SPDX-License-Identifier: Apache-2.0
import type { RDKitModule } from '@rdkit/rdkit'
import type { MatchOptions, MatchResult } from '../findings.ts'
import type { ReferenceData } from '../reference.ts'

export type StructureOutcome =
  | { ok: true; result: MatchResult }
  | { ok: false; problem: 'unparsable' | 'too-large'; detail: string }

export interface StructureMatcher {
  /** One molecule as SMILES, InChI or molfile against listed identities and class definitions. Never throws. */
  match(structure: string, options?: MatchOptions): StructureOutcome
}

/** `rdkit` is the loaded WASM module: matching does no I/O, so whoever calls it loads it. */
export const createStructureMatcher = (data: ReferenceData, _rdkit: RDKitModule): StructureMatcher => ({
  match: () => ({ ok: true, result: { findings: [], amounts: [], reference: data.version } }),
})
