// SPDX-License-Identifier: Apache-2.0
/** Ketones and aldehydes that carry water or bisulphite: the carbonyl compound is what is listed, and comes back in water. */
import { type Molecule, neighboursOf, partOf } from './molecule.ts'

/** The molecule with one such group opened again, for each group it has. */
export const unmaskedOf = (molecule: Molecule): Molecule[] => {
  const opened: Molecule[] = []
  molecule.atoms.forEach((atom, carbon) => {
    if (atom.z !== 6 || molecule.bondsOf[carbon]!.length + atom.hydrogens !== 4) return
    const next = neighboursOf(molecule, carbon)
    const hydroxyls = next.filter((other) => molecule.atoms[other]!.z === 8 && molecule.atoms[other]!.hydrogens === 1)
    const [keep, water] = hydroxyls
    if (keep === undefined) return
    const sulphur = next.find((other) => isSulphonic(molecule, other))
    const gone = water !== undefined ? [water] : sulphur !== undefined ? [sulphur, ...oxygensOf(molecule, sulphur)] : []
    if (gone.length > 0) opened.push(open(molecule, carbon, keep, new Set(gone)))
  })
  return opened
}

const oxygensOf = (molecule: Molecule, sulphur: number): number[] =>
  neighboursOf(molecule, sulphur).filter((other) => molecule.atoms[other]!.z === 8)

const isSulphonic = (molecule: Molecule, index: number): boolean =>
  molecule.atoms[index]!.z === 16 &&
  molecule.bondsOf[index]!.length === 4 &&
  oxygensOf(molecule, index).length === 3 &&
  oxygensOf(molecule, index).every((oxygen) => molecule.bondsOf[oxygen]!.length === 1)

const open = (molecule: Molecule, carbon: number, oxygen: number, gone: ReadonlySet<number>): Molecule => {
  const kept = molecule.atoms.map((_, index) => index).filter((index) => !gone.has(index))
  const part = partOf(molecule, kept)
  const at = kept.indexOf(carbon)
  const to = kept.indexOf(oxygen)
  delete part.atoms[at]!.chirality
  part.atoms[to]!.hydrogens = 0
  for (const bond of part.bonds)
    if ((bond.a === at && bond.b === to) || (bond.a === to && bond.b === at)) bond.order = 2
  return part
}
