// SPDX-License-Identifier: Apache-2.0
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'

const root = import.meta.dirname
const packed = join(root, '.react-router/packed')

/**
 * Packs the reference data into one JSON file, which the bench imports as `#packed/reference.json?url`:
 * an asset with its content hash in its name.
 */
const packedReference = (): Plugin => ({
  name: 'packed-reference',
  async configResolved() {
    const { packReference } = (await import(
      pathToFileURL(join(root, 'reference/index.ts')).href
    )) as typeof import('./reference/index.ts')
    await mkdir(packed, { recursive: true })
    await writeFile(join(packed, 'reference.json'), packReference())
  },
})

/** Texts of the component library in a browser: those of the languages that components are shown in. */
const fewLanguages = (): Plugin => ({
  name: 'few-languages',
  enforce: 'pre',
  load: (id) =>
    /\/react-[a-z-]+\/dist\/private\/intl\/(\w+\/)?(?!en-US|fr-FR|ar-AE)[\w-]+\.m?js$/.test(id)
      ? 'export default {}'
      : null,
})

export default defineConfig({
  plugins: [packedReference(), fewLanguages(), reactRouter()],
  resolve: { alias: { '#packed': packed } },
  publicDir: false,
  worker: { format: 'es' },
  optimizeDeps: { include: ['i18next', 'papaparse', 'openchemlib', '@rdkit/rdkit'] },
  build: { target: 'es2022', assetsInlineLimit: 0 },
})
