// SPDX-License-Identifier: Apache-2.0
/** Who may import whom: the house's plan as data. The table in docs/architecture.md says why. */

export interface Room {
  /** Folder, relative to the root. The longest that fits a file is its room. */
  folder: string
  /** Rooms it may import besides itself. */
  imports: string[]
  /** Packages it may import for their values; types may come from anywhere. Absent: any. */
  packages?: string[]
  /** Rooms whose `contract.ts` alone it may import. */
  contracts?: string[]
  /** Rooms whose door it may use for types only. */
  types?: string[]
  /** Any file of it may be imported; otherwise only its `index.ts` or `contract.ts`. */
  open?: boolean
}

const WINGS = ['src/commons', 'src/commitments', 'src/supply', 'src/health']

export const ROOMS: Room[] = [
  { folder: 'src/basis', imports: [], packages: ['i18next'], open: true },
  { folder: 'src/matching', imports: [], packages: [] },
  { folder: 'reference', imports: [], packages: ['node:', 'papaparse'], types: ['src/matching'] },
  { folder: 'countries', imports: [], packages: ['node:', 'papaparse', 'zod'] },
  { folder: 'src/platform', imports: ['src/basis'] },
  { folder: 'src/interop', imports: ['src/basis', 'reference'] },
  { folder: 'src/commons', imports: ['src/basis', 'src/platform', 'src/interop', 'src/matching', 'reference'] },
  { folder: 'src/commitments', imports: ['src/basis', 'src/platform', 'reference'] },
  {
    folder: 'src/supply',
    imports: ['src/basis', 'src/platform', 'src/interop', 'src/matching', 'reference', 'countries'],
    contracts: ['src/commitments'],
  },
  {
    folder: 'src/health',
    imports: ['src/basis', 'src/platform', 'src/interop', 'src/matching', 'reference', 'countries'],
    contracts: ['src/commitments'],
  },
  // Reports of ill-treatment: no other room of health reads them, and no crossing.
  { folder: 'src/health/safeguards', imports: ['src/basis', 'src/platform'] },
  {
    folder: 'src/crossings',
    imports: ['src/basis', 'src/platform', 'src/commitments', 'src/supply', 'src/health'],
    packages: ['kysely', 'zod', 'node:'],
  },
  // Apart from everything else of its wing: who supervises a firm and who co-operates with it share no code either.
  {
    folder: 'src/supply/oversight',
    imports: ['src/basis', 'src/platform', 'src/matching', 'reference', 'countries'],
    contracts: ['src/commitments'],
  },
  // What a firm watches and reports: no other room of its wing reads it, and it reads none of theirs.
  {
    folder: 'src/supply/suspicions',
    imports: ['src/basis', 'src/platform', 'src/interop', 'src/matching', 'reference', 'countries'],
    contracts: ['src/commitments'],
  },
  { folder: 'src/web/kit', imports: [], packages: ['react', 'react-aria-components'], open: true },
  {
    folder: 'src/web/public',
    imports: ['src/basis', 'src/web/kit', 'src/matching', 'src/interop', 'reference'],
    contracts: [...WINGS, 'src/health/safeguards'],
    open: true,
  },
  {
    folder: 'src/web/workspace',
    imports: ['src/basis', 'src/web/kit', 'src/web/public'],
    types: ['src/platform'],
    open: true,
  },
  {
    folder: 'src/web/commons',
    imports: ['src/basis', 'src/web/kit', 'src/web/public', 'src/web/workspace'],
    contracts: ['src/commons'],
    open: true,
  },
  {
    folder: 'src/web/supply',
    imports: ['src/basis', 'src/interop', 'src/web/kit', 'src/web/public', 'src/web/workspace'],
    contracts: ['src/supply'],
    open: true,
  },
  {
    folder: 'src/web/health',
    imports: ['src/basis', 'src/web/kit', 'src/web/public', 'src/web/workspace'],
    contracts: ['src/health', 'src/health/safeguards'],
    open: true,
  },
  {
    folder: 'src/web/supply/oversight',
    imports: ['src/basis', 'src/web/kit', 'src/web/public', 'src/web/workspace'],
    contracts: ['src/supply/oversight'],
    open: true,
  },
  {
    folder: 'src/web/supply/suspicions',
    imports: ['src/basis', 'src/web/kit', 'src/web/public', 'src/web/workspace'],
    contracts: ['src/supply/suspicions'],
    open: true,
  },
  {
    folder: 'src/web/admin',
    imports: ['src/basis', 'src/web/kit', 'src/web/public', 'src/web/workspace'],
    types: ['src/platform'],
    open: true,
  },
  {
    folder: 'src/web/shell',
    imports: [
      ...['src/basis', 'src/web/kit', 'src/web/public', 'src/web/workspace'],
      ...[
        'src/web/commons',
        'src/web/supply',
        'src/web/supply/oversight',
        'src/web/supply/suspicions',
        'src/web/health',
        'src/web/admin',
      ],
    ],
  },
  { folder: 'src/app', imports: ['*'] },
]

/** Folders whose files may look at everything: they test, measure or set up the house and ship no behaviour. */
export const OUTSIDE = [
  'proofs',
  'e2e',
  'bench',
  'scripts',
  'vite.config.ts',
  'vitest.config.ts',
  'react-router.config.ts',
]
