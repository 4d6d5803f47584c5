// SPDX-License-Identifier: Apache-2.0
/**
 * A molecule as given becomes its parent fragments: metals cut off, hydrogens and isotopes folded in, charges
 * neutralised. The conventions control salts "whenever the existence of such salts is possible", and an isotope
 * or a drawing habit makes no other substance. Each atom keeps the index it had in the molecule as given.
 */
import { isMetal, valencesOf } from './elements.ts'
import { compositionOf, formulaOf } from './hash.ts'
import { addBond, bondBetween, componentsOf, type Molecule, neighboursOf, otherEnd, partOf } from './molecule.ts'

export interface Fragment {
  molecule: Molecule
  composition: Int16Array
  formula: string
  /** A metal was cut off or a charge was neutralised. */
  neutralised: boolean
  /** An isotope was named. */
  labelled: boolean
}

/** Takes the molecule over and changes it. */
export const fragmentsOf = (molecule: Molecule): Fragment[] => {
  const touched = new Set<number>()
  const cut = cutMetals(molecule, touched)
  const labelled = new Set<number>()
  for (const atom of cut.atoms) if (atom.isotope > 0) labelled.add(atom.origin)
  const bare = foldHydrogens(cut, labelled)
  chargeSeparate(bare)
  neutralise(bare, touched)
  for (const atom of bare.atoms) {
    if (atom.isotope > 0) atom.isotope = 0
  }
  const components = componentsOf(bare)
  return components.map((atoms) => {
    const part = components.length === 1 ? bare : partOf(bare, atoms)
    const composition = compositionOf(part)
    return {
      molecule: part,
      composition,
      formula: formulaOf(composition),
      neutralised: touched.size > 0 && part.atoms.some((atom) => touched.has(atom.origin)),
      labelled: labelled.size > 0 && part.atoms.some((atom) => labelled.has(atom.origin)),
    }
  })
}

/** `[Na]OC(C)=O` is sodium acetate. Oxo-anions (permanganate) and bonds from metal to carbon stay as they are. */
const cutMetals = (molecule: Molecule, touched: Set<number>): Molecule => {
  if (!molecule.atoms.some((atom) => isMetal(atom.z))) return molecule
  const oxo = new Set(
    molecule.bonds
      .filter((bond) => bond.order > 1)
      .flatMap((bond) => [molecule.atoms[bond.a]!, molecule.atoms[bond.b]!]),
  )
  const kept = molecule.bonds.filter((bond) => {
    const a = molecule.atoms[bond.a]!
    const b = molecule.atoms[bond.b]!
    if (isMetal(a.z) === isMetal(b.z) || bond.order !== 1) return true
    const [metal, rest] = isMetal(a.z) ? [a, b] : [b, a]
    if (rest.z === 6 || oxo.has(metal)) return true
    metal.charge += 1
    rest.charge -= 1
    touched.add(rest.origin)
    return false
  })
  if (kept.length === molecule.bonds.length) return molecule
  const cut: Molecule = { atoms: molecule.atoms, bonds: [], bondsOf: molecule.atoms.map(() => []) }
  for (const bond of kept) addBond(cut, bond)
  return cut
}

/** Explicit hydrogens, deuterium and tritium become a count on their neighbour. */
const foldHydrogens = (molecule: Molecule, labelled: Set<number>): Molecule => {
  if (!molecule.atoms.some((atom) => atom.z === 1)) return molecule
  const folded = new Set<number>()
  molecule.atoms.forEach((atom, index) => {
    if (atom.z !== 1 || molecule.bondsOf[index]!.length !== 1 || atom.charge !== 0) return
    const neighbour = neighboursOf(molecule, index)[0]!
    if (molecule.atoms[neighbour]!.z === 1) return
    folded.add(index)
    molecule.atoms[neighbour]!.hydrogens += 1
    if (atom.isotope > 0) labelled.add(molecule.atoms[neighbour]!.origin)
  })
  if (folded.size === 0) return molecule
  for (const bond of molecule.bonds) if (bond.side) shiftSide(molecule, bond.side, folded, bond.a, bond.b)
  return partOf(
    molecule,
    molecule.atoms.map((_, index) => index).filter((index) => !folded.has(index)),
  )
}

/** A side that was told by a hydrogen is told by the other neighbour instead. */
const shiftSide = (
  molecule: Molecule,
  side: { refA: number; refB: number; same: boolean },
  folded: Set<number>,
  a: number,
  b: number,
): void => {
  const other = (atom: number, not: number, ref: number) =>
    neighboursOf(molecule, atom).find((next) => next !== not && next !== ref && !folded.has(next))
  const newA = folded.has(side.refA) ? other(a, b, side.refA) : side.refA
  const newB = folded.has(side.refB) ? other(b, a, side.refB) : side.refB
  if (newA === undefined || newB === undefined) return
  if (newA !== side.refA) side.same = !side.same
  if (newB !== side.refB) side.same = !side.same
  side.refA = newA
  side.refB = newB
}

/** Nitro groups, N-oxides and azides drawn with five-bonded nitrogen are drawn with charges; sulfoxides without. */
const chargeSeparate = (molecule: Molecule): void => {
  molecule.atoms.forEach((atom, index) => {
    if ((atom.z !== 16 && atom.z !== 15) || atom.charge !== 1) return
    for (const b of molecule.bondsOf[index]!) {
      const bond = molecule.bonds[b]!
      const oxygen = molecule.atoms[otherEnd(bond, index)]!
      if (oxygen.z !== 8 || oxygen.charge !== -1 || bond.order !== 1 || atom.charge !== 1) continue
      bond.order = 2
      atom.charge = 0
      oxygen.charge = 0
    }
  })
}

/** A carbanion beside C=O, C≡N or a nitro group is a salt of its acid; a Grignard compound is no salt of a hydrocarbon. */
const isEnolate = (molecule: Molecule, around: readonly number[]): boolean =>
  around.some(
    (next) =>
      molecule.atoms[next]!.z === 7 ||
      neighboursOf(molecule, next).some(
        (far) => [7, 8].includes(molecule.atoms[far]!.z) && bondBetween(molecule, next, far)!.order > 1,
      ),
  )

/** Adds or removes hydrogens until no charge is left that a hydrogen can settle; neighbours of opposite charge stay. */
const neutralise = (molecule: Molecule, touched: Set<number>): void => {
  molecule.atoms.forEach((atom, index) => {
    if (atom.charge === 0 || isMetal(atom.z)) return
    const next = neighboursOf(molecule, index)
    const balanced = next.some((other) => Math.sign(molecule.atoms[other]!.charge) === -Math.sign(atom.charge))
    if (balanced || (next.length === 0 && atom.z === 1) || (atom.z === 6 && !isEnolate(molecule, next))) return
    while (atom.charge > 0 && atom.hydrogens > 0) {
      atom.hydrogens--
      atom.charge--
      touched.add(atom.origin)
    }
    if (atom.charge < 0 && valencesOf(atom.z, 0) !== undefined && atom.z !== 5) {
      atom.hydrogens -= atom.charge
      atom.charge = 0
      touched.add(atom.origin)
    }
  })
}
