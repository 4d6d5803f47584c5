// SPDX-License-Identifier: Apache-2.0
/**
 * Packs the matcher as a library of its own, `build/matching/`: one JavaScript module without dependencies
 * (RDKit is passed in by whoever wants structures), the reference data as JSON, licence and sources.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { packReference } from '#reference/index.ts'

const root = join(import.meta.dirname, '..')
const folder = process.argv[2] ?? join(root, 'build/matching')

mkdirSync(folder, { recursive: true })
await build({
  configFile: false,
  root,
  logLevel: 'error',
  build: {
    outDir: folder,
    emptyOutDir: true,
    minify: false,
    target: 'es2022',
    lib: { entry: join(root, 'src/matching/index.ts'), formats: ['es'], fileName: () => 'index.js' },
  },
})
const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const description = 'Says whether a text or a molecule is a controlled or watched substance, and why.'
const manifest = {
  name: 'passerelle-matching',
  version,
  description,
  license,
  type: 'module',
  exports: { '.': './index.js', './reference.json': './reference.json' },
}
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
writeFileSync(join(folder, 'reference.json'), packReference())
copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
copyFileSync(join(root, 'reference/sources.csv'), join(folder, 'sources.csv'))
console.log(`Packed into ${folder}`)
