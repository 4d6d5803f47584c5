// SPDX-License-Identifier: Apache-2.0
/** Who imports whom, read from the sources themselves. */
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { read } from './files.ts'

export interface Import {
  from: string
  specifier: string
  typeOnly: boolean
}

/** What a file imports, exports from elsewhere, or loads when asked for by a text that stands there. */
export const importsOf = (from: string): Import[] => {
  const { module } = parseSync(from, read(from))
  const statics = [...module.staticImports, ...module.staticExports].flatMap((item) => {
    const request = 'moduleRequest' in item ? item.moduleRequest : item.entries[0]?.moduleRequest
    if (!request) return []
    return [
      { from, specifier: request.value, typeOnly: item.entries.length > 0 && item.entries.every((e) => e.isType) },
    ]
  })
  const dynamics = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const text = read(from).slice(start, end)
    return /^['"]/.test(text) ? [{ from, specifier: text.slice(1, -1), typeOnly: false }] : []
  })
  return [...statics, ...dynamics]
}

/** The project's file that a specifier means, or undefined for a package. */
export const target = ({ from, specifier }: Import): string | undefined => {
  const path = specifier.split('?')[0] ?? ''
  if (path.startsWith('.')) return join(dirname(from), path)
  if (/^#(reference|countries)\//.test(path)) return path.slice(1)
  if (path.startsWith('#') && !path.startsWith('#packed/')) return `src/${path.slice(1)}`
  return undefined
}
