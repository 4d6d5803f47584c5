// SPDX-License-Identifier: Apache-2.0
/** Which country has which prefix of international phone numbers (ITU-T E.164), as data. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRows } from './read.ts'

/**
 * Country (ISO 3166-1 alpha-2) by prefix, digits alone; '' where a prefix is shared by several or by the whole world.
 * The longest prefix that fits a number is the one that counts. 999 is given to no country: it is ours, for ZZ.
 * Throws where phone-prefixes.csv is absent or not in shape.
 */
export const loadPhonePrefixes = (): Map<string, string> => {
  const file = 'phone-prefixes.csv'
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  return new Map(
    readRows(file, text, ['prefix', 'country'], ({ prefix, country }): [string, string] => [prefix, country]),
  )
}
