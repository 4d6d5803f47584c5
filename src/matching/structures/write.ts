// SPDX-License-Identifier: Apache-2.0
/** Writes a molecule as SMILES (not canonical) so that RDKit can be asked about it. */
import { symbolOf } from './elements.ts'
import { type Molecule, otherEnd } from './molecule.ts'

const SIGNS: Readonly<Record<number, string>> = { 1: '', 2: '=', 3: '#', 4: '$' }

interface Walk {
  molecule: Molecule
  /** Bonds that close a ring, with their label. */
  closures: Map<number, number>
  /** By atom: tree bonds to its children, in order. */
  children: number[][]
  via: Int32Array
  marks: Int8Array
}

export const writeSmiles = (molecule: Molecule): string => {
  const n = molecule.atoms.length
  const walk: Walk = {
    molecule,
    closures: new Map(),
    children: molecule.atoms.map(() => []),
    via: new Int32Array(n).fill(-2),
    marks: marksOf(molecule),
  }
  const parts: string[] = []
  const roots: number[] = []
  for (let root = 0; root < n; root++) {
    if (walk.via[root] !== -2) continue
    spread(walk, root)
    roots.push(root)
  }
  for (const root of roots) parts.push(writeFrom(walk, root))
  return parts.join('.')
}

/** Depth-first tree without recursion; the bonds outside it close rings. */
const spread = ({ molecule, closures, children, via }: Walk, root: number): void => {
  via[root] = -1
  const stack = [root]
  const next = new Map<number, number>()
  while (stack.length > 0) {
    const atom = stack.at(-1)!
    const at = next.get(atom) ?? 0
    const b = molecule.bondsOf[atom]![at]
    if (b === undefined) {
      stack.pop()
      continue
    }
    next.set(atom, at + 1)
    if (b === via[atom] || closures.has(b)) continue
    const other = otherEnd(molecule.bonds[b]!, atom)
    if (via[other] === -2) {
      via[other] = b
      children[atom]!.push(b)
      stack.push(other)
    } else if (!children[other]!.includes(b)) closures.set(b, closures.size + 1)
  }
}

const writeFrom = (walk: Walk, root: number): string => {
  const { molecule, children } = walk
  let text = ''
  const stack: (number | string)[] = [root]
  while (stack.length > 0) {
    const item = stack.pop()!
    if (typeof item === 'string') {
      text += item
      continue
    }
    text += atomText(walk, item)
    const below = children[item]!
    for (let i = below.length - 1; i >= 0; i--) {
      const b = below[i]!
      const child = otherEnd(molecule.bonds[b]!, item)
      if (i < below.length - 1) stack.push(')')
      stack.push(child, bondText(walk, b, item))
      if (i < below.length - 1) stack.push('(')
    }
  }
  return text
}

const bondText = ({ molecule, marks }: Walk, b: number, from: number): string => {
  const bond = molecule.bonds[b]!
  const mark = marks[b]! * (bond.a === from ? 1 : -1)
  return mark > 0 ? '/' : mark < 0 ? '\\' : (SIGNS[bond.order] ?? '')
}

const ringText = (label: number): string => (label < 10 ? String(label) : label < 100 ? `%${label}` : `%(${label})`)

const atomText = (walk: Walk, index: number): string => {
  const { molecule, closures, children, via } = walk
  const atom = molecule.atoms[index]!
  let rings = ''
  const order: number[] = []
  if (via[index]! >= 0) order.push(otherEnd(molecule.bonds[via[index]!]!, index))
  if (atom.chirality?.refs.includes(-1)) order.push(-1)
  for (const b of molecule.bondsOf[index]!) {
    const label = closures.get(b)
    if (label === undefined) continue
    rings += bondText(walk, b, index) + ringText(label)
    order.push(otherEnd(molecule.bonds[b]!, index))
  }
  for (const b of children[index]!) order.push(otherEnd(molecule.bonds[b]!, index))
  let turn = ''
  if (atom.chirality) turn = isEven(atom.chirality.refs, order) === atom.chirality.clockwise ? '@@' : '@'
  const isotope = atom.isotope > 0 ? String(atom.isotope) : ''
  const hydrogens = atom.hydrogens === 0 ? '' : atom.hydrogens === 1 ? 'H' : `H${atom.hydrogens}`
  const charge = atom.charge === 0 ? '' : `${atom.charge > 0 ? '+' : '-'}${Math.abs(atom.charge)}`
  return `[${isotope}${symbolOf(atom.z)}${turn}${hydrogens}${charge}]${rings}`
}

/** Whether one order becomes the other in an even number of swaps. */
export const isEven = (from: readonly number[], to: readonly number[]): boolean => {
  const left = [...from]
  let even = true
  for (let i = 0; i < left.length; i++) {
    if (left[i] === to[i]) continue
    const j = left.indexOf(to[i]!, i + 1)
    left[j] = left[i]!
    left[i] = to[i]!
    even = !even
  }
  return even
}

/** `/` and `\` for every told side; in a chain of double bonds a shared mark is set once and reused. */
const marksOf = (molecule: Molecule): Int8Array => {
  const marks = new Int8Array(molecule.bonds.length)
  const between = (a: number, b: number) => molecule.bondsOf[a]!.find((i) => otherEnd(molecule.bonds[i]!, a) === b)!
  const away = (b: number, atom: number) => (molecule.bonds[b]!.a === atom ? 1 : -1)
  for (const bond of molecule.bonds) {
    if (!bond.side) continue
    const a = between(bond.a, bond.side.refA)
    const b = between(bond.b, bond.side.refB)
    const up =
      marks[a] !== 0
        ? marks[a]! * away(a, bond.a)
        : marks[b] !== 0
          ? marks[b]! * away(b, bond.b) * (bond.side.same ? 1 : -1)
          : 1
    if (marks[a] === 0) marks[a] = up * away(a, bond.a)
    if (marks[b] === 0) marks[b] = up * (bond.side.same ? 1 : -1) * away(b, bond.b)
  }
  return marks
}
