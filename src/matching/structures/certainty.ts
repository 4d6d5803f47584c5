// SPDX-License-Identifier: Apache-2.0
/** How certain each way of finding a molecule is: of the findings said to be 0.9, nine in ten should be right. */
import type { Relation } from '../findings.ts'
import type { ClassDefinition, Confidence } from '../reference.ts'
import type { StereoFit } from './inchi-layers.ts'

export const RELATIONS: Readonly<Record<Relation, number>> = {
  same: 0.99,
  salt: 0.98,
  isotopologue: 0.97,
  tautomer: 0.95,
  stereoisomer: 0.95,
  isomer: 0.8,
  ester: 0.9,
  ether: 0.85,
}

/** What the stereochemistry takes off: the less it fits, the less sure it is that the control reaches it. */
export const STEREO: Readonly<Record<StereoFit, number>> = {
  same: 1,
  more: 0.97,
  less: 0.92,
  enantiomer: 0.92,
  diastereomer: 0.85,
}

/** A structure that rests on one source or on memory may itself be wrong. */
export const IDENTITY: Readonly<Record<Confidence, number>> = { 'two-sources': 1, 'one-source': 0.99, knowledge: 0.96 }

/** A tautomer that a rule of ours found and InChI does not know. */
export const BY_RULE = 0.85

/** A hydrate or bisulphite compound, which no schedule names. */
export const ADDITION = 0.8

/** A substance that forms no salts, drawn beside others: a mixture, or a polymer told by its monomers. */
export const MIXTURE = 0.85

/** An ester and ether at once: Schedule I speaks of the one and of the other. */
export const MIXED = 0.85

/** By the atoms that the smallest pattern of a class asks for: the smaller the frame, the more lies in it by chance. */
const FRAMES: readonly (readonly [atoms: number, certainty: number])[] = [
  [12, 0.9],
  [7, 0.8],
  [0, 0.6],
]

/** Frames made for screening (`INT`) are no law, and are the least certain. */
export const classCertainty = (definition: ClassDefinition, atoms: number): number =>
  definition.jurisdiction === 'INT' ? 0.6 : FRAMES.find(([least]) => atoms >= least)![1]

export const rounded = (certainty: number): number => Math.round(certainty * 100) / 100
