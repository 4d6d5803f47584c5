// SPDX-License-Identifier: Apache-2.0
/**
 * Which ring bonds are aromatic: Hückel's rule over rings and fused rings, with the electron counts of RDKit's
 * model (Code/GraphMol/Aromaticity.cpp), so that SMARTS written for RDKit mean here what they mean there.
 */
import { OUTER } from './elements.ts'
import { type Molecule, otherEnd } from './molecule.ts'
import type { Ring } from './rings.ts'

/** Rings fused in one step at most; larger envelopes (porphyrins) are met ring by ring. */
const MOST_FUSED = 4
const MOST_COMBINATIONS = 400

export interface Aromaticity {
  atoms: Uint8Array
  bonds: Uint8Array
}

/** Electrons that an atom brings to a ring: 0, 1, 2 or -1 when it cannot be part of an aromatic ring. */
const electronsOf = (molecule: Molecule, index: number, inRing: Uint8Array): number => {
  const atom = molecule.atoms[index]!
  const outer = OUTER[atom.z]
  if (outer === undefined) return -1
  const normal = outer <= 4 ? outer : 8 - outer
  const degree = molecule.bondsOf[index]!.length + atom.hydrogens
  if (degree > 3) return -1
  let unsaturation = 0
  let multiple = 0
  let outside = -1
  for (const b of molecule.bondsOf[index]!) {
    const { order } = molecule.bonds[b]!
    if (order < 2) continue
    unsaturation += order - 1
    multiple++
    if (!inRing[b]) outside = otherEnd(molecule.bonds[b]!, index)
  }
  if (multiple > 1 || unsaturation > 1) return -1
  let electrons = normal - degree + Math.max(outer - normal - atom.charge, 0)
  if (electrons < 0) return -1
  const stolen = outside >= 0 && draws(molecule.atoms[outside]!.z, atom.z)
  if (electrons === 0) return outside >= 0 ? 0 : multiple > 0 ? 1 : -1
  if (electrons === 1) {
    if (outside >= 0) return stolen ? 0 : 1
    if (multiple > 0) return 1
    return atom.charge === 1 ? 0 : -1
  }
  if (stolen) electrons--
  return electrons % 2 === 1 ? 1 : 2
}

const draws = (other: number, z: number): boolean => {
  const a = OUTER[other] ?? (other === 9 || other === 17 || other === 35 || other === 53 ? 7 : 0)
  const b = OUTER[z] ?? 0
  return a > b || (a === b && other < z)
}

const isHueckel = (electrons: number): boolean => electrons === 2 || (electrons >= 6 && (electrons - 2) % 4 === 0)

export const aromaticityOf = (molecule: Molecule, rings: Ring[]): Aromaticity => {
  const result = { atoms: new Uint8Array(molecule.atoms.length), bonds: new Uint8Array(molecule.bonds.length) }
  const inRing = new Uint8Array(molecule.bonds.length)
  for (const ring of rings) for (const b of ring.bonds) inRing[b] = 1
  const electrons = new Map<number, number>()
  const bring = (atom: number): number => {
    let count = electrons.get(atom)
    if (count === undefined) {
      count = electronsOf(molecule, atom, inRing)
      electrons.set(atom, count)
    }
    return count
  }
  const able = rings.filter((ring) => ring.atoms.every((atom) => bring(atom) >= 0))
  const done = new Uint8Array(able.length)
  const owners = new Map<number, number[]>()
  able.forEach((ring, index) => {
    for (const b of ring.bonds) owners.set(b, [...(owners.get(b) ?? []), index])
  })
  const fused = able.map((ring, index) => new Set(ring.bonds.flatMap((b) => owners.get(b)!).filter((o) => o !== index)))
  let groups = able.map((_, index) => [index])
  for (let size = 1; size <= MOST_FUSED && groups.length > 0; size++) {
    for (const group of groups) {
      if (group.every((ring) => done[ring])) continue
      if (
        !huckelUnion(
          group.map((ring) => able[ring]!),
          bring,
          result,
        )
      )
        continue
      for (const ring of group) done[ring] = 1
    }
    groups = grow(groups, fused, done)
  }
  return result
}

/** Counts the electrons of a union of rings; a bond between two of its rings stays out of the envelope. */
const huckelUnion = (group: Ring[], bring: (atom: number) => number, result: Aromaticity): boolean => {
  const atoms = new Map<number, number>()
  const bonds = new Map<number, number>()
  for (const ring of group) {
    for (const atom of ring.atoms) atoms.set(atom, (atoms.get(atom) ?? 0) + 1)
    for (const bond of ring.bonds) bonds.set(bond, (bonds.get(bond) ?? 0) + 1)
  }
  let sum = 0
  for (const [atom, count] of atoms) if (count <= 2) sum += bring(atom)
  if (!isHueckel(sum)) return false
  for (const [atom, count] of atoms) if (count <= 2) result.atoms[atom] = 1
  for (const [bond, count] of bonds) if (count === 1) result.bonds[bond] = 1
  return true
}

const grow = (groups: number[][], fused: Set<number>[], done: Uint8Array): number[][] => {
  const grown = new Map<string, number[]>()
  for (const group of groups) {
    for (const ring of group) {
      for (const next of fused[ring]!) {
        if (group.includes(next)) continue
        const bigger = [...group, next].sort((a, b) => a - b)
        if (!bigger.every((member) => done[member])) grown.set(bigger.join(), bigger)
        if (grown.size > MOST_COMBINATIONS) return [...grown.values()]
      }
    }
  }
  return [...grown.values()]
}
