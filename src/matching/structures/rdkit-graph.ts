// SPDX-License-Identifier: Apache-2.0
/** A molecule as RDKit reads it (molfiles, rare SMILES), taken over through its JSON with atom order kept. */
import type { MainModule as RDKitModule } from '@rdkit/rdkit'
import { addAtom, addBond, emptyMolecule, type Molecule, neighboursOf } from './molecule.ts'

interface JsonAtom {
  z?: number
  chg?: number
  isotope?: number
  impHs?: number
  stereo?: string
}
interface JsonBond {
  atoms: [number, number]
  bo?: number
  stereo?: string
  stereoAtoms?: [number, number]
}

export type Asked = { ok: true; molecule: Molecule } | { ok: false; detail: string }

export const moleculeFromRdkit = (rdkit: RDKitModule, text: string): Asked => {
  const log = rdkit.set_log_capture('rdApp.*')
  try {
    const mol = rdkit.get_mol(text, JSON.stringify({ removeHs: false }))
    if (mol === null) return { ok: false, detail: `not a molecule: ${reasonIn(log?.get_buffer() ?? '')}` }
    try {
      return { ok: true, molecule: fromJson(mol.get_json()) }
    } finally {
      mol.delete()
    }
  } catch {
    return { ok: false, detail: 'not a molecule that the toolkit can hold' }
  } finally {
    log?.delete()
  }
}

/** RDKit's own words, without the time and the copy of the input. */
const reasonIn = (log: string): string => {
  const lines = log
    .split('\n')
    .map((line) => line.replace(/^\[[\d:]+\]\s*/, '').trim())
    .filter((line) => line !== '' && !/^[~^ ]+\^?$/.test(line))
  const words = [...new Set(lines.map((line) => line.replace(/:? (for input|while parsing):.*$/, '')))]
  return words.slice(0, 2).join('; ').slice(0, 300) || 'the toolkit gives no reason'
}

const fromJson = (json: string): Molecule => {
  const [source] = (JSON.parse(json) as { molecules: { atoms: JsonAtom[]; bonds?: JsonBond[] }[] }).molecules
  const molecule = emptyMolecule()
  source!.atoms.forEach((atom, origin) => {
    const { z = 6, chg: charge = 0, isotope = 0, impHs: hydrogens = 0 } = atom
    addAtom(molecule, { z, charge, isotope, hydrogens, origin })
  })
  for (const { atoms, bo = 1, stereo, stereoAtoms } of source!.bonds ?? []) {
    const [a, b] = atoms
    const side = stereoAtoms && (stereo === 'cis' || stereo === 'trans')
    const [refA, refB] = stereoAtoms ?? [0, 0]
    addBond(molecule, side ? { a, b, order: bo, side: { refA, refB, same: stereo === 'cis' } } : { a, b, order: bo })
  }
  source!.atoms.forEach((atom, index) => {
    if (atom.stereo !== 'cw' && atom.stereo !== 'ccw') return
    const refs = neighboursOf(molecule, index)
    if (molecule.atoms[index]!.hydrogens === 1) refs.push(-1)
    molecule.atoms[index]!.chirality = { clockwise: atom.stereo === 'cw', refs }
  })
  return molecule
}
