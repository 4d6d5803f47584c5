// SPDX-License-Identifier: Apache-2.0
/**
 * A reader of SMILES (OpenSMILES, the tetrahedral and double-bond part). It reads what chemists write every
 * day, fast and without recursion; whatever it is not sure of it answers with a problem, and the caller asks RDKit.
 */
import { numberOf, valencesOf } from './elements.ts'
import { perfectMatching } from './kekule.ts'
import { type Atom, addAtom, addBond, emptyMolecule, type Molecule, otherEnd } from './molecule.ts'
import { ringBondsOf } from './rings.ts'

export type Read = { ok: true; molecule: Molecule } | { ok: false; problem: string; at: number }

const BOND_ORDERS: Readonly<Record<string, number>> = { '-': 1, '/': 1, '\\': 1, '=': 2, '#': 3, $: 4, ':': 1.5 }
const ORGANIC = /Cl|Br|[BCNOPSFI]|[bcnops]/y
const BRACKET = /\[(\d{1,3})?([A-Z][a-z]?|se|as|te|[bcnops])(@{0,2})(H\d?)?([+-]\d{1,2}|\++|-+)?(?::\d{1,4})?\]/y

interface Open {
  atom: number
  symbol: string
  at: number
  slot: number
}

/** Working notes that the finished molecule does not need. */
interface Draft {
  molecule: Molecule
  aromatic: boolean[]
  organic: boolean[]
  /** By atom, the neighbours in the order written; -1 the implicit hydrogen. */
  written: number[][]
  turn: ('' | '@' | '@@')[]
  /** By bond: +1 for `/` and -1 for `\` read from a to b. */
  marks: number[]
}

const readCharge = (text: string | undefined): number => {
  if (!text) return 0
  const sign = text[0] === '+' ? 1 : -1
  const digits = text.slice(1)
  return /^\d+$/.test(digits) ? sign * Number(digits) : sign * text.length
}

const join = (draft: Draft, a: number, b: number, symbol: string): void => {
  const both = draft.aromatic[a]! && draft.aromatic[b]!
  const order = both && (symbol === '' || symbol === '/' || symbol === '\\') ? 1.5 : (BOND_ORDERS[symbol] ?? 1)
  addBond(draft.molecule, { a, b, order })
  draft.marks.push(symbol === '/' ? 1 : symbol === '\\' ? -1 : 0)
}

export const readSmiles = (text: string): Read => {
  const draft: Draft = { molecule: emptyMolecule(), aromatic: [], organic: [], written: [], turn: [], marks: [] }
  const { molecule } = draft
  const fail = (problem: string, at: number): Read => ({ ok: false, problem, at })
  const branches: number[] = []
  const rings = new Map<string, Open>()
  let last = -1
  let symbol = ''
  let i = 0
  while (i < text.length) {
    const c = text[i]!
    if (c === '(') {
      if (last < 0) return fail('a branch without an atom before it', i)
      branches.push(last)
      i++
    } else if (c === ')') {
      if (branches.length === 0) return fail('a closing parenthesis without an opening one', i)
      last = branches.pop()!
      i++
    } else if (c === '.') {
      if (symbol !== '') return fail('a bond that leads nowhere', i)
      last = -1
      i++
    } else if (c in BOND_ORDERS) {
      if (symbol !== '' || last < 0) return fail('a bond that leads nowhere', i)
      symbol = c
      i++
    } else if ((c >= '0' && c <= '9') || c === '%') {
      const digits = c === '%' ? /^%(\d\d)|^%\((\d{1,5})\)/.exec(text.slice(i, i + 8)) : undefined
      if (last < 0 || (c === '%' && !digits)) return fail('a ring closure without an atom', i)
      const label = digits ? String(Number(digits[1] ?? digits[2])) : c
      const open = rings.get(label)
      if (open === undefined) {
        rings.set(label, { atom: last, symbol, at: i, slot: draft.written[last]!.push(-2) - 1 })
      } else {
        rings.delete(label)
        if (open.atom === last || molecule.bondsOf[last]!.some((b) => otherEnd(molecule.bonds[b]!, last) === open.atom))
          return fail('a ring closure onto the same atom', i)
        const flipped = symbol === '/' ? '\\' : symbol === '\\' ? '/' : symbol
        if (open.symbol !== '' && flipped !== '' && open.symbol !== flipped && open.symbol !== symbol)
          return fail('two different bonds for one ring closure', i)
        join(draft, open.atom, last, open.symbol !== '' ? open.symbol : flipped)
        draft.written[open.atom]![open.slot] = last
        draft.written[last]!.push(open.atom)
      }
      symbol = ''
      i += digits ? digits[0].length : 1
    } else {
      const index = readAtom(draft, text, i)
      if (index < 0) return fail(`an atom was expected, not '${c}'`, i)
      if (last >= 0) {
        draft.written[last]!.push(index)
        draft.written[index]!.unshift(last)
        join(draft, last, index, symbol)
      } else if (symbol !== '') return fail('a bond that starts nowhere', i)
      symbol = ''
      last = index
      i = c === '[' ? BRACKET.lastIndex : ORGANIC.lastIndex
    }
  }
  if (symbol !== '') return fail('a bond that leads nowhere', i - 1)
  if (branches.length > 0) return fail('a parenthesis that is not closed', text.length)
  for (const [label, open] of rings) return fail(`ring closure ${label} is not closed`, open.at)
  if (molecule.atoms.length === 0) return fail('no atom', 0)
  return finish(draft)
}

const readAtom = ({ molecule, aromatic, organic, written, turn }: Draft, text: string, at: number): number => {
  const pattern = text[at] === '[' ? BRACKET : ORGANIC
  pattern.lastIndex = at
  const match = pattern.exec(text)
  if (!match) return -1
  const name = text[at] === '[' ? match[2]! : match[0]
  const lower = name[0]! >= 'a'
  const z = numberOf(lower ? name[0]!.toUpperCase() + name.slice(1) : name)
  if (z === undefined) return -1
  const atom: Atom = { z, charge: 0, isotope: 0, hydrogens: 0, origin: molecule.atoms.length }
  if (pattern === BRACKET) {
    atom.isotope = Number(match[1] ?? 0)
    atom.charge = readCharge(match[5])
    atom.hydrogens = match[4] ? Number(match[4].slice(1) || 1) : 0
  }
  aromatic.push(lower)
  organic.push(pattern === ORGANIC)
  turn.push(pattern === BRACKET ? (match[3] as '' | '@' | '@@') : '')
  written.push(turn.at(-1) !== '' && atom.hydrogens === 1 ? [-1] : [])
  return addAtom(molecule, atom)
}

const finish = (draft: Draft): Read => {
  const { molecule } = draft
  const problem = placeDoubleBonds(draft) ?? fillHydrogens(draft)
  if (problem !== undefined) return problem
  draft.turn.forEach((turn, index) => {
    const refs = draft.written[index]!
    if (turn !== '' && (refs.length === 4 || refs.length === 3))
      molecule.atoms[index]!.chirality = { clockwise: turn === '@@', refs }
  })
  readSides(draft)
  return { ok: true, molecule }
}

/** Aromatic bonds become single and double ones. */
const placeDoubleBonds = ({ molecule, aromatic, organic }: Draft): Read | undefined => {
  if (!aromatic.includes(true)) return undefined
  const inRing = ringBondsOf(molecule)
  molecule.bonds.forEach((bond, index) => {
    if (bond.order === 1.5 && !inRing[index]) bond.order = 1
  })
  const wanting: number[] = []
  const place = new Map<number, number>()
  for (let index = 0; index < aromatic.length; index++) {
    if (!aromatic[index]) continue
    const atom = molecule.atoms[index]!
    let sigma = atom.hydrogens
    let inRing = 0
    for (const b of molecule.bondsOf[index]!) {
      const { order } = molecule.bonds[b]!
      sigma += order === 1.5 ? 1 : order
      if (order === 1.5) inRing++
    }
    if (inRing < 2) return { ok: false, problem: 'an aromatic atom outside a ring', at: index }
    const valence = valencesOf(atom.z, atom.charge)
    if (valence === undefined) return { ok: false, problem: 'an aromatic atom of an unusual element', at: index }
    if (organic[index] && (atom.z === 6 || atom.z === 5) && sigma === 2) {
      atom.hydrogens = 1
      sigma = 3
    }
    if (valence.some((v) => v === sigma + 1) && !valence.includes(sigma)) {
      place.set(index, wanting.length)
      wanting.push(index)
    }
  }
  const neighbours = wanting.map((atom) =>
    molecule.bondsOf[atom]!.flatMap((b) => {
      const bond = molecule.bonds[b]!
      const other = bond.order === 1.5 ? place.get(otherEnd(bond, atom)) : undefined
      return other === undefined ? [] : [other]
    }),
  )
  const mate = perfectMatching(neighbours)
  if (mate === undefined)
    return { ok: false, problem: 'aromatic atoms without a Kekulé structure', at: wanting[0] ?? 0 }
  for (const bond of molecule.bonds) {
    if (bond.order !== 1.5) continue
    const a = place.get(bond.a)
    bond.order = a !== undefined && wanting[mate[a]!] === bond.b ? 2 : 1
  }
  return undefined
}

const fillHydrogens = ({ molecule, aromatic, organic }: Draft): Read | undefined => {
  for (let index = 0; index < molecule.atoms.length; index++) {
    const atom = molecule.atoms[index]!
    let used = atom.hydrogens
    for (const b of molecule.bondsOf[index]!) used += molecule.bonds[b]!.order
    const valences = valencesOf(atom.z, atom.charge)
    if (valences === undefined) continue
    if (organic[index] && !aromatic[index]) {
      const valence = valences.find((v) => v >= used)
      if (valence === undefined) return { ok: false, problem: 'an atom with too many bonds', at: index }
      atom.hydrogens = valence - used
    } else if (used > valences.at(-1)!) return { ok: false, problem: 'an atom with too many bonds', at: index }
  }
  return undefined
}

const readSides = ({ molecule, marks }: Draft): void => {
  if (!marks.some((mark) => mark !== 0)) return
  for (const bond of molecule.bonds) {
    if (bond.order !== 2) continue
    const a = markedNeighbour(molecule, marks, bond.a, bond.b)
    const b = markedNeighbour(molecule, marks, bond.b, bond.a)
    if (a && b) bond.side = { refA: a.atom, refB: b.atom, same: a.up === b.up }
  }
}

const markedNeighbour = (molecule: Molecule, marks: number[], atom: number, not: number) => {
  for (const index of molecule.bondsOf[atom]!) {
    const bond = molecule.bonds[index]!
    const other = otherEnd(bond, atom)
    if (other !== not && marks[index] !== 0) return { atom: other, up: (bond.b === other ? 1 : -1) * marks[index]! > 0 }
  }
  return undefined
}
