// SPDX-License-Identifier: Apache-2.0
/**
 * Tautomers that InChI does not join: enols, enamines, oximes. A hydrogen moves from X to Z over X-Y=Z, where X and Z
 * are carbon, nitrogen, oxygen or sulphur and not both carbon; some steps of that are walked, always on a fixed skeleton.
 */
import { constitutionOf } from './hash.ts'
import { type Bond, type Molecule, otherEnd } from './molecule.ts'

const MOST_STATES = 200
const MOST_STEPS = 3

const MOBILE = new Set([6, 7, 8, 16])

interface Shift {
  from: number
  to: number
  single: Bond
  double: Bond
}

const copyOf = (molecule: Molecule): Molecule => ({
  atoms: molecule.atoms.map((atom) => ({ ...atom })),
  bonds: molecule.bonds.map((bond) => ({ ...bond })),
  bondsOf: molecule.bondsOf,
})

const shiftsOf = (molecule: Molecule): Shift[] => {
  const { atoms, bonds, bondsOf } = molecule
  const shifts: Shift[] = []
  for (const double of bonds) {
    if (double.order !== 2) continue
    for (const [middle, to] of [
      [double.a, double.b],
      [double.b, double.a],
    ] as const) {
      if (!MOBILE.has(atoms[to]!.z) || atoms[to]!.charge !== 0) continue
      for (const b of bondsOf[middle]!) {
        const single = bonds[b]!
        const from = otherEnd(single, middle)
        const giver = atoms[from]!
        if (single.order !== 1 || !MOBILE.has(giver.z) || giver.hydrogens === 0 || giver.charge !== 0) continue
        if (giver.z === 6 && atoms[to]!.z === 6) continue
        shifts.push({ from, to, single, double })
      }
    }
  }
  return shifts
}

const shifted = (molecule: Molecule, shift: Shift): Molecule => {
  const moved = copyOf(molecule)
  moved.atoms[shift.from]!.hydrogens--
  moved.atoms[shift.to]!.hydrogens++
  moved.bonds[molecule.bonds.indexOf(shift.single)]!.order = 2
  moved.bonds[molecule.bonds.indexOf(shift.double)]!.order = 1
  return moved
}

/** Whether the molecule can become the tautomer with this constitution. Same skeleton and formula are presumed. */
export const isTautomer = (molecule: Molecule, constitution: string): boolean => {
  const seen = new Set<string>()
  let edge = [molecule]
  for (let step = 0; step < MOST_STEPS; step++) {
    const next: Molecule[] = []
    for (const state of edge) {
      for (const shift of shiftsOf(state)) {
        const moved = shifted(state, shift)
        const key = constitutionOf(moved)
        if (key === constitution) return true
        if (seen.has(key) || seen.size >= MOST_STATES) continue
        seen.add(key)
        next.push(moved)
      }
    }
    edge = next
  }
  return false
}
