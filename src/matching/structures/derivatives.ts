// SPDX-License-Identifier: Apache-2.0
/**
 * Esters and ethers of listed substances: Schedule I of 1961 ends "the esters and ethers, unless appearing in another
 * Schedule, of the drugs in this Schedule". The group on an oxygen is cut off and what is left is looked up.
 */
import { compositionOf, constitutionOf, formulaOf } from './hash.ts'
import { type Entry, type Identified, type IdentityIndex, identify, type Known } from './identity.ts'
import { bondBetween, type Molecule, neighboursOf, partOf } from './molecule.ts'
import { ringBondsOf } from './rings.ts'

export interface Derived {
  parent: Identified
  relation: 'ester' | 'ether'
  /** Groups cut off; with both kinds among them the finding is less certain. */
  mixed: boolean
  /** Atoms of the fragment that make up the parent. */
  atoms: number[]
}

export interface Parents {
  index: IdentityIndex
  /** Of each element, what the poorest parent has: less than that cannot hold one. */
  least: Int16Array
}

const MOST_CUTS = 3
const MOST_STATES = 80

/** Entries that have a hydroxyl or acid group to derive from, and a schedule that reaches their esters or ethers. */
export const parentsOf = (index: IdentityIndex, reaches: (entry: Entry) => boolean): Parents => {
  const parents: IdentityIndex = new Map()
  const least = new Int16Array(120).fill(Number.MAX_SAFE_INTEGER)
  for (const [formula, entries] of index) {
    const kept = entries.filter(
      (entry) => entry.molecule.atoms.some((atom) => atom.z === 8 && atom.hydrogens > 0) && reaches(entry),
    )
    if (kept.length === 0) continue
    parents.set(formula, kept)
    for (let z = 2; z < least.length; z++) least[z] = Math.min(least[z]!, kept[0]!.composition[z]!)
  }
  return { index: parents, least }
}

const isAcyl = (molecule: Molecule, atom: number): boolean => {
  const { z } = molecule.atoms[atom]!
  if (z === 15 || z === 16 || z === 7 || z === 5) return true
  return (
    z === 6 &&
    neighboursOf(molecule, atom).some((next) => {
      const other = molecule.atoms[next]!.z
      return (other === 8 || other === 16 || other === 7) && bondBetween(molecule, atom, next)!.order === 2
    })
  )
}

interface State {
  molecule: Molecule
  /** Its atoms in the fragment that the search began with. */
  atoms: number[]
  kinds: ('ester' | 'ether')[]
}

/** Every way to cut one O-X bond and keep the oxygen's side with a hydrogen on the oxygen. */
const cutsOf = ({ molecule, atoms, kinds }: State, least: Int16Array): State[] => {
  const inRing = ringBondsOf(molecule)
  const cuts: State[] = []
  molecule.bonds.forEach((bond, index) => {
    if (inRing[index] || bond.order !== 1) return
    for (const [oxygen, group] of [
      [bond.a, bond.b],
      [bond.b, bond.a],
    ] as const) {
      const { z, charge } = molecule.atoms[oxygen]!
      if (z !== 8 || charge !== 0 || molecule.bondsOf[oxygen]!.length !== 2 || molecule.atoms[group]!.z === 8) continue
      const root = neighboursOf(molecule, oxygen).find((next) => next !== group)!
      if (molecule.atoms[root]!.z !== 6) continue
      const kept = sideOf(molecule, oxygen, group)
      const part = partOf(molecule, kept)
      part.atoms[kept.indexOf(oxygen)]!.hydrogens += 1
      const composition = compositionOf(part)
      if (least.some((count, element) => element > 1 && composition[element]! < count)) continue
      const kind = isAcyl(molecule, group) || isAcyl(molecule, root) ? 'ester' : 'ether'
      cuts.push({ molecule: part, atoms: kept.map((atom) => atoms[atom]!), kinds: [...kinds, kind] })
    }
  })
  return cuts
}

/** The atoms on `from`'s side of the bond to `not`. */
const sideOf = (molecule: Molecule, from: number, not: number): number[] => {
  const side = new Set([from])
  for (const atom of side)
    for (const next of neighboursOf(molecule, atom)) if (atom !== from || next !== not) side.add(next)
  return [...side].sort((a, b) => a - b)
}

/** The nearest listed parents of a fragment: those reached with the fewest cuts. */
export const derivedFrom = (known: Known, parents: Parents, molecule: Molecule): Derived[] => {
  const composition = compositionOf(molecule)
  if (parents.least.some((count, element) => element > 1 && composition[element]! < count)) return []
  const seen = new Set<string>()
  let edge: State[] = [{ molecule, atoms: molecule.atoms.map((_, index) => index), kinds: [] }]
  for (let cut = 0; cut < MOST_CUTS; cut++) {
    const next: State[] = []
    const found: Derived[] = []
    for (const state of edge) {
      for (const smaller of cutsOf(state, parents.least)) {
        const key = constitutionOf(smaller.molecule)
        if (seen.has(key) || seen.size >= MOST_STATES) continue
        seen.add(key)
        next.push(smaller)
        if (!parents.index.has(formulaOf(compositionOf(smaller.molecule)))) continue
        for (const parent of identify({ ...known, index: parents.index }, smaller.molecule, []))
          if (parent.tautomer !== 'rule') found.push(derivedAs(parent, smaller))
      }
    }
    if (found.length > 0) return found
    edge = next
  }
  return []
}

const derivedAs = (parent: Identified, { atoms, kinds }: State): Derived => ({
  parent,
  relation: kinds.includes('ester') ? 'ester' : 'ether',
  mixed: new Set(kinds).size > 1,
  atoms,
})
