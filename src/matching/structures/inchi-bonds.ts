// SPDX-License-Identifier: Apache-2.0
/**
 * InChI tells who is bound to whom and how many hydrogens there are, not where the double bonds lie. They follow:
 * each atom must reach a valence that its element allows, which is a perfect matching over what the atoms lack.
 */
import { isMetal } from './elements.ts'
import { InchiProblem } from './inchi.ts'
import type { Hydrogens } from './inchi-hydrogens.ts'
import { perfectMatching } from './kekule.ts'
import { bondBetween, type Molecule, neighboursOf } from './molecule.ts'

/** Valences to try, the usual first. */
const OPTIONS: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  5: [3],
  6: [4],
  7: [3, 5],
  8: [2],
  9: [1],
  14: [4],
  15: [3, 5],
  16: [2, 4, 6],
  17: [1, 3, 5, 7],
  33: [3, 5],
  34: [2, 4, 6],
  35: [1, 3, 5, 7],
  52: [2, 4, 6],
  53: [1, 3, 5, 7],
}

/** Combinations tried, fewer for larger molecules: each costs a matching. */
const MOST_TRIES = 3000
const MOST_WORK = 100_000

export const completeBonds = (
  molecule: Molecule,
  offset: number,
  { fixed, mobile }: Hydrogens,
  charge: number,
): void => {
  const atoms = Array.from({ length: molecule.atoms.length - offset }, (_, index) => offset + index)
  for (const { atoms: group } of mobile)
    if (group.some((atom) => molecule.atoms[offset + atom] === undefined))
      throw new InchiProblem('a mobile hydrogen on an atom that is not in the formula')
  for (const [atom, count] of fixed) {
    if (molecule.atoms[offset + atom] === undefined) throw new InchiProblem(`atom ${atom + 1} is not in the formula`)
    molecule.atoms[offset + atom]!.hydrogens = count
  }
  if (atoms.length === 1) {
    molecule.atoms[offset]!.charge = charge
    return
  }
  let tries = 0
  for (const charges of chargesToTry(molecule, atoms, charge)) {
    for (const [atom, value] of charges) molecule.atoms[atom]!.charge = value
    for (const placed of placements(mobile, 0)) {
      for (const atom of placed) molecule.atoms[offset + atom]!.hydrogens++
      for (const valences of valencesToTry(molecule, atoms)) {
        if (++tries > MOST_TRIES || tries * atoms.length > MOST_WORK)
          throw new InchiProblem('bonds that cannot be completed within the limit')
        if (placeBonds(molecule, atoms, valences)) return
      }
      for (const atom of placed) molecule.atoms[offset + atom]!.hydrogens--
    }
    for (const [atom] of charges) molecule.atoms[atom]!.charge = 0
  }
  throw new InchiProblem('hydrogens and bonds that do not fit together')
}

const HALOGENS = new Set([9, 17, 35, 53])

type Charges = [atom: number, charge: number][]

/** No charges, the component's own charge on one atom, or an inner salt: four-bonded (else three-bonded) nitrogen and an end. */
function* chargesToTry(molecule: Molecule, atoms: number[], charge: number): Generator<Charges> {
  const bonds = (atom: number) => molecule.bondsOf[atom]!.length + molecule.atoms[atom]!.hydrogens
  if (charge === 0) yield []
  const onium = atoms.filter((atom) => [7, 15].includes(molecule.atoms[atom]!.z) && bonds(atom) === 4)
  if (charge === onium.length) yield onium.map((atom) => [atom, 1])
  const crowded = (atom: number) => bonds(atom) - (OPTIONS[molecule.atoms[atom]!.z]?.[0] ?? 0)
  const bearers = [...atoms].sort((a, b) => crowded(b) - crowded(a) || molecule.atoms[b]!.z - molecule.atoms[a]!.z)
  const able = charge > 0 ? bearers : bearers.filter((atom) => !HALOGENS.has(molecule.atoms[atom]!.z))
  if (charge !== 0) for (const atom of able.slice(0, 30)) yield [[atom, charge]]
  const ends = atoms.filter(
    (atom) => [7, 8, 16].includes(molecule.atoms[atom]!.z) && molecule.bondsOf[atom]!.length <= 2,
  )
  const plus =
    onium.length > 0 ? [onium] : bearers.filter((atom) => molecule.atoms[atom]!.z === 7).map((atom) => [atom])
  for (const some of plus)
    for (const minus of choose(ends, some.length - charge, 0))
      yield [...some.map((atom): [number, number] => [atom, 1]), ...minus.map((atom): [number, number] => [atom, -1])]
}

/** Ways to give each group its mobile hydrogens, at most one an atom before any gets a second. */
function* placements(groups: Hydrogens['mobile'], from: number): Generator<number[]> {
  const group = groups[from]
  if (group === undefined) {
    yield []
    return
  }
  const seats = [...group.atoms, ...group.atoms]
  for (const chosen of choose(seats, Math.min(group.count, seats.length), 0))
    for (const rest of placements(groups, from + 1)) yield [...chosen, ...rest]
}

function* choose(seats: readonly number[], count: number, from: number): Generator<number[]> {
  if (count <= 0) {
    if (count === 0) yield []
    return
  }
  for (let i = from; i <= seats.length - count; i++)
    for (const rest of choose(seats, count - 1, i + 1)) yield [seats[i]!, ...rest]
}

/** An oxygen, sulphur or nitrogen at the end of the molecule without a fixed hydrogen: it may hold a double bond. */
const isBareEnd = (molecule: Molecule, atom: number): boolean =>
  molecule.bondsOf[atom]!.length === 1 && [7, 8, 16].includes(molecule.atoms[atom]!.z)

/** Combinations of valences, those with the usual ones first; hypervalence only beside a terminal atom. */
function* valencesToTry(molecule: Molecule, atoms: number[]): Generator<Map<number, number>> {
  const open: { atom: number; options: number[] }[] = []
  const base = new Map<number, number>()
  for (const atom of atoms) {
    const { z, charge, hydrogens } = molecule.atoms[atom]!
    const used = molecule.bondsOf[atom]!.length + hydrogens
    const usual = isMetal(z) || z === 0 ? [used] : (OPTIONS[z] ?? [used])
    const shifted = usual.map((valence) =>
      z === 6 || z === 5 ? valence - (z === 6 ? Math.abs(charge) : charge) : valence + charge,
    )
    const ends = neighboursOf(molecule, atom).filter((next) => isBareEnd(molecule, next)).length
    const least = ends >= 3 ? used + ends - 2 : used
    const options = shifted.filter((valence) => valence >= Math.min(least, shifted.at(-1)!) && valence >= used)
    base.set(atom, options[0] ?? used)
    if (options.length > 1 && ends > 0 && z !== 8) open.push({ atom, options })
  }
  const total = open.reduce((product, { options }) => Math.min(product * options.length, MOST_TRIES), 1)
  for (let n = 0; n < total; n++) {
    const valences = new Map(base)
    let rest = n
    for (const { atom, options } of open) {
      valences.set(atom, options[rest % options.length]!)
      rest = Math.floor(rest / options.length)
    }
    yield valences
  }
}

const placeBonds = (molecule: Molecule, atoms: number[], valences: Map<number, number>): boolean => {
  const owners: number[] = []
  const copies = new Map<number, number[]>()
  for (const atom of atoms) {
    const lacks = valences.get(atom)! - molecule.bondsOf[atom]!.length - molecule.atoms[atom]!.hydrogens
    if (lacks < 0) return false
    copies.set(
      atom,
      Array.from({ length: lacks }, () => owners.push(atom) - 1),
    )
  }
  const near = owners.map((atom) => neighboursOf(molecule, atom).flatMap((next) => copies.get(next) ?? []))
  if (near.some((list) => list.length === 0)) return false
  const mate = perfectMatching(near)
  if (mate === undefined) return false
  mate.forEach((other, copy) => {
    if (copy < other) bondBetween(molecule, owners[copy]!, owners[other]!)!.order++
  })
  for (const atom of atoms) if (molecule.atoms[atom]!.z === 7 && valences.get(atom) === 5) separate(molecule, atom)
  return true
}

/** Five-bonded nitrogen is drawn with charges: nitro groups, N-oxides, azides. */
const separate = (molecule: Molecule, nitrogen: number): void => {
  const ends = neighboursOf(molecule, nitrogen).filter((next) => bondBetween(molecule, nitrogen, next)!.order > 1)
  const end = ends.sort(
    (a, b) => molecule.atoms[b]!.z - molecule.atoms[a]!.z || molecule.bondsOf[a]!.length - molecule.bondsOf[b]!.length,
  )[0]
  if (end === undefined) return
  bondBetween(molecule, nitrogen, end)!.order--
  molecule.atoms[nitrogen]!.charge = 1
  molecule.atoms[end]!.charge = -1
}
