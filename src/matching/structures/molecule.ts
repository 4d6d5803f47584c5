// SPDX-License-Identifier: Apache-2.0
/** A molecule as a graph. Bonds are Kekulé; aromaticity is perceived from them, so every spelling meets as one. */

export interface Atom {
  z: number
  charge: number
  isotope: number
  /** Hydrogens that are not atoms of their own in this graph. */
  hydrogens: number
  /** Index in the molecule as given. */
  origin: number
  /** Seen from the first of `refs`, the others turn clockwise (`@@`) or not. -1 stands for the implicit hydrogen. */
  chirality?: { clockwise: boolean; refs: number[] }
}

export interface Bond {
  a: number
  b: number
  order: number
  /** For a double bond: whether `refA` (on a) and `refB` (on b) lie on the same side. */
  side?: { refA: number; refB: number; same: boolean }
}

export interface Molecule {
  atoms: Atom[]
  bonds: Bond[]
  /** By atom: its bonds, as indices. */
  bondsOf: number[][]
}

export const emptyMolecule = (): Molecule => ({ atoms: [], bonds: [], bondsOf: [] })

export const addAtom = (molecule: Molecule, atom: Atom): number => {
  molecule.bondsOf.push([])
  return molecule.atoms.push(atom) - 1
}

export const addBond = (molecule: Molecule, bond: Bond): number => {
  const index = molecule.bonds.push(bond) - 1
  molecule.bondsOf[bond.a]!.push(index)
  molecule.bondsOf[bond.b]!.push(index)
  return index
}

export const otherEnd = (bond: Bond, atom: number): number => (bond.a === atom ? bond.b : bond.a)

export const neighboursOf = (molecule: Molecule, atom: number): number[] =>
  molecule.bondsOf[atom]!.map((index) => otherEnd(molecule.bonds[index]!, atom))

export const bondBetween = (molecule: Molecule, a: number, b: number): Bond | undefined => {
  for (const index of molecule.bondsOf[a]!) {
    const bond = molecule.bonds[index]!
    if (otherEnd(bond, a) === b) return bond
  }
  return undefined
}

/** Bonds and hydrogens together. */
export const valenceAt = (molecule: Molecule, atom: number): number =>
  molecule.bondsOf[atom]!.reduce((sum, index) => sum + molecule.bonds[index]!.order, molecule.atoms[atom]!.hydrogens)

/** Sets of atoms joined by bonds, in the order of their first atom. */
export const componentsOf = (molecule: Molecule): number[][] => {
  const seen = new Uint8Array(molecule.atoms.length)
  const components: number[][] = []
  for (let start = 0; start < seen.length; start++) {
    if (seen[start]) continue
    const component = [start]
    seen[start] = 1
    for (let i = 0; i < component.length; i++) {
      for (const next of neighboursOf(molecule, component[i]!)) {
        if (!seen[next]) {
          seen[next] = 1
          component.push(next)
        }
      }
    }
    components.push(component.sort((a, b) => a - b))
  }
  return components
}

/**
 * The part of a molecule on the chosen atoms; bonds that leave it are dropped. A stereocentre that loses
 * a neighbour keeps it as a hydrogen where it can and else loses its stereochemistry.
 */
export const partOf = (molecule: Molecule, keep: readonly number[]): Molecule => {
  const place = new Int32Array(molecule.atoms.length).fill(-1)
  keep.forEach((atom, index) => {
    place[atom] = index
  })
  const part = emptyMolecule()
  for (const index of keep) {
    const { z, charge, isotope, hydrogens, origin, chirality } = molecule.atoms[index]!
    const atom: Atom = { z, charge, isotope, hydrogens, origin }
    if (chirality !== undefined) {
      const refs = chirality.refs.map((ref) => (ref < 0 ? -1 : place[ref]!))
      if (refs.filter((ref) => ref < 0).length < 2) atom.chirality = { clockwise: chirality.clockwise, refs }
    }
    addAtom(part, atom)
  }
  for (const { a, b, order, side } of molecule.bonds) {
    if (place[a]! < 0 || place[b]! < 0) continue
    const bond: Bond = { a: place[a]!, b: place[b]!, order }
    if (side && place[side.refA]! >= 0 && place[side.refB]! >= 0)
      bond.side = { refA: place[side.refA]!, refB: place[side.refB]!, same: side.same }
    addBond(part, bond)
  }
  return part
}
