// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import { moleculeFromRdkit } from './rdkit-graph.ts'
import { every, inchiOf, listed, ordinary, rdkit } from './samples.testing.ts'
import { readSmiles } from './smiles.ts'
import { writeSmiles } from './write.ts'

it('what is read and written again is the same molecule to InChI, stereochemistry included', () => {
  for (const { smiles } of [...every(6, listed), ...every(30, ordinary)]) {
    const read = readSmiles(smiles)
    expect(read.ok, smiles).toBe(true)
    if (read.ok) expect(inchiOf(writeSmiles(read.molecule)), smiles).toBe(inchiOf(smiles))
  }
})

it('a molecule taken over from RDKit keeps its stereochemistry', () => {
  for (const { smiles } of every(12, listed)) {
    const taken = moleculeFromRdkit(rdkit, smiles)
    if (taken.ok) expect(inchiOf(writeSmiles(taken.molecule)), smiles).toBe(inchiOf(smiles))
  }
})

it.each([
  ['CC(', 'a parenthesis that is not closed'],
  ['CC)', 'a closing parenthesis without an opening one'],
  ['C1CC', 'ring closure 1 is not closed'],
  ['C==C', 'a bond that leads nowhere'],
  ['CQ', "an atom was expected, not 'Q'"],
  ['CC(C)(C)(C)C', 'an atom with too many bonds'],
  ['c1cccc1', 'aromatic atoms without a Kekulé structure'],
])('%s: %s', (smiles, problem) => expect(readSmiles(smiles)).toMatchObject({ ok: false, problem }))
