// SPDX-License-Identifier: Apache-2.0
/** Structures and class definitions against RDKit. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import initRDKitModule from '@rdkit/rdkit'
import { expect, test } from 'vitest'
import { list, readRows } from './read.ts'

const rows = <K extends string>(file: string, columns: readonly K[]) =>
  readRows(file, readFileSync(join(import.meta.dirname, file), 'utf8'), columns)

const rdkit = await initRDKitModule()

/** Atoms by element, hydrogens, isotopes and charges counted, in Hill order, as in `C10H15N`. */
function formula(smiles: string): string {
  const mol = rdkit.get_mol(smiles)
  const withH = rdkit.get_mol(mol?.add_hs() ?? '', JSON.stringify({ removeHs: false }))
  const data = JSON.parse(withH?.get_json() ?? '{}') as {
    defaults: { atom: { z: number; chg: number } }
    molecules: { atoms: { z?: number; chg?: number }[] }[]
  }
  mol?.delete()
  withH?.delete()
  const atoms = data.molecules[0]?.atoms ?? []
  const counts = new Map<string, number>()
  for (const atom of atoms) {
    const symbol = symbols[atom.z ?? data.defaults.atom.z] ?? '?'
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  }
  const order = [...counts.keys()].sort((a, b) => rank(a, counts).localeCompare(rank(b, counts)))
  const charge = atoms.reduce((sum, atom) => sum + (atom.chg ?? 0), 0)
  const sign = charge === 0 ? '' : `${charge > 0 ? '+' : '-'}${Math.abs(charge) === 1 ? '' : Math.abs(charge)}`
  return order.map((symbol) => `${symbol}${counts.get(symbol) === 1 ? '' : counts.get(symbol)}`).join('') + sign
}

const symbols: Record<number, string> = {
  1: 'H',
  5: 'B',
  6: 'C',
  7: 'N',
  8: 'O',
  9: 'F',
  11: 'Na',
  15: 'P',
  16: 'S',
  17: 'Cl',
  19: 'K',
  25: 'Mn',
  35: 'Br',
  53: 'I',
}

/** Carbon and hydrogen first where there is carbon, then the alphabet. */
function rank(symbol: string, counts: Map<string, number>): string {
  if (!counts.has('C')) return symbol
  return symbol === 'C' ? '0' : symbol === 'H' ? '1' : symbol
}

function inchikey(smiles: string): string {
  const mol = rdkit.get_mol(smiles)
  if (mol === null) return ''
  const key = rdkit.get_inchikey_for_inchi(mol.get_inchi())
  mol.delete()
  return key
}

test('every structure of a substance parses and agrees with its InChIKey and formula', () => {
  const own = rows('substances.csv', ['id', 'smiles', 'inchikey', 'formula']).filter((row) => row.smiles !== '')
  expect(own.length).toBeGreaterThan(700)
  const found = own.map((row) => ({ ...row, inchikey: inchikey(row.smiles), formula: formula(row.smiles) }))
  expect(found).toEqual(own)
})

test('the structure of an ordinary chemical agrees with its InChIKey (every tenth)', () => {
  const own = rows('ordinary-chemicals.csv', ['smiles', 'inchikey']).filter(
    (row, i) => row.smiles !== '' && i % 10 === 0,
  )
  expect(own.map((row) => ({ ...row, inchikey: inchikey(row.smiles) }))).toEqual(own)
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
