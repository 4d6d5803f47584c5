// SPDX-License-Identifier: Apache-2.0
/** Structures and class definitions against RDKit. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import initRDKitModule from '@rdkit/rdkit'
import { expect, test } from 'vitest'
import { list, readRows } from './read.ts'

const rows = <K extends string>(file: string, columns: readonly K[]) =>
  readRows(file, readFileSync(join(import.meta.dirname, file), 'utf8'), columns)

const rdkit = await initRDKitModule()

/** `C10H15N` or, in parts, `K.Mn.4O` → atoms by element. */
function atoms(formula: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const part of formula.split('.')) {
    const [, times, rest] = part.match(/^(\d*)(.*)$/) as RegExpMatchArray
    for (const [, symbol, count] of (rest as string).matchAll(/([A-Z][a-z]?)(\d*)/g)) {
      counts[symbol as string] = (counts[symbol as string] ?? 0) + Number(times || 1) * Number(count || 1)
    }
  }
  return counts
}

/** InChIKey and atoms by element; hydrogens that InChI notes as lost or gained protons (`/p`) are counted. */
function identity(smiles: string): { inchikey: string; atoms: Record<string, number> } {
  const mol = rdkit.get_mol(smiles)
  const inchi = mol?.get_inchi() ?? ''
  mol?.delete()
  const counts = atoms(inchi.split('/')[1] ?? '')
  const protons = Number(inchi.match(/\/p([+-]\d+)/)?.[1] ?? 0)
  if (protons !== 0) counts.H = (counts.H ?? 0) + protons
  return { inchikey: rdkit.get_inchikey_for_inchi(inchi), atoms: counts }
}

test('every structure of a substance parses and agrees with its InChIKey and formula', () => {
  const own = rows('substances.csv', ['id', 'smiles', 'inchikey', 'formula']).filter((row) => row.smiles !== '')
  expect(own.length).toBeGreaterThan(700)
  const wrong = own.filter((row) => {
    const { inchikey, atoms: counted } = identity(row.smiles)
    return inchikey !== row.inchikey || !isDeepStrictEqual(counted, atoms(row.formula))
  })
  expect(wrong).toEqual([])
})

test('the structure of an ordinary chemical agrees with its InChIKey (every tenth)', () => {
  const own = rows('ordinary-chemicals.csv', ['smiles', 'inchikey']).filter(
    (row, i) => row.smiles !== '' && i % 10 === 0,
  )
  expect(own.filter((row) => identity(row.smiles).inchikey !== row.inchikey)).toEqual([])
})

test('every class definition gives the stated result on its examples', () => {
  const patterns = new Map(
    rows('classes.csv', ['id', 'smarts', 'exclude']).map((row) => {
      const read = (field: string) =>
        list(field, ' || ').map((smarts) => {
          const pattern = rdkit.get_qmol(smarts)
          if (pattern === null) throw new Error(`${row.id}: ${smarts}`)
          return pattern
        })
      return [row.id, { any: read(row.smarts), none: read(row.exclude) }]
    }),
  )
  const wrong: string[] = []
  for (const row of rows('class-examples.csv', ['class_id', 'name', 'smiles', 'expected'])) {
    const pattern = patterns.get(row.class_id)
    const mol = rdkit.get_mol(row.smiles)
    if (pattern === undefined || mol === null) throw new Error(`${row.class_id}: ${row.name}`)
    const hits = (smarts: typeof pattern.any) => smarts.some((one) => mol.get_substruct_match(one) !== '{}')
    const result = hits(pattern.any) && !hits(pattern.none) ? 'match' : 'no-match'
    if (result !== row.expected) wrong.push(`${row.class_id}: ${row.name} is ${result}`)
    mol.delete()
  }
  expect(wrong).toEqual([])
})
