// SPDX-License-Identifier: Apache-2.0
/** What differs by country, read from this folder. See README.md. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkPack } from './check.ts'
import { type Fault, readPack, tell } from './read.ts'
import type { CountryPack } from './shapes.ts'

export { missingFrom } from './check.ts'
export { type Fault, tell } from './read.ts'
export { type CountryPack, CROSSINGS, type FileName, type RowOf } from './shapes.ts'

const here = import.meta.dirname

/** Codes of the packs in `folder`, in lower case. */
export const countryCodes = (folder = here): string[] =>
  readdirSync(folder)
    .filter((name) => /^[a-z]{2}$/.test(name))
    .sort()

/** Reads and checks one pack; answers it with every fault, so that an author mends them in one go. */
export const examineCountry = (code: string, folder = here): { pack: CountryPack | undefined; faults: Fault[] } => {
  if (!/^[a-z]{2}$/.test(code) || !existsSync(join(folder, code)))
    throw new Error(`There is no country pack "${code}"; there are ${countryCodes(folder).join(', ')}.`)
  const { pack, faults } = readPack(join(folder, code), code)
  if (!pack) return { pack, faults }
  if (pack.country.code !== code.toUpperCase())
    faults.push({ file: `${code}/country.csv`, row: 2, column: 'code', what: `must be ${code.toUpperCase()}` })
  // Where a row is not in shape the others are counted from a wrong place: first things first.
  return { pack, faults: faults.length > 0 ? faults : checkPack(pack, code) }
}

/** The pack of a country, e.g. `zz`. Throws where there is none or it has a fault, naming file, row and column of each. */
export const loadCountry = (code: string, folder = here): CountryPack => {
  const { pack, faults } = examineCountry(code, folder)
  if (!pack || faults.length > 0) throw new Error(`The country pack "${code}":\n${faults.map(tell).join('\n')}`)
  return pack
}
