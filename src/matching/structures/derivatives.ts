// SPDX-License-Identifier: Apache-2.0
/**
 * Esters and ethers of listed substances: Schedule I of 1961 ends "the esters and ethers, unless appearing in another
 * Schedule, of the drugs in this Schedule". The group on an oxygen is cut off and what is left is looked up.
 */
import { compositionOf, formulaOf } from './hash.ts'
import { type Entry, type Identified, type IdentityIndex, identify, type Known } from './identity.ts'
import { bondBetween, type Molecule, neighboursOf, otherEnd, partOf } from './molecule.ts'
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
  /** Elements and counts without hydrogen; whatever holds some parent holds one of these, the poorest. */
  needs: [z: number, count: number][][]
}

const MOST_CUTS = 3
const MOST_STATES = 80
/** Heavy atoms; the largest listed parent has some forty. */
const LARGEST = 150

/** Entries that have a hydroxyl or acid group to derive from, and a schedule that reaches their esters or ethers. */
export const parentsOf = (index: IdentityIndex, reaches: (entry: Entry) => boolean): Parents => {
  const parents: IdentityIndex = new Map()
  const needs: Parents['needs'] = []
  for (const [formula, entries] of index) {
    const kept = entries.filter(
      (entry) => entry.molecule.atoms.some((atom) => atom.z === 8 && atom.hydrogens > 0) && reaches(entry),
    )
    if (kept.length === 0) continue
    parents.set(formula, kept)
    needs.push(
      [...kept[0]!.composition].flatMap((count, z): Parents['needs'][0] => (z > 1 && count > 0 ? [[z, count]] : [])),
    )
  }
  return { index: parents, needs: poorest(needs) }
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

const poorest = (needs: Parents['needs']): Parents['needs'] => {
  const within = (small: Parents['needs'][0], big: Parents['needs'][0]) =>
    small.every(([z, count]) => (big.find(([other]) => other === z)?.[1] ?? 0) >= count)
  const distinct = [...new Map(needs.map((need) => [need.join(), need])).values()]
  return distinct.filter((need) => !distinct.some((other) => other !== need && within(other, need)))
}

const canHold = ({ needs }: Parents, composition: Int16Array): boolean =>
  needs.some((need) => need.every(([z, count]) => composition[z]! >= count))

/** Every way to cut one O-X bond and keep the oxygen's side with a hydrogen on the oxygen. */
const cutsOf = ({ molecule, atoms, kinds }: State, parents: Parents): State[] => {
  if (!molecule.atoms.some((atom, index) => atom.z === 8 && molecule.bondsOf[index]!.length === 2)) return []
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
      const composition = new Int16Array(120)
      for (const atom of kept) composition[molecule.atoms[atom]!.z]!++
      if (!canHold(parents, composition)) continue
      const part = partOf(molecule, kept)
      part.atoms[kept.indexOf(oxygen)]!.hydrogens += 1
      const kind = isAcyl(molecule, group) || isAcyl(molecule, root) ? 'ester' : 'ether'
      cuts.push({ molecule: part, atoms: kept.map((atom) => atoms[atom]!), kinds: [...kinds, kind] })
    }
  })
  return cuts
}

/** The atoms on `from`'s side of the bond to `not`. */
const sideOf = (molecule: Molecule, from: number, not: number): number[] => {
  const seen = new Uint8Array(molecule.atoms.length)
  const side = [from]
  seen[from] = 1
  seen[not] = 1
  for (let i = 0; i < side.length; i++) {
    for (const index of molecule.bondsOf[side[i]!]!) {
      const next = otherEnd(molecule.bonds[index]!, side[i]!)
      if (seen[next]) continue
      seen[next] = 1
      side.push(next)
    }
  }
  return side.sort((a, b) => a - b)
}

/** The nearest listed parents of a fragment: those reached with the fewest cuts. */
export const derivedFrom = (known: Known, parents: Parents, molecule: Molecule, composition: Int16Array): Derived[] => {
  if (molecule.atoms.length > LARGEST || !canHold(parents, composition)) return []
  const seen = new Set<string>()
  let edge: State[] = [{ molecule, atoms: molecule.atoms.map((_, index) => index), kinds: [] }]
  for (let cut = 0; cut < MOST_CUTS; cut++) {
    const next: State[] = []
    const found: Derived[] = []
    for (const state of edge) {
      for (const smaller of cutsOf(state, parents)) {
        const key = smaller.atoms.join()
        if (seen.has(key) || seen.size >= MOST_STATES) continue
        seen.add(key)
        next.push(smaller)
        const formula = formulaOf(compositionOf(smaller.molecule))
        if (!parents.index.has(formula)) continue
        for (const parent of identify({ ...known, index: parents.index }, smaller.molecule, formula, []))
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
