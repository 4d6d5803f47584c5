// SPDX-License-Identifier: Apache-2.0
import initRDKit from '@rdkit/rdkit'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadReference } from '../../../reference/index.ts'
import type { Finding } from '../findings.ts'
import { createStructureMatcher, type StructureMatcher } from './index.ts'

let matcher: StructureMatcher
beforeAll(async () => {
  matcher = createStructureMatcher(loadReference(), await initRDKit())
})

const findings = (structure: string): Finding[] => {
  const outcome = matcher.match(structure)
  return outcome.ok ? outcome.result.findings : []
}
const named = (structure: string): string =>
  findings(structure)
    .filter((finding) => finding.kind !== 'class')
    .map((finding) => `${finding.id} ${finding.relation}`)
    .join()

describe('one substance in many spellings', () => {
  it.each([
    ['another order of atoms', 'c1ccc(CC(N)C)cc1', 'amfetamine same'],
    ['Kekulé bonds', 'C1=CC=CC=C1CC(N)C', 'amfetamine same'],
    ['hydrochloride', 'CN1[C@H]2CC[C@@H]1[C@@H](C(=O)OC)[C@H](C2)OC(=O)c3ccccc3.Cl', 'cocaine salt'],
    ['sulphate, acid silent', 'OS(O)(=O)=O.CC(N)Cc1ccccc1', 'amfetamine salt'],
    ['sodium salt drawn as ions', '[Na+].CCC1(CC)C(=O)[N-]C(=O)NC1=O', 'barbital salt'],
    ['sodium salt drawn with a bond', '[Na]OC1=NC(=O)C(CC)(CC)C(=O)N1', 'barbital tautomer'],
    ['deuterated', '[2H]C([2H])([2H])NC(C)Cc1ccccc1', 'metamfetamine-racemate isotopologue'],
    ['enol', 'CC(O)=Cc1ccccc1', '1-phenyl-2-propanone tautomer'],
    ['the right enantiomer', 'C[NH2+][C@H](C)Cc1ccccc1.[Cl-]', 'levomethamphetamine salt'],
    ['the right diastereomer', 'CN[C@@H](C)[C@H](O)c1ccccc1', 'ephedrine same'],
  ])('%s: %s', (_, structure, expected) => expect(named(structure)).toBe(expected))
})

describe('what a schedule reaches beyond the name, and what not', () => {
  it.each([
    ['a dibutyrate', 'CCCC(=O)Oc1ccc2C[C@@H]3[C@@H]4C=C[C@H](OC(=O)CCC)[C@@H]5Oc1c2[C@]45CCN3C', 'morphine ester'],
    ['another ester of the acid', 'CCCOC(=O)[C@H]1[C@@H](OC(=O)c2ccccc2)C[C@@H]2CC[C@H]1N2C', 'ecgonine ester'],
    ['an enantiomer', 'C[C@@H](N)[C@@H](O)c1ccccc1', 'norephedrine stereoisomer'],
    ['the excepted isomer', 'COc1ccc2c(c1)[C@]13CCCC[C@@H]1[C@H](C2)N(C)CC3', ''],
    ['an ester of an excepted isomer', 'CC(=O)Oc1ccc2c(c1)[C@]13CCCC[C@@H]1[C@H](C2)N(C)CC3', ''],
    ['a bisulphite compound', 'CC(O)(Cc1ccccc1)S(=O)(=O)[O-].[Na+]', '1-phenyl-2-propanone salt'],
    ['a neutral part of a mixture', 'Cc1ccccc1.CCO', 'toluene same'],
    ['an acid in water', 'Cl.O', 'hydrochloric-acid same'],
    ['a chloride', '[Na+].[Cl-]', ''],
    ['a Grignard compound', '[Mg+2].[Cl-].[CH2-]c1ccccc1', ''],
    ['the ion with its metal', '[K+].[O-][Mn](=O)(=O)=O', 'potassium-permanganate salt'],
    ['the ion without', 'CCCC[N+](CCCC)(CCCC)CCCC.[O-][Mn](=O)(=O)=O', ''],
    ['an ordinary chemical', 'NCCc1ccc(O)cc1', ''],
  ])('%s', (_, structure, expected) => expect(named(structure)).toBe(expected))
})

describe('classes', () => {
  it('names the class and the atoms in the order given', () => {
    const [finding] = findings('Cl.CC(C)C(=O)N(c1ccc(F)cc1)C1CCN(CCc2cccs2)CC1').filter((one) => one.kind === 'class')
    expect(finding?.by).toBe('class')
    expect(finding?.atoms).not.toContain(0)
  })
})

describe('what cannot be judged', () => {
  it.each([
    ['an open ring', 'C1CC', 'unparsable'],
    ['no Kekulé structure', 'c1cccc1', 'unparsable'],
    ['nothing', '', 'unparsable'],
    ['3,000 atoms', 'C'.repeat(3000), 'too-large'],
    ['20,000 characters', 'C'.repeat(20_000), 'too-large'],
  ])('%s', (_, structure, problem) => expect(matcher.match(structure)).toMatchObject({ ok: false, problem }))
})
