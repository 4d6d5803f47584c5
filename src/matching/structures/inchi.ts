// SPDX-License-Identifier: Apache-2.0
/**
 * A reader of standard InChI (IUPAC/InChI Trust technical manual, layers c h q p b t m i): RDKit's WASM build writes
 * InChI and cannot read it. Mobile hydrogens are put where the bonds can then be completed; any such tautomer will do.
 */
import { numberOf } from './elements.ts'
import { completeBonds } from './inchi-bonds.ts'
import { hydrogensIn } from './inchi-hydrogens.ts'
import { readStereo } from './inchi-stereo.ts'
import { addAtom, addBond, emptyMolecule, type Molecule } from './molecule.ts'
import type { Read } from './smiles.ts'

export class InchiProblem extends Error {}

const TIMES = /^(\d+)(?=[*A-Z])\*?/
/** Layers of a component are written `2*x;;y`: the first twice, then an empty one, then y. */
const spreadOut = (layer: string, count: number): string[] => {
  const parts = layer.split(';').flatMap((part) => {
    const times = /^(\d+)\*/.exec(part)
    return times ? new Array<string>(Math.min(Number(times[1]), count)).fill(part.slice(times[0].length)) : [part]
  })
  return Array.from({ length: count }, (_, index) => parts[index] ?? '')
}

export const readInchi = (text: string): Read => {
  const head = /^InChI=1S?\//.exec(text)
  if (!head) return { ok: false, problem: 'not an InChI of version 1', at: 0 }
  try {
    return { ok: true, molecule: moleculeFrom(text.slice(head[0].length).split('/')) }
  } catch (error) {
    if (error instanceof InchiProblem) return { ok: false, problem: error.message, at: 0 }
    throw error
  }
}

const MOST_PARTS = 100

const moleculeFrom = ([formula = '', ...layers]: string[]): Molecule => {
  const cutAt = layers.findIndex((layer) => layer[0] === 'f' || layer[0] === 'r')
  const used = cutAt < 0 ? layers : layers.slice(0, cutAt)
  const isotopic = used.findIndex((layer) => layer[0] === 'i')
  const main = isotopic < 0 ? used : used.slice(0, isotopic)
  const layer = (letter: string) => main.find((one) => one[0] === letter)?.slice(1) ?? ''
  const components = formula.split('.').flatMap((part) => {
    const times = TIMES.exec(part)
    return times ? new Array<string>(Math.min(Number(times[1]), MOST_PARTS)).fill(part.slice(times[0].length)) : [part]
  })
  if (components.length > MOST_PARTS) throw new InchiProblem(`more than ${MOST_PARTS} components`)
  const parts = (letter: string) => spreadOut(layer(letter), components.length)
  const [connections, hydrogens, charges, bonds, turns] = [parts('c'), parts('h'), parts('q'), parts('b'), parts('t')]
  const mirrors = layer('m')
  const molecule = emptyMolecule()
  components.forEach((component, index) => {
    const offset = molecule.atoms.length
    addAtoms(molecule, component)
    connect(molecule, connections[index]!, offset)
    completeBonds(molecule, offset, hydrogensIn(hydrogens[index]!), Number(charges[index] || 0))
    readStereo(
      molecule,
      offset,
      bonds[index]!,
      turns[index]!,
      (components.length > 1 ? mirrors[index] : mirrors) === '1',
    )
  })
  if (isotopic >= 0) for (const atom of isotopesIn(used[isotopic]!)) molecule.atoms[atom]!.isotope = 1
  return molecule
}

/** Atoms are numbered through: carbon first, then by the formula's order; hydrogens only where nothing else is. */
const addAtoms = (molecule: Molecule, formula: string): void => {
  const counts = [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)].map(
    (match) => [match[1]!, Number(match[2] || 1)] as const,
  )
  if (counts.length === 0 || counts.map(([symbol, n]) => symbol + (n > 1 ? n : '')).join('') !== formula)
    throw new InchiProblem(`formula "${formula}" cannot be read`)
  const heavy = counts.filter(([symbol]) => symbol !== 'H')
  for (const [symbol, count] of heavy.length > 0 ? heavy : [['H', 1] as const]) {
    const z = numberOf(symbol)
    if (z === undefined) throw new InchiProblem(`no element is called "${symbol}"`)
    if (count > 1100) throw new InchiProblem('too many atoms')
    for (let i = 0; i < count; i++)
      addAtom(molecule, { z, charge: 0, isotope: 0, hydrogens: 0, origin: molecule.atoms.length })
  }
}

const connect = (molecule: Molecule, layer: string, offset: number): void => {
  const branches: number[] = []
  const pairs = new Set<string>()
  let last = -1
  for (const token of layer.match(/\d+|[-(),]/g) ?? []) {
    if (token === '(') branches.push(last)
    else if (token === ')') last = branches.pop() ?? -1
    else if (token === ',') last = branches.at(-1) ?? -1
    else if (token !== '-') {
      const atom = offset + Number(token) - 1
      if (molecule.atoms[atom] === undefined) throw new InchiProblem(`atom ${token} is not in the formula`)
      const pair = `${Math.min(atom, last)} ${Math.max(atom, last)}`
      if (last === atom || pairs.has(pair)) throw new InchiProblem(`atom ${token} is bound twice`)
      if (last >= 0) addBond(molecule, { a: last, b: atom, order: 1 })
      pairs.add(pair)
      last = atom
    }
  }
}

const isotopesIn = (layer: string): number[] =>
  [...layer.slice(1).matchAll(/(\d+)(?:[+-]\d+|[DT]\d*|[+-]\d+[DT]\d*)/g)].map((match) => Number(match[1]) - 1)
