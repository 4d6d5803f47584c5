// SPDX-License-Identifier: Apache-2.0
/** However a listed substance is written, it is found: drawn spellings, salts, charges and labels. */
import { expect, it } from 'vitest'
import { createStructureMatcher } from './index.ts'
import { every, listed, rdkit, reference } from './samples.testing.ts'

const matcher = createStructureMatcher(reference, rdkit)
const sample = every(17, listed).filter(({ smiles }) => /[cC]/.test(smiles) && !smiles.includes('.'))

type Mol = NonNullable<ReturnType<typeof rdkit.get_mol>>
const shown = (details: object) => (mol: Mol) => mol.get_smiles(JSON.stringify(details))

const labelled = (mol: Mol): string => {
  const withHydrogens = rdkit.get_mol(mol.add_hs(), JSON.stringify({ removeHs: false }))!
  const smiles = withHydrogens.get_smiles().replace('[H]', '[2H]')
  withHydrogens.delete()
  return smiles
}

const SPELLINGS: Readonly<Record<string, (mol: Mol) => string>> = {
  'another order': shown({ doRandom: true }),
  'Kekulé bonds': shown({ doKekule: true, kekuleSmiles: true }),
  'every bond and hydrogen': shown({ allBondsExplicit: true, allHsExplicit: true }),
  InChI: (mol) => mol.get_inchi(),
  'molfile V2000': (mol) => mol.get_v2Kmolblock(),
  'molfile V3000': (mol) => mol.get_v3Kmolblock(),
  'explicit hydrogens, one of them deuterium': labelled,
  hydrochloride: (mol) => `${mol.get_smiles()}.Cl`,
  'sodium chloride beside it': (mol) => `[Na+].[Cl-].${mol.get_smiles()}`,
  fumarate: (mol) => `OC(=O)/C=C/C(=O)O.${mol.get_smiles()}`,
  sulphate: (mol) => `OS(=O)(=O)O.${mol.get_smiles()}`,
  hydrate: (mol) => `O.${mol.get_smiles()}`,
}

it.each(Object.keys(SPELLINGS))('%s', (spelling) => {
  for (const { id, smiles } of sample) {
    const mol = rdkit.get_mol(smiles)!
    const text = SPELLINGS[spelling]!(mol)
    mol.delete()
    const outcome = matcher.match(text)
    expect(outcome.ok ? outcome.result.findings.map((finding) => finding.id) : outcome.detail, text).toContain(id)
  }
})

it('atoms are those of the molecule as given, hydrogens and counter-ions left out', () => {
  const outcome = matcher.match('Cl.[H]N([H])C(C)Cc1ccccc1')
  const [finding] = outcome.ok ? outcome.result.findings : []
  expect(finding?.atoms).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})
