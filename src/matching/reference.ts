// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of the facts that matching works on. Matching takes them as an argument, so the same code runs
 * in Node, in a browser and in a firm that loads a list of its own. `reference/index.ts` reads the shipped
 * files into this shape; it is plain JSON, so it can be packed for a browser as it is.
 */

/** How well the identity (the structure) of a substance is supported; says nothing about its legal status. */
export type Confidence = 'two-sources' | 'one-source' | 'knowledge'

export interface Substance {
  /** Stable id, lower case with hyphens, as in `reference/substances.csv`. */
  id: string
  /** `listed`: named in a schedule or table of a convention. `watch`: watched, not scheduled as far as known. */
  kind: 'listed' | 'watch'
  name: { en: string; fr: string }
  group: string
  cas: string
  smiles: string
  inchikey: string
  formula: string
  confidence: Confidence
  /** Why a watched substance is watched; empty for listed ones. */
  reason: string
}

/** One control on one substance or class, in force from `since` up to but not including `until`. */
export interface Control {
  jurisdiction: string
  instrument: string
  schedule: string
  since: string | null
  until: string | null
  precision: 'day' | 'year' | null
  /** True only where a source was read that says so. */
  checked: boolean
  source: string
}

export type NameKind = 'inn' | 'iupac' | 'trade' | 'translation' | 'abbreviation' | 'code' | 'salt' | 'street'

export interface Name {
  id: string
  name: string
  kind: NameKind
  language: string
}
export interface Salt {
  id: string
  form: string
  cas: string
}
export interface HsCode {
  hs6: string
  description: string
  ids: string[]
  relation: 'exact' | 'preparation' | 'broader' | 'residual'
}
export interface Equipment {
  id: string
  name: { en: string; fr: string }
  category: string
  keywords: string[]
  hs6: string[]
}

/** A class definition of one jurisdiction, written as SMARTS. A hit means "inside the frame", not a legal verdict. */
export interface ClassDefinition {
  id: string
  jurisdiction: string
  name: string
  definition: string
  /** Any match is a hit … */
  smarts: string[]
  /** … unless any of these matches too. */
  exclude: string[]
  /** Largest molecular mass in unified atomic mass units, without counter-ions, where the definition sets one. */
  maxMass?: number
  note: string
  control: Control
}

/** What a schedule covers beyond the named substance itself (1961 arts. 1–3 and Schedule I's closing text, 1971 …). */
export interface ScheduleScope {
  instrument: string
  schedule: string
  salts: boolean
  stereoisomers: boolean
  isomers: boolean
  esters: boolean
  ethers: boolean
}

/** What a schedule names as excepted from its own reach: a certain isomer, or the salts of a substance. */
export interface ScheduleException {
  instrument: string
  schedule: string
  /** The listed substance from whose scope it is taken out. */
  id: string
  /** InChIKey of the excepted isomer; empty for `salts`. */
  inchikey: string
  excepts: 'isomer' | 'salts'
}

/** A legitimate thing that must stay quiet: an ordinary chemical, or a word that a fuzzy search would mistake. */
export interface Ordinary {
  name: string
  cas: string
  inchikey: string
  smiles: string
}

/** Keeps what was worked out from certain facts by certain code, and gives it back for no others. */
export interface Shelf {
  /** What was put here last; null where there is nothing, or only what belongs to other facts or other code. */
  take(): Uint8Array | null
  put(bytes: Uint8Array): void
}

export interface ReferenceData {
  /** Date and content hash of the files, e.g. `2026-11-21.3f9a2c1b`. Stands in every answer. */
  version: string
  substances: Substance[]
  /** By substance id. */
  controls: Record<string, Control[]>
  names: Name[]
  salts: Salt[]
  hsCodes: HsCode[]
  equipment: Equipment[]
  classes: ClassDefinition[]
  scopes: ScheduleScope[]
  exceptions?: ScheduleException[]
  ordinary: Ordinary[]
  /** Everyday words so near a name that a spelling search would confuse them. */
  ordinaryWords: string[]
  /** Fixed phrases in which a name means something else. The longest match in a text wins. */
  ordinaryPhrases: string[]
  /** Where what is worked out from these facts is kept until the next start. A changed copy of them has none. */
  readonly shelf?: Shelf
}
