// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import { compositionOf } from './hash.ts'
import { fits, needsOf } from './needs.ts'
import { every, listed, ordinary, rdkit, reference } from './samples.testing.ts'
import { matchesOf, targetOf } from './search.ts'
import { checkSmarts } from './smarts.ts'
import { readSmiles } from './smiles.ts'

const patterns = [...new Set(reference.classes.flatMap((one) => [...one.smarts, ...one.exclude]))].map((smarts) => {
  const checked = checkSmarts(smarts)
  if (!checked.ok) throw new Error(`${smarts}: ${checked.detail}`)
  return { smarts, query: checked.query, needs: needsOf(checked.query), mol: rdkit.get_qmol(smarts)! }
})

it('finds what RDKit finds, for every pattern of every class, and the sieve loses none of it', () => {
  const smiles = [...every(8, listed), ...every(40, ordinary)].map((one) => one.smiles)
  for (const text of smiles) {
    const read = readSmiles(text)
    const mol = rdkit.get_mol(text)
    if (!read.ok || mol === null) throw new Error(text)
    const target = targetOf(read.molecule)
    const composition = compositionOf(read.molecule)
    for (const { smarts, query, needs, mol: asked } of patterns) {
      const theirs = mol.get_substruct_match(asked) !== '{}'
      expect(matchesOf(target, query).length > 0, `${smarts} in ${text}`).toBe(theirs)
      if (theirs) expect(fits(needs, composition), `${smarts} in ${text}`).toBe(true)
    }
    mol.delete()
  }
})

it('calls the same atoms aromatic as RDKit does', () => {
  for (const { smiles } of [...every(4, listed), ...every(25, ordinary)]) {
    const read = readSmiles(smiles)
    const mol = rdkit.get_mol(smiles)
    if (!read.ok || mol === null) throw new Error(smiles)
    const [source] = JSON.parse(mol.get_json()).molecules
    const theirs: number[] = source.extensions[0].aromaticAtoms ?? []
    mol.delete()
    const { aromatic } = targetOf(read.molecule)
    expect(
      [...aromatic.atoms.keys()].filter((atom) => aromatic.atoms[atom] === 1),
      smiles,
    ).toEqual(theirs)
  }
})
