// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import papaparse from 'papaparse'
import type { z } from 'zod'
import { COUNTRY, type CountryPack, FILES, type FileName } from './shapes.ts'

/** Where a pack is wrong: file, row as a spreadsheet counts it (the header is row 1), column, and what to do. */
export interface Fault {
  file: string
  row: number
  column: string
  what: string
}

export const tell = ({ file, row, column, what }: Fault): string =>
  `${file}${row > 0 ? `, row ${row}` : ''}${column ? `, column ${column}` : ''}: ${what}`

const MOST_BYTES = 1 << 20

const rowsOf = <S extends z.ZodType>(path: string, file: string, shape: S, faults: Fault[]): z.output<S>[] => {
  const bytes = readFileSync(path)
  const wrong = (row: number, column: string, what: string) => faults.push({ file, row, column, what })
  if (bytes.length > MOST_BYTES) {
    wrong(0, '', 'is larger than 1 MiB; a pack is small')
    return []
  }
  const { data, errors } = papaparse.parse<Record<string, string>>(bytes.toString('utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  for (const { row, message } of errors) wrong((row ?? -1) + 2, '', message)
  return data.flatMap((raw, index) => {
    const checked = shape.safeParse(raw)
    if (checked.success) return [checked.data]
    for (const { path: at, message } of checked.error.issues) wrong(index + 2, at.join('.'), message)
    return []
  })
}

/** Reads a pack's folder. Rows that are not in shape are left out of the pack and stand among the faults. */
export const readPack = (folder: string, name: string): { pack: CountryPack | undefined; faults: Fault[] } => {
  const faults: Fault[] = []
  const read = <S extends z.ZodType>(file: string, shape: S) => {
    const path = join(folder, `${file}.csv`)
    return existsSync(path) ? rowsOf(path, `${name}/${file}.csv`, shape, faults) : []
  }
  const tables = Object.fromEntries(
    (Object.keys(FILES) as FileName[]).map((file) => [file, read(file, FILES[file])]),
  ) as Omit<CountryPack, 'country'>
  for (const file of readdirSync(folder))
    if (file !== 'country.csv' && !(file.endsWith('.csv') && file.slice(0, -4) in FILES))
      faults.push({ file: `${name}/${file}`, row: 0, column: '', what: 'no pack has a file of this name' })
  const [country, ...more] = read('country', COUNTRY)
  if (!country || more.length > 0)
    faults.push({ file: `${name}/country.csv`, row: 0, column: '', what: 'must hold exactly one row in shape' })
  return { pack: country && { country, ...tables }, faults }
}
