// SPDX-License-Identifier: Apache-2.0
/** Which listed substance a fragment is. Composition and skeleton choose the few candidates, InChI decides. */
import type { MainModule as RDKitModule } from '@rdkit/rdkit'
import type { Substance } from '../reference.ts'
import { constitutionOf, skeletonOf } from './hash.ts'
import { canonicalOf, type Layers, layersOf, type StereoFit, stereoFit } from './inchi-layers.ts'
import type { Molecule } from './molecule.ts'
import { readSmiles } from './smiles.ts'
import { fragmentsOf } from './standard.ts'
import { isTautomer } from './tautomers.ts'

export interface Entry {
  substance: Substance
  molecule: Molecule
  composition: Int16Array
  /** Worked out when a molecule of the same composition is first met. */
  hashes?: { skeleton: string; constitution: string }
  /** Elements that must be beside it: potassium permanganate is not any permanganate. */
  companions: string[]
  canonical?: string | undefined
  layers?: Layers | undefined
}

export interface Identified {
  entry: Entry
  fit: StereoFit
  tautomer: 'no' | 'inchi' | 'rule'
}

export type IdentityIndex = Map<string, Entry[]>

const HALIDE = /^(F|Cl|Br|I)1$|^H1(F|Cl|Br|I)1$/

/** Built from the reference SMILES alone, without RDKit: some milliseconds for a thousand substances. */
export const indexIdentities = (substances: readonly Substance[]): IdentityIndex => {
  const index: IdentityIndex = new Map()
  for (const substance of substances) {
    const read = substance.smiles === '' ? undefined : readSmiles(substance.smiles)
    if (!read?.ok) continue
    const [main, ...rest] = fragmentsOf(read.molecule).sort((a, b) => b.molecule.atoms.length - a.molecule.atoms.length)
    if (main === undefined) continue
    const { molecule, composition, formula } = main
    const entry: Entry = {
      substance,
      molecule,
      composition,
      companions: rest.map((fragment) => fragment.formula).filter((one) => !HALIDE.test(one)),
    }
    index.set(formula, [...(index.get(formula) ?? []), entry])
  }
  return index
}

export interface Known {
  index: IdentityIndex
  rdkit: RDKitModule
  /** InChIKeys that a schedule names as excepted (dextromethorphan). */
  excepted: ReadonlySet<string>
}

const layersOfEntry = (rdkit: RDKitModule, entry: Entry): Layers | undefined => {
  if (!('layers' in entry)) entry.layers = layersOf(rdkit, entry.molecule)
  return entry.layers
}

const canonicalOfEntry = (rdkit: RDKitModule, entry: Entry): string | undefined => {
  if (!('canonical' in entry)) entry.canonical = canonicalOf(rdkit, entry.molecule)
  return entry.canonical
}

const hashesOf = (entry: Entry): { skeleton: string; constitution: string } => {
  entry.hashes ??= { skeleton: skeletonOf(entry.molecule), constitution: constitutionOf(entry.molecule) }
  return entry.hashes
}

/** Fits from best to worst; only the best kind is reported, so that a named enantiomer hides its mirror image. */
const RANKS: readonly StereoFit[][] = [['same'], ['less', 'more'], ['enantiomer'], ['diastereomer']]

/** `formula` is the molecule's, `beside` are those of the other fragments. */
export const identify = (
  known: Known,
  molecule: Molecule,
  formula: string,
  beside: readonly string[],
): Identified[] => {
  const entries = known.index.get(formula)
  if (entries === undefined) return []
  const skeleton = skeletonOf(molecule)
  const near = entries.filter(
    (entry) => hashesOf(entry).skeleton === skeleton && entry.companions.every((c) => beside.includes(c)),
  )
  if (near.length === 0) return []
  const canonical = canonicalOf(known.rdkit, molecule)
  const equal = near.filter((entry) => canonical !== undefined && canonicalOfEntry(known.rdkit, entry) === canonical)
  if (equal.length > 0) return equal.map((entry) => ({ entry, fit: 'same', tautomer: 'no' }))
  const own = layersOf(known.rdkit, molecule)
  if (own === undefined) return []
  const constitution = constitutionOf(molecule)
  const found: Identified[] = []
  for (const entry of near) {
    const layers = layersOfEntry(known.rdkit, entry)
    if (layers === undefined) continue
    if (layers.main === own.main)
      found.push({
        entry,
        fit: stereoFit(own, layers),
        tautomer: hashesOf(entry).constitution === constitution ? 'no' : 'inchi',
      })
    else if (isTautomer(molecule, hashesOf(entry).constitution)) found.push({ entry, fit: 'same', tautomer: 'rule' })
  }
  const direct = found.filter((one) => one.tautomer !== 'rule')
  if (direct.length === 0) return found
  const rank = RANKS.find((fits) => direct.some((one) => fits.includes(one.fit)))!
  if (rank[0] !== 'same' && known.excepted.has(known.rdkit.get_inchikey_for_inchi(own.inchi))) return []
  return direct.filter((one) => rank.includes(one.fit))
}
