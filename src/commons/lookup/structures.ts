// SPDX-License-Identifier: Apache-2.0
/** What needs RDKit: judging a molecule, drawing one, finding its neighbours. Loaded at the first question. */
import { createRequire } from 'node:module'
import { createStructureMatcher, type ReferenceData, type StructureMatcher } from '#matching/index.ts'

type RDKit = Parameters<typeof createStructureMatcher>[1]

interface Near {
  id: string
  similarity: number
}

export interface Molecule {
  inchikey: string
  formula: string
  /** Of the most abundant isotopes, in unified atomic mass units. */
  mass: number | null
  drawing: string | null
  /** Among the substances known, nearest first. */
  neighbours: Near[]
}

export interface Structures {
  matcher: StructureMatcher
  /** SVG of a structure, or null where it cannot be drawn. */
  draw(smiles: string): string | null
  /** What is worked out from a structure alone; null where it cannot be read. */
  molecule(structure: string, most: number): Molecule | null
  /** Ids of the substances nearest in structure with Tanimoto similarity of Morgan fingerprints, nearest first. */
  neighbours(id: string, most: number): Near[]
}

const loadRdkit = async (): Promise<RDKit> => {
  const initialise = createRequire(import.meta.url)('@rdkit/rdkit') as () => Promise<RDKit>
  const rdkit = await initialise()
  rdkit.disable_logging()
  return rdkit
}

/** Bits set in each byte value, so that similarity is counted a byte at a time. */
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

const similarity = (a: Uint8Array, b: Uint8Array): number => {
  let both = 0
  let either = 0
  for (let i = 0; i < a.length; i++) {
    both += BITS[(a[i] ?? 0) & (b[i] ?? 0)] ?? 0
    either += BITS[(a[i] ?? 0) | (b[i] ?? 0)] ?? 0
  }
  return either === 0 ? 0 : both / either
}

const withMolecule = <T>(rdkit: RDKit, smiles: string, use: (mol: NonNullable<ReturnType<RDKit['get_mol']>>) => T) => {
  const mol = smiles === '' ? null : rdkit.get_mol(smiles)
  if (mol === null) return null
  try {
    return use(mol)
  } finally {
    mol.delete()
  }
}

const DRAWING = JSON.stringify({ width: 320, height: 240, clearBackground: false, addStereoAnnotation: true })

const prepare = (data: ReferenceData, rdkit: RDKit): Structures => {
  const prints = new Map<string, Uint8Array>()
  const print = (smiles: string) =>
    withMolecule(rdkit, smiles, (mol) => mol.get_morgan_fp_as_uint8array(JSON.stringify({ radius: 2, nBits: 1024 })))
  const fingerprints = () => {
    if (prints.size > 0) return prints
    for (const { id, smiles } of data.substances) {
      const bits = print(smiles)
      if (bits) prints.set(id, bits)
    }
    return prints
  }
  const nearest = (own: Uint8Array, most: number, besides?: string): Near[] =>
    [...fingerprints()]
      .filter(([other]) => other !== besides)
      .map(([other, bits]) => ({ id: other, similarity: similarity(own, bits) }))
      .filter((near) => near.similarity >= 0.4)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, most)
  return {
    matcher: createStructureMatcher(data, rdkit),
    molecule: (structure, most) =>
      withMolecule(rdkit, structure, (mol) => {
        const inchi = mol.get_inchi()
        const { exactmw } = JSON.parse(mol.get_descriptors()) as { exactmw?: number }
        const bits = print(structure)
        return {
          inchikey: inchi === '' ? '' : rdkit.get_inchikey_for_inchi(inchi),
          formula: inchi.split('/')[1] ?? '',
          mass: exactmw ?? null,
          drawing: mol.get_svg_with_highlights(DRAWING),
          neighbours: bits ? nearest(bits, most) : [],
        }
      }),
    draw: (smiles) => withMolecule(rdkit, smiles, (mol) => mol.get_svg_with_highlights(DRAWING)),
    neighbours: (id, most) => {
      const own = fingerprints().get(id)
      return own ? nearest(own, most, id) : []
    },
  }
}

/** Loads RDKit once, when first asked. */
export const openStructures = (data: ReferenceData): (() => Promise<Structures>) => {
  let loading: Promise<Structures> | undefined
  return () => {
    loading ??= loadRdkit().then((rdkit) => prepare(data, rdkit))
    return loading
  }
}
