// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { projectFiles, read } from './files.ts'

/** Licences under which a package may travel with Apache-2.0 software, in code or in a build. */
const FREE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
])
/** Tools that only work on the project and of which nothing is shipped may also be under these. */
const FOR_TOOLS = new Set(['MPL-2.0', 'CC-BY-4.0', 'Python-2.0'])

/** Packages whose manifest names none, by version, with what their LICENSE file says. */
const READ: Record<string, string> = { 'node_modules/png-js 2.0.0': 'MIT' }

interface Package {
  version?: string
  license?: string
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
  optionalDependencies?: Record<string, string>
  integrity?: string
  link?: boolean
}

const lock: { packages: Record<string, Package> } = JSON.parse(read('package-lock.json'))
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

const allowed = (licence: string, tool: boolean): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => FREE.has(part) || (tool && FOR_TOOLS.has(part))))

const isTool = ({ dev, devOptional }: Package) => dev === true || devOptional === true
/** A tool's parts for one system or another are tools too. */
const toolParts = new Set(
  packages.filter(([, own]) => isTool(own)).flatMap(([, own]) => Object.keys(own.optionalDependencies ?? {})),
)

test('every package may be used under Apache-2.0', () => {
  const doubtful = packages
    .filter(([path, own]) => {
      const part = own.optional === true && toolParts.has(path.replace(/^.*node_modules\//, ''))
      return !allowed(own.license ?? READ[`${path} ${own.version}`] ?? '', part || isTool(own))
    })
    .map(([path, { license }]) => `${path}: ${license ?? 'no licence'}`)
  expect(doubtful).toEqual([])
})

test('every package is pinned to one version with its content’s hash', () => {
  const manifest = JSON.parse(read('package.json'))
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  expect(Object.entries(wanted).filter(([, version]) => !/^\d/.test(String(version)))).toEqual([])
  expect(packages.filter(([, { integrity, link }]) => !integrity && !link).map(([path]) => path)).toEqual([])
})

test('every source file says its licence in its first lines', () => {
  const silent = projectFiles()
    .filter((path) => /\.(tsx?|sh|css)$/.test(path))
    .filter((path) => !/SPDX-License-Identifier: Apache-2\.0/.test(read(path).slice(0, 200)))
  expect(silent).toEqual([])
})
