// SPDX-License-Identifier: Apache-2.0
/** Cheap keys that equal molecules share whatever their spelling. They find candidates; InChI decides. */
import { symbolOf } from './elements.ts'
import { type Molecule, neighboursOf } from './molecule.ts'

const mix = (hash: number, value: number): number => {
  const h = Math.imul(hash ^ value, 0x9e3779b1)
  return (h ^ (h >>> 15)) >>> 0
}

const ROUNDS = 8

/** Colour refinement: each round an atom learns its neighbours' colours. */
const refined = (molecule: Molecule, first: (atom: number) => number): string => {
  const around = molecule.atoms.map((_, atom) => neighboursOf(molecule, atom))
  let colours = molecule.atoms.map((_, atom) => mix(0x811c9dc5, first(atom)))
  for (let round = 0; round < ROUNDS; round++) {
    colours = colours.map((own, atom) => {
      let sum = 0
      for (const next of around[atom]!) sum = (sum + mix(colours[next]!, 0x85ebca6b)) >>> 0
      return mix(mix(own, 0xc2b2ae35), sum)
    })
  }
  let low = 0
  let high = 0
  for (const colour of colours) {
    low = (low + mix(colour, 0x27d4eb2f)) >>> 0
    high = (high + mix(colour, 0x165667b1)) >>> 0
  }
  return `${low.toString(36)}.${high.toString(36)}`
}

/** Elements and who is bound to whom, without hydrogens, bond orders and charges: equal for all tautomers. */
export const skeletonOf = (molecule: Molecule): string => refined(molecule, (atom) => molecule.atoms[atom]!.z)

/** The skeleton and where the hydrogens and charges are: equal for all Kekulé structures of one tautomer. */
export const constitutionOf = (molecule: Molecule): string =>
  refined(molecule, (index) => {
    const { z, hydrogens, charge } = molecule.atoms[index]!
    return (z * 16 + hydrogens) * 16 + charge + 8
  })

/** Atoms by element, with hydrogens as element 1 and the net charge at 0. */
export const compositionOf = (molecule: Molecule): Int16Array => {
  const counts = new Int16Array(120)
  for (const { z, hydrogens, charge } of molecule.atoms) {
    counts[z]!++
    counts[1]! += hydrogens
    counts[0]! += charge
  }
  return counts
}

/** Not for reading: only elements that occur, in the order of their numbers, so that equal compositions meet. */
export const formulaOf = (composition: Int16Array): string => {
  let text = ''
  for (let z = 0; z < composition.length; z++) {
    const count = composition[z]!
    if (count !== 0) text += symbolOf(z) + count
  }
  return text
}
