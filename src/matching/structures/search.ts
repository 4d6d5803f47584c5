// SPDX-License-Identifier: Apache-2.0
/** Finding a pattern in a molecule by backtracking, with a budget of steps so that no pair of them can run away. */
import { type Aromaticity, aromaticityOf } from './aromaticity.ts'
import { type Molecule, otherEnd, valenceAt } from './molecule.ts'
import { ringsOf } from './rings.ts'
import type { AtomTest, BondTest, Counted, Pattern, Query } from './smarts.ts'

export class BudgetSpent extends Error {}

/** A molecule with what patterns ask about it. Perceived once, used by every pattern. */
export interface Target {
  molecule: Molecule
  aromatic: Aromaticity
  ringCount: Uint16Array
  smallestRing: Uint16Array
  ringBond: Uint8Array
  steps: number
}

/** Steps for all the patterns on one molecule; ordinary ones need some hundreds. */
export const BUDGET = 2_000_000

export const targetOf = (molecule: Molecule): Target => {
  const rings = ringsOf(molecule)
  const ringCount = new Uint16Array(molecule.atoms.length)
  const smallestRing = new Uint16Array(molecule.atoms.length)
  const ringBond = new Uint8Array(molecule.bonds.length)
  for (const ring of rings) {
    const size = ring.atoms.length
    for (const atom of ring.atoms) {
      ringCount[atom]!++
      if (smallestRing[atom] === 0 || size < smallestRing[atom]!) smallestRing[atom] = size
    }
    for (const bond of ring.bonds) ringBond[bond] = 1
  }
  return { molecule, aromatic: aromaticityOf(molecule, rings), ringCount, smallestRing, ringBond, steps: 0 }
}

const countAt = ({ molecule, ringCount, smallestRing, ringBond }: Target, atom: number, of: Counted): number => {
  const bonds = molecule.bondsOf[atom]!
  switch (of) {
    case 'D':
      return bonds.length
    case 'X':
      return bonds.length + molecule.atoms[atom]!.hydrogens
    case 'H':
      return molecule.atoms[atom]!.hydrogens
    case 'v':
      return valenceAt(molecule, atom)
    case 'R':
      return ringCount[atom]!
    case 'r':
      return smallestRing[atom]!
    case 'x':
      return bonds.filter((bond) => ringBond[bond]).length
  }
}

/** Answers of `$(...)` by slot and atom: 0 unknown, 1 no, 2 yes. */
type Memory = (Uint8Array | undefined)[]

const atomPasses = (target: Target, memory: Memory, test: AtomTest, atom: number): boolean => {
  switch (test.is) {
    case 'any':
      return true
    case 'element':
      return (
        target.molecule.atoms[atom]!.z === test.z &&
        (test.aromatic === undefined || (target.aromatic.atoms[atom] === 1) === test.aromatic)
      )
    case 'aromatic':
      return (target.aromatic.atoms[atom] === 1) === test.value
    case 'count': {
      const count = countAt(target, atom, test.of)
      return test.value === undefined ? count > 0 : count === test.value
    }
    case 'charge':
      return target.molecule.atoms[atom]!.charge === test.value
    case 'isotope':
      return target.molecule.atoms[atom]!.isotope === test.value
    case 'inside': {
      memory[test.slot] ??= new Uint8Array(target.molecule.atoms.length)
      const answers = memory[test.slot]!
      if (answers[atom] === 0) answers[atom] = findFrom(target, memory, test.query, atom) ? 2 : 1
      return answers[atom] === 2
    }
    case 'not':
      return !atomPasses(target, memory, test.test, atom)
    case 'and':
      for (const each of test.tests) if (!atomPasses(target, memory, each, atom)) return false
      return true
    case 'or':
      for (const each of test.tests) if (atomPasses(target, memory, each, atom)) return true
      return false
  }
}

const bondPasses = (target: Target, test: BondTest, bond: number): boolean => {
  const aromatic = target.aromatic.bonds[bond] === 1
  switch (test.is) {
    case 'default':
      return aromatic || target.molecule.bonds[bond]!.order === 1
    case 'any':
      return true
    case 'ring':
      return target.ringBond[bond] === 1
    case 'aromatic':
      return aromatic
    case 'order':
      return !aromatic && target.molecule.bonds[bond]!.order === test.value
    case 'not':
      return !bondPasses(target, test.test, bond)
    case 'and':
      return test.tests.every((each) => bondPasses(target, each, bond))
    case 'or':
      return test.tests.some((each) => bondPasses(target, each, bond))
  }
}

interface Step {
  atom: number
  /** The earlier atom that this one hangs on, and the bond's test; -1 at the root. */
  from: number
  test: BondTest | undefined
  closures: { to: number; test: BondTest }[]
}

const plans = new WeakMap<Query, Step[]>()

/** The order in which a query's atoms are placed: depth first from the first atom, ring closures checked at once. */
const planOf = (query: Query): Step[] => {
  const known = plans.get(query)
  if (known) return known
  const place = new Int32Array(query.atoms.length).fill(-1)
  const steps: Step[] = []
  const visit = (atom: number, from: number, via: number) => {
    const closures: Step['closures'] = []
    place[atom] = steps.push({ atom, from, test: query.bonds[via]?.test, closures }) - 1
    query.bonds.forEach((bond, index) => {
      const other = bond.a === atom ? bond.b : bond.b === atom ? bond.a : -1
      if (other >= 0 && index !== via && place[other]! >= 0) closures.push({ to: other, test: bond.test })
    })
    query.bonds.forEach((bond, index) => {
      const other = bond.a === atom ? bond.b : bond.b === atom ? bond.a : -1
      if (other >= 0 && place[other]! < 0) visit(other, atom, index)
    })
  }
  visit(0, -1, -1)
  plans.set(query, steps)
  return steps
}

/** One placement of the query with its first atom on `root`, or undefined. */
const findFrom = (target: Target, memory: Memory, query: Query, root: number): Int32Array | undefined => {
  const steps = planOf(query)
  const placed = new Int32Array(query.atoms.length).fill(-1)
  const fits = (step: Step, atom: number): boolean => {
    if (++target.steps > BUDGET) throw new BudgetSpent()
    if (placed.includes(atom) || !atomPasses(target, memory, query.atoms[step.atom]!, atom)) return false
    for (const { to, test } of step.closures) {
      const bond = target.molecule.bondsOf[atom]!.find((b) => otherEnd(target.molecule.bonds[b]!, atom) === placed[to])
      if (bond === undefined || !bondPasses(target, test, bond)) return false
    }
    return true
  }
  const place = (index: number): boolean => {
    const step = steps[index]
    if (step === undefined) return true
    const from = placed[step.from]!
    for (const b of target.molecule.bondsOf[from]!) {
      if (!bondPasses(target, step.test!, b)) continue
      const atom = otherEnd(target.molecule.bonds[b]!, from)
      if (!fits(step, atom)) continue
      placed[step.atom] = atom
      if (place(index + 1)) return true
      placed[step.atom] = -1
    }
    return false
  }
  if (!fits(steps[0]!, root)) return undefined
  placed[0] = root
  return place(1) ? placed : undefined
}

/** One match from each atom that can be the pattern's first: enough for the union of the atoms that matched. */
export const matchesOf = (target: Target, pattern: Pattern): Int32Array[] => {
  const memory: Memory = new Array(pattern.slots)
  const found: Int32Array[] = []
  for (let root = 0; root < target.molecule.atoms.length; root++) {
    const match = findFrom(target, memory, pattern.query, root)
    if (match) found.push(match)
  }
  return found
}

export const isIn = (target: Target, pattern: Pattern): boolean => {
  const memory: Memory = new Array(pattern.slots)
  for (let root = 0; root < target.molecule.atoms.length; root++)
    if (findFrom(target, memory, pattern.query, root)) return true
  return false
}
