// SPDX-License-Identifier: Apache-2.0
/** Any notation becomes a molecule, within limits, or a sentence that says what is wrong and where. */
import type { MainModule as RDKitModule } from '@rdkit/rdkit'
import { readInchi } from './inchi.ts'
import type { Molecule } from './molecule.ts'
import { moleculeFromRdkit } from './rdkit-graph.ts'
import { readSmiles } from './smiles.ts'

export type ReadOutcome =
  | { ok: true; molecule: Molecule }
  | { ok: false; problem: 'unparsable' | 'too-large'; detail: string }

export const MOST_CHARACTERS = 10_000
/** A molfile spends some 50 characters on an atom and its bond. */
export const MOST_MOLFILE_CHARACTERS = 200_000
export const MOST_HEAVY_ATOMS = 1_000
/** RDKit recurses along chains and its WASM stack is small: what is longer is not handed to it. */
const MOST_FOR_RDKIT = 300

const unparsable = (detail: string): ReadOutcome => ({ ok: false, problem: 'unparsable', detail })
const tooLarge = (detail: string): ReadOutcome => ({ ok: false, problem: 'too-large', detail })

const isMolfile = (text: string): boolean => /\n.*V[23]000/.test(text) || /\n\s*M {2}END/.test(text)

export const readStructure = (rdkit: RDKitModule, given: string): ReadOutcome => {
  if (isMolfile(given)) return readMolfile(rdkit, given)
  const text = given.trim().split(/\s/, 1)[0] ?? ''
  if (text === '') return unparsable('nothing to read')
  if (text.length > MOST_CHARACTERS) return tooLarge(`longer than ${MOST_CHARACTERS} characters`)
  if (text.startsWith('InChI=')) {
    const inchi = readInchi(text)
    return inchi.ok ? limited(inchi.molecule) : unparsable(`InChI: ${inchi.problem}`)
  }
  const read = readSmiles(text)
  if (!read.ok) {
    const asked =
      text.length <= 4 * MOST_FOR_RDKIT && lettersIn(text) <= MOST_FOR_RDKIT
        ? moleculeFromRdkit(rdkit, text)
        : undefined
    return asked?.ok
      ? limited(asked.molecule)
      : unparsable(asked?.detail ?? `SMILES: ${read.problem} (position ${read.at + 1})`)
  }
  return limited(read.molecule)
}

const lettersIn = (text: string): number => text.replace(/[^A-Za-z*]/g, '').length

const limited = (molecule: Molecule): ReadOutcome =>
  molecule.atoms.filter((atom) => atom.z > 1).length > MOST_HEAVY_ATOMS
    ? tooLarge(`more than ${MOST_HEAVY_ATOMS} heavy atoms`)
    : { ok: true, molecule }

const readMolfile = (rdkit: RDKitModule, text: string): ReadOutcome => {
  if (text.length > MOST_MOLFILE_CHARACTERS) return tooLarge(`longer than ${MOST_MOLFILE_CHARACTERS} characters`)
  const counts = /^M {2}V30 COUNTS (\d+)/m.exec(text)?.[1] ?? /^.*V2000/m.exec(text)?.[0].slice(0, 3)
  if (Number(counts) > MOST_HEAVY_ATOMS) return tooLarge(`more than ${MOST_HEAVY_ATOMS} atoms`)
  const asked = moleculeFromRdkit(rdkit, text)
  return asked.ok ? limited(asked.molecule) : unparsable(asked.detail)
}
