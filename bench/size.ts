// SPDX-License-Identifier: Apache-2.0
/** What a browser has to fetch before it judges text by itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { packReference } from '#reference/index.ts'
import { figure, note, table, whole } from './report.ts'

const root = join(import.meta.dirname, '..')
const assets = join(root, 'build/client/assets')
const entry = 'virtual:engine'

/** The text part of the engine alone, as a page's worker bundles it. */
const bundle = async (): Promise<string> => {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [
      {
        name: entry,
        resolveId: (id) => (id === entry ? join(root, 'src/engine.js') : null),
        load: (id) =>
          id === join(root, 'src/engine.js') ? `export { createTextMatcher } from '#matching/index.ts'` : null,
      },
    ],
    build: { write: false, target: 'es2022', rollupOptions: { input: entry, preserveEntrySignatures: 'strict' } },
  })
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []))
  return outputs.map((output) => ('code' in output ? output.code : '')).join('')
}

const parts: [string, string][] = [
  ['engine for text', await bundle()],
  ['reference data', packReference()],
]
const built = existsSync(assets) ? readdirSync(assets).filter((name) => /worker|reference/i.test(name)) : []
for (const name of built)
  parts.push([`built site: ${name.replace(/-[\w-]{8}\./, '.')}`, readFileSync(join(assets, name), 'utf8')])

const sizes = parts.map(([name, text]) => {
  const bytes = Buffer.from(text)
  return { name, sizes: [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length] }
})
const [engine, reference] = sizes.map((part) => part.sizes)
sizes.splice(2, 0, { name: 'both', sizes: engine!.map((bytes, i) => bytes + reference![i]!) })
const rows = sizes.map(({ name, sizes: [plain, gzip, brotli] }) => [
  name,
  whole(plain!),
  whole(gzip!),
  whole(brotli!),
  `${figure(plain! / brotli!)}×`,
])
table('Bytes to fetch', ['what', 'plain', 'gzip', 'brotli', 'plain beside brotli'], rows)
if (built.length === 0) note('The built site has no worker or reference file yet; the rows are bundled here.')
