// SPDX-License-Identifier: Apache-2.0
/** What the tests of this folder share: the reference, RDKit, a bounded sample of structures. */
import initRDKit from '@rdkit/rdkit'
import { loadReference } from '../../../reference/index.ts'

export const reference = loadReference()
export const rdkit = await initRDKit()

/** Every n-th one, so that a test stays short and is the same at each run. */
export const every = <T>(n: number, all: readonly T[]): T[] => all.filter((_, index) => index % n === 0)

export const listed = reference.substances.filter((one) => one.smiles !== '')
export const ordinary = reference.ordinary.filter((one) => one.smiles !== '')

export const inchiOf = (structure: string): string => {
  const mol = rdkit.get_mol(structure)
  const inchi = mol?.get_inchi() ?? ''
  mol?.delete()
  return inchi
}
