// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import { readInchi } from './inchi.ts'
import { every, inchiOf, listed, ordinary } from './samples.testing.ts'
import { writeSmiles } from './write.ts'

/** A proton put on or taken off is told apart from the salt, and is neutralised anyway. */
const withoutProtons = (inchi: string) => inchi.replace(/\/p[+-]\d+/, '')
const METAL_BOUND = /Mn|Mg|Zn|Si|Al|Fe|Sn|Li|Pt|Cr|In|Ca|\[N-\]Cl/

it('an InChI that is read gives itself back', () => {
  for (const { smiles } of [...every(6, listed), ...every(30, ordinary)]) {
    const inchi = inchiOf(smiles)
    const read = readInchi(inchi)
    if (METAL_BOUND.test(smiles) || inchi === '') continue
    expect(read.ok, inchi).toBe(true)
    if (read.ok) expect(withoutProtons(inchiOf(writeSmiles(read.molecule))), smiles).toBe(withoutProtons(inchi))
  }
})

it.each(['InChI=1S/', 'InChI=1S/C9H10', 'InChI=1S/Xx', 'InChI=1S/C2/c1-9', 'InChI=1S/C/c999999999*1-2', 'InChI=2'])(
  '%s is refused in words',
  (inchi) => expect(readInchi(inchi)).toMatchObject({ ok: false, problem: expect.stringMatching(/\w/) }),
)
