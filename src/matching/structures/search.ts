// SPDX-License-Identifier: Apache-2.0
/** Finding a pattern in a molecule by backtracking, with a budget of steps so that no pair of them can run away. */
import { type Aromaticity, aromaticityOf } from './aromaticity.ts'
import { type Molecule, otherEnd, valenceAt } from './molecule.ts'
import { elementsOf } from './needs.ts'
import { ringsOf } from './rings.ts'
import type { AtomTest, BondTest, Counted, Query } from './smarts.ts'

export class BudgetSpent extends Error {}

/** A molecule with what patterns ask about it. Perceived once, used by every pattern. */
export interface Target {
  molecule: Molecule
  aromatic: Aromaticity
  ringCount: Uint16Array
  smallestRing: Uint16Array
  ringBond: Uint8Array
  /** Atoms by element. */
  byElement: Map<number, number[]>
  /** Answers of atom tests by test number and atom: 0 unknown, 1 no, 2 yes. */
  answers: (Uint8Array | undefined)[]
  /** Spent so far. */
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
  const byElement = new Map<number, number[]>()
  molecule.atoms.forEach(({ z }, index) => {
    const known = byElement.get(z)
    if (known) known.push(index)
    else byElement.set(z, [index])
  })
  const aromatic = aromaticityOf(molecule, rings)
  return { molecule, aromatic, ringCount, smallestRing, ringBond, byElement, answers: [], steps: 0 }
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

/** The test of a query's atom, answered once for each atom of the molecule. */
const passes = (target: Target, query: Query, index: number, atom: number): boolean => {
  const number = query.numbers[index]!
  if (number < 0) return atomPasses(target, query.atoms[index]!, atom)
  let answers = target.answers[number]
  if (answers === undefined) {
    answers = new Uint8Array(target.molecule.atoms.length)
    target.answers[number] = answers
  }
  if (answers[atom] === 0) answers[atom] = atomPasses(target, query.atoms[index]!, atom) ? 2 : 1
  return answers[atom] === 2
}

const atomPasses = (target: Target, test: AtomTest, atom: number): boolean => {
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
    case 'inside':
      return findFrom(target, test.query, planOf(test.query, 0), atom) !== undefined
    case 'not':
      return !atomPasses(target, test.test, atom)
    case 'and':
      for (const each of test.tests) if (!atomPasses(target, each, atom)) return false
      return true
    case 'or':
      for (const each of test.tests) if (atomPasses(target, each, atom)) return true
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
const roots = new WeakMap<Query, { plan: Step[]; elements: number[] | undefined }>()

/** The order in which a query's atoms are placed: depth first, ring closures checked at once. */
const planOf = (query: Query, root: number): Step[] => {
  const known = root === 0 ? plans.get(query) : undefined
  if (known) return known
  const place = new Int32Array(query.atoms.length).fill(-1)
  const steps: Step[] = []
  const visit = (atom: number, from: number, via: number) => {
    const closures: Step['closures'] = []
    place[atom] = steps.push({ atom, from, test: query.bonds[via]?.test, closures }) - 1
    const near = query.bonds.flatMap((bond, index) =>
      bond.a === atom || bond.b === atom ? [{ index, other: bond.a === atom ? bond.b : bond.a, test: bond.test }] : [],
    )
    for (const { index, other, test } of near)
      if (index !== via && place[other]! >= 0) closures.push({ to: other, test })
    for (const { index, other } of near) if (place[other]! < 0) visit(other, atom, index)
  }
  visit(root, -1, -1)
  if (root === 0) plans.set(query, steps)
  return steps
}

/** A search begins where a molecule has fewest candidates: at a heteroatom, if the query names one. */
const bestRoot = (query: Query): { plan: Step[]; elements: number[] | undefined } => {
  const known = roots.get(query)
  if (known) return known
  const elements = query.atoms.map(elementsOf)
  const cost = (set: Set<number> | undefined) => (set === undefined ? 1000 : set.has(6) ? 100 + set.size : set.size)
  let root = 0
  elements.forEach((set, index) => {
    if (cost(set) < cost(elements[root])) root = index
  })
  const best = { plan: planOf(query, root), elements: elements[root] ? [...elements[root]!] : undefined }
  roots.set(query, best)
  return best
}

/** One placement of the query with the plan's first atom on `root`, or undefined. */
const findFrom = (target: Target, query: Query, plan: Step[], root: number): Int32Array | undefined => {
  spend(target)
  if (!passes(target, query, plan[0]!.atom, root)) return undefined
  const placed = new Int32Array(query.atoms.length).fill(-1)
  placed[plan[0]!.atom] = root
  return placeFrom(target, query, plan, placed, 1) ? placed : undefined
}

const spend = (target: Target): void => {
  if (++target.steps > BUDGET) throw new BudgetSpent()
}

const placeFrom = (target: Target, query: Query, plan: Step[], placed: Int32Array, index: number): boolean => {
  const step = plan[index]
  if (step === undefined) return true
  const from = placed[step.from]!
  for (const b of target.molecule.bondsOf[from]!) {
    spend(target)
    const atom = otherEnd(target.molecule.bonds[b]!, from)
    if (!passes(target, query, step.atom, atom) || placed.includes(atom) || !bondPasses(target, step.test!, b)) continue
    if (!step.closures.every(({ to, test }) => isBound(target, atom, placed[to]!, test))) continue
    placed[step.atom] = atom
    if (placeFrom(target, query, plan, placed, index + 1)) return true
    placed[step.atom] = -1
  }
  return false
}

const isBound = (target: Target, a: number, b: number, test: BondTest): boolean => {
  for (const bond of target.molecule.bondsOf[a]!)
    if (otherEnd(target.molecule.bonds[bond]!, a) === b) return bondPasses(target, test, bond)
  return false
}

const NONE: readonly number[] = []

const rootsIn = (target: Target, elements: number[] | undefined): readonly number[] => {
  if (elements === undefined) return target.molecule.atoms.keys().toArray()
  if (elements.length === 1) return target.byElement.get(elements[0]!) ?? NONE
  return elements.flatMap((z) => target.byElement.get(z) ?? NONE)
}

/** One match from each atom that the search can begin at: enough for the atoms that a person is shown. */
export const matchesOf = (target: Target, query: Query): Int32Array[] => {
  const { plan, elements } = bestRoot(query)
  const found: Int32Array[] = []
  for (const root of rootsIn(target, elements)) {
    const match = findFrom(target, query, plan, root)
    if (match) found.push(match)
  }
  return found
}
