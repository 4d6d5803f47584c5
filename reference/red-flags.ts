// SPDX-License-Identifier: Apache-2.0
/** Published indicators of suspicious business, one a file, with illustrative parameters; and what they look like together. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SHIPPED = join(import.meta.dirname, 'red-flags')

/**
 * As the files of a folder have them, by name of the file; `src/supply/suspicions/rules/shapes.ts` says in which shape. Throws
 * where a file is no JSON or the typologies are absent, naming it.
 */
export const loadRedFlags = (folder = SHIPPED): { flags: unknown[]; typologies: unknown } => {
  const read = (file: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, file), 'utf8'))
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`)
    }
  }
  const files = readdirSync(folder).filter((file) => /^[A-Z]-[A-Z0-9]+\.json$/.test(file))
  return { flags: files.sort().map(read), typologies: read('typologies.json') }
}
