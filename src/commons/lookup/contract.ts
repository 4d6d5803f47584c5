// SPDX-License-Identifier: Apache-2.0
/** The public desk's look-up: what it answers, in shapes that a browser may see. */
import type { Outcome, Refusal } from '#basis/outcome.ts'
import type { ClassDefinition, Control, MatchOptions, MatchResult, Salt, Substance } from '#matching/index.ts'

export type LookupRefusal = Refusal<'not-found' | 'unreadable' | 'too-large'>

/** A substance in a list: enough to recognise it and to see whether it is controlled on the day asked for. */
export interface SubstanceSummary extends Pick<Substance, 'id' | 'kind' | 'name' | 'group' | 'cas'> {
  controls: Control[]
}

export interface SubstancePage {
  items: SubstanceSummary[]
  total: number
  /** Counted from 1. */
  page: number
  pages: number
  reference: string
}

/** All that the reference knows of one substance. */
export interface SubstanceRecord extends Substance {
  /** Controls in force on the day asked for. */
  controls: Control[]
  /** Every control known, past ones included. */
  history: Control[]
  names: { name: string; kind: string; language: string }[]
  salts: Salt[]
  hsCodes: { hs6: string; description: string; relation: string }[]
  classes: Pick<ClassDefinition, 'id' | 'name' | 'jurisdiction' | 'definition' | 'note' | 'control'>[]
  /** Listed or watched substances nearest in structure, nearest first. */
  neighbours: (SubstanceSummary & { similarity: number })[]
  /** SVG drawing, absent where the structure is unknown. */
  drawing: string | null
  reference: string
}

/** A molecule, whether or not the reference knows it. */
export interface MoleculeRecord {
  inchikey: string
  formula: string
  /** Of the most abundant isotopes, in unified atomic mass units. */
  mass: number | null
  /** SVG. */
  drawing: string | null
  neighbours: (SubstanceSummary & { similarity: number })[]
}

export interface SubstanceQuery extends MatchOptions {
  /** Part of a name in any language, a CAS number or an InChIKey. */
  query?: string
  /** Only listed or only watched substances. */
  kind?: 'listed' | 'watch'
  /** Only substances with a control of this instrument in force on the day asked for, e.g. `1988`. */
  instrument?: string
  page?: number
}

export interface LookupDesk {
  /** One line of text. */
  match(text: string, options?: MatchOptions): MatchResult
  /** One molecule: SMILES, InChI or molfile. */
  matchStructure(structure: string, options?: MatchOptions): Promise<Outcome<MatchResult, LookupRefusal>>
  substances(query: SubstanceQuery): SubstancePage
  substance(id: string, options?: MatchOptions): Promise<Outcome<SubstanceRecord, LookupRefusal>>
  /** What is worked out from a structure alone: SMILES or molfile. */
  molecule(structure: string, options?: MatchOptions): Promise<Outcome<MoleculeRecord, LookupRefusal>>
  /** Which version of the reference data answers here, and since when. */
  reference(): { version: string; servedSince: string }
}

/** What everybody may sit at, without an account. */
export interface PublicDesk {
  lookup: LookupDesk
}
