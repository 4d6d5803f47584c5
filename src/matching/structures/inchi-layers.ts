// SPDX-License-Identifier: Apache-2.0
/** InChI decides identity: its main layer says which substance, its stereo layers which form of it. */
import type { MainModule as RDKitModule } from '@rdkit/rdkit'
import type { Molecule } from './molecule.ts'
import { writeSmiles } from './write.ts'

export interface Layers {
  inchi: string
  /** Formula, connections, hydrogens and charge: equal for the tautomers that InChI knows. */
  main: string
  /** Absolute parity by stereo atom (`7`) or double bond (`3-4`); only those that are defined. */
  stereo: Map<string, string>
}

export const layersIn = (inchi: string): Layers => {
  const layers = inchi.split('/').slice(1)
  const main = layers.filter((layer, index) => index === 0 || 'chqp'.includes(layer[0]!)).join('/')
  const layer = (letter: string) => layers.find((text, index) => index > 0 && text[0] === letter)?.slice(1) ?? ''
  const inverted = layer('m') === '1'
  const stereo = new Map<string, string>()
  for (const item of layer('b').split(',')) {
    const sign = item.at(-1)
    if (sign === '+' || sign === '-') stereo.set(item.slice(0, -1), sign)
  }
  for (const item of layer('t').split(',')) {
    const sign = item.at(-1)
    if (sign === '+' || sign === '-') stereo.set(item.slice(0, -1), (sign === '+') !== inverted ? '+' : '-')
  }
  return { inchi, main, stereo }
}

/** RDKit's own name for a molecule: quick, and enough where two of them are equal. */
export const canonicalOf = (rdkit: RDKitModule, molecule: Molecule): string | undefined => {
  const mol = rdkit.get_mol(writeSmiles(molecule))
  const smiles = mol?.get_smiles()
  mol?.delete()
  return smiles
}

/** Undefined where RDKit cannot make an InChI of it. */
export const layersOf = (rdkit: RDKitModule, molecule: Molecule): Layers | undefined => {
  const mol = rdkit.get_mol(writeSmiles(molecule))
  if (mol === null) return undefined
  try {
    const inchi = mol.get_inchi()
    return inchi === '' ? undefined : layersIn(inchi)
  } finally {
    mol.delete()
  }
}

/** How the stereochemistry of a molecule stands to that of a reference entry with the same main layer. */
export type StereoFit = 'same' | 'less' | 'more' | 'enantiomer' | 'diastereomer'

export const stereoFit = (own: Layers, entry: Layers): StereoFit => {
  let agree = 0
  let differ = 0
  let bonds = 0
  for (const [place, sign] of own.stereo) {
    const other = entry.stereo.get(place)
    if (other === undefined) continue
    if (other === sign) agree++
    else differ++
    if (other !== sign && place.includes('-')) bonds++
  }
  if (differ > 0) return agree === 0 && bonds === 0 ? 'enantiomer' : 'diastereomer'
  if (own.stereo.size === entry.stereo.size && agree === own.stereo.size) return 'same'
  return own.stereo.size > agree ? 'more' : 'less'
}
