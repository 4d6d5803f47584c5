// SPDX-License-Identifier: Apache-2.0
/** What matching answers. One shape for the command line, HTTP, the bench and every later room. */
import type { Control } from './reference.ts'

export type FindingKind = 'listed' | 'class' | 'watch' | 'equipment'

/** By which evidence a thing was found, strongest identity first. */
export type Evidence =
  | 'cas'
  | 'inchikey'
  | 'name'
  | 'spelling'
  | 'code'
  | 'street'
  | 'hs'
  | 'structure'
  | 'class'
  | 'equipment'

/** How a molecule relates to the substance that it was found as. */
export type Relation = 'same' | 'salt' | 'isotopologue' | 'stereoisomer' | 'tautomer' | 'isomer' | 'ester' | 'ether'

export interface Finding {
  /** Id of the substance, class or piece of equipment in the reference data. */
  id: string
  kind: FindingKind
  /** Its English reference name. */
  name: string
  /** Controls in force on the date asked for, in the jurisdictions asked for. */
  controls: Control[]
  by: Evidence
  /** The reference entry that matched: a name, a CAS number, an HS code, a class definition. */
  as: string
  relation?: Relation
  /** Start and end in the text, in UTF-16 units, end excluded. */
  span?: [number, number]
  /** Indices of the atoms that matched, in the order of the molecule as given. */
  atoms?: number[]
  /** Of the findings said to be 0.9 certain, nine in ten are right. Between 0 and 1, two decimals. */
  certainty: number
}

/** An amount read in the text, with what was read. */
export interface Amount {
  text: string
  span: [number, number]
  /** Total in `unit`: packs counted in, so `3 x 200 L drum` is 0.6 m3. Decimal string; null for a concentration alone. */
  value: string
  /** UCUM: `kg`, `m3`, `1` (pieces), `%` (concentration), `mol/L`. */
  unit: 'kg' | 'm3' | '1' | '%' | 'mol/L'
  packs?: number
  packaging?: string
}

export interface MatchOptions {
  /** Controls in force on this day (`YYYY-MM-DD`); today where absent. */
  on?: string
  /** Only these jurisdictions (`INT`, ISO 3166-1 alpha-2); all where absent. */
  jurisdictions?: string[]
  /** False leaves out the search for misspellings and disguises. */
  spelling?: boolean
  /** False leaves out the amounts: the answer then has none. */
  amounts?: boolean
}

export interface MatchResult {
  findings: Finding[]
  amounts: Amount[]
  /** Version of the reference data that answered. */
  reference: string
}
