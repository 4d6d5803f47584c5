// SPDX-License-Identifier: Apache-2.0
/** Molecule → verdict, beside RDKit's WASM asked for everything, and beside RDKit in PostgreSQL. */
import initRDKit from '@rdkit/rdkit'
import { createStructureMatcher } from '#matching/index.ts'
import { loadReference } from '#reference/index.ts'
import { growth, type Result, race, type Side } from './measure.ts'
import { INSTALL_CARTRIDGE, openCartridge } from './peers/cartridge.ts'
import { figure, note, raceRow, table, whole } from './report.ts'

const SIZES = [30, 300, 3000]
/** The slow sides get only so many molecules of the largest size. */
const ENOUGH = 1000

const data = loadReference()
const rdkit = await initRDKit()
const started = performance.now()
const matcher = createStructureMatcher(data, rdkit)
const loaded = performance.now() - started

/** Listed and watched substances, one in five, among ordinary chemicals; drawn in a fixed scattered order. */
const mixed = [...data.substances.filter((_, index) => index % 5 === 0), ...data.ordinary].filter(
  (one) => one.smiles !== '',
)
const scattered = mixed.map((one, index) => [(index * 7919) % 10_007, one.smiles] as const).sort((a, b) => a[0] - b[0])
const molecules = scattered.map(([, smiles]) => smiles).slice(0, SIZES.at(-1))
const patterns = [...new Set(data.classes.flatMap((one) => one.smarts))]
const queries = patterns.map((smarts) => rdkit.get_qmol(smarts)!)
const keys = new Set(data.substances.map((one) => one.inchikey.slice(0, 14)))

const parse = (smiles: string): number => {
  const mol = rdkit.get_mol(smiles)
  mol?.delete()
  return mol === null ? 0 : 1
}
const naive = (smiles: string): number => {
  const mol = rdkit.get_mol(smiles)
  if (mol === null) return 0
  let hits = keys.has(rdkit.get_inchikey_for_inchi(mol.get_inchi()).slice(0, 14)) ? 1 : 0
  for (const query of queries) if (mol.get_substruct_match(query) !== '{}') hits++
  mol.delete()
  return hits
}
const ours = (smiles: string): number => {
  const outcome = matcher.match(smiles)
  return outcome.ok ? outcome.result.findings.length : 0
}

/** Blanks at the end make a text that no answer is kept for. */
let turn = 0
const NEW = 'Passerelle, new molecules'
const cartridge = await openCartridge(molecules, patterns, [...keys])

const sides = (some: readonly string[]): Side[] => {
  const few = some.slice(0, ENOUGH)
  const side = (name: string, of: readonly string[], judge: (smiles: string) => number): Side => ({
    name,
    amount: of.length,
    work: () => {
      for (const smiles of of) judge(smiles)
    },
  })
  const asNew = () => {
    turn++
    for (const smiles of some) ours(smiles + ' '.repeat(turn))
  }
  const all = [
    { ...side(NEW, some, ours), work: asNew },
    side('Passerelle, seen before', some, ours),
    side('RDKit WASM, parsing alone', few, parse),
    side('RDKit WASM, parsing, InChIKey, every pattern', few, naive),
  ]
  return cartridge === undefined
    ? all
    : [...all, { name: 'RDKit in PostgreSQL, the same', amount: some.length, work: () => cartridge.judge(some.length) }]
}

const results: Result[] = []
try {
  for (const size of SIZES) results.push(...(await race(sides(molecules.slice(0, size)))))
} finally {
  await cartridge?.close()
}

table('Molecule → verdict', ['side', 'molecules', 'molecules a second', 'time beside Passerelle'], results.map(raceRow))
const grown = Map.groupBy(results, ({ name }) => name)
table(
  'How the time of structures grows with the molecules',
  ['side', 'exponent'],
  [...grown].map(([name, points]) => [name, figure(growth(points.map(({ amount, ms }) => [amount, ms[0]])))]),
)
note(
  `${whole(patterns.length)} patterns of ${whole(data.classes.length)} class definitions, ${whole(keys.size)} identities. ` +
    'Times are for one molecule. The other sides strip no salts, see through no charge or tautomer, look for no ester, ' +
    'and say yes or no where Passerelle names atoms, relation and controls. ' +
    `Making the matcher took ${figure(loaded)} ms beside the loaded WASM.`,
)
note(
  cartridge === undefined
    ? INSTALL_CARTRIDGE
    : `RDKit ${rdkit.version()} in WASM, ${cartridge.version} in PostgreSQL 15, one process each.`,
)
