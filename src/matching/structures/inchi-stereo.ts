// SPDX-License-Identifier: Apache-2.0
/** The /b and /t layers. Parities are told in the order of the InChI numbers, the hydrogen first. */
import { bondBetween, type Molecule, neighboursOf } from './molecule.ts'

export const readStereo = (
  molecule: Molecule,
  offset: number,
  bonds: string,
  turns: string,
  mirrored: boolean,
): void => {
  for (const [, a, b, sign] of bonds.matchAll(/(\d+)-(\d+)([+-])/g)) {
    const from = offset + Number(a) - 1
    const to = offset + Number(b) - 1
    const bond = molecule.atoms[from] && molecule.atoms[to] && bondBetween(molecule, from, to)
    const refs = bond && [highest(molecule, bond.a, bond.b), highest(molecule, bond.b, bond.a)]
    if (refs?.[0] === undefined || refs[1] === undefined || bond === undefined) continue
    bond.side = { refA: refs[0], refB: refs[1], same: sign === '-' }
  }
  for (const [, number, sign] of turns.matchAll(/(\d+)([+-])/g)) {
    const index = offset + Number(number) - 1
    const atom = molecule.atoms[index]
    if (atom === undefined) continue
    const refs = neighboursOf(molecule, index).sort((a, b) => a - b)
    if (atom.hydrogens === 1) refs.unshift(-1)
    const plus = (sign === '+') !== mirrored
    // With three neighbours the lone pair counts as the first of four.
    if (refs.length === 4 || refs.length === 3) atom.chirality = { clockwise: plus === (refs.length === 4), refs }
  }
}

const highest = (molecule: Molecule, atom: number, not: number): number | undefined =>
  neighboursOf(molecule, atom)
    .filter((next) => next !== not)
    .sort((a, b) => b - a)[0]
