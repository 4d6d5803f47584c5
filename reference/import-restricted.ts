// SPDX-License-Identifier: Apache-2.0
/** Checks a restricted list given by an authority and puts it, normalised, where `loadReference` reads it. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import Papa from 'papaparse'
import { isCas } from './cas.ts'
import { restrictedColumns, slug } from './restricted.ts'

/** `line` counts from 1, the header being line 1; `column` is the header's word, empty for the line as a whole. */
export interface ImportError {
  line: number
  column: string
  message: string
}
export type ImportOutcome = { ok: true; file: string; rows: number } | { ok: false; errors: ImportError[] }

type Column = (typeof restrictedColumns)[number]

const checks: Partial<Record<Column, [(value: string) => boolean, string]>> = {
  id: [(v) => /^[a-z0-9][a-z0-9-]*$/.test(v), 'lower-case letters, digits and hyphens only'],
  cas: [isCas, 'not a CAS number: form or check digit is wrong'],
  smiles: [(v) => /^[A-Za-z0-9@+\-[\]()=#$:/\\.%*~]+$/.test(v), 'not a SMILES: unexpected character'],
  inchikey: [(v) => /^[A-Z]{14}-[A-Z]{10}-[A-Z]$/.test(v), 'not an InChIKey (14-10-1 capital letters)'],
  jurisdiction: [(v) => /^(INT|[A-Z]{2})$/.test(v), 'INT or a two-letter country code in capitals'],
}

function headerErrors(header: string[]): ImportError[] {
  const error = (column: string, message: string) => ({ line: 1, column, message })
  const errors = header
    .filter((h) => !(restrictedColumns as readonly string[]).includes(h))
    .map((h) => error(h, `unknown column; known: ${restrictedColumns.join(', ')}`))
  if (!header.includes('name')) errors.push(error('name', 'this column must be present'))
  if (new Set(header).size < header.length) errors.push(error('', 'a column stands twice'))
  return errors
}

function rowErrors(row: Partial<Record<Column, string>>, line: number): ImportError[] {
  const errors: ImportError[] = row.name ? [] : [{ line, column: 'name', message: 'must not be empty' }]
  for (const [column, check] of Object.entries(checks)) {
    const value = row[column as Column]
    if (value && !check[0](value)) errors.push({ line, column, message: `${check[1]}: ${value}` })
  }
  return errors
}

/** Rows with their line; comma, semicolon or tab separates; `instrument` may head the column `list`. */
function parse(text: string): { rows: Partial<Record<Column, string>>[]; errors: ImportError[] } {
  const parsed = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] })
  const [first = [], ...table] = parsed.data
  const header = first.map((h) => h.trim().toLowerCase()).map((h) => (h === 'instrument' ? 'list' : h))
  const errors = headerErrors(header)
  if (errors.length > 0) return { rows: [], errors }
  const rows: Partial<Record<Column, string>>[] = []
  let line = 1 + first.join('').split('\n').length - 1
  for (const fields of table) {
    line += 1
    const at = line
    line += fields.join('').split('\n').length - 1
    if (fields.every((field) => field.trim() === '')) continue
    if (fields.length !== header.length) {
      errors.push({ line: at, column: '', message: `${fields.length} fields, the header has ${header.length}` })
      continue
    }
    const row = Object.fromEntries(header.map((h, i) => [h, (fields[i] as string).replace(/\s+/g, ' ').trim()]))
    errors.push(...rowErrors(row, at))
    rows.push(row)
  }
  if (rows.length === 0 && errors.length === 0) errors.push({ line: 1, column: '', message: 'no rows' })
  return { rows, errors }
}

export type CheckOutcome = { ok: true; text: string; rows: number } | { ok: false; errors: ImportError[] }

/** A list as an authority gives it, checked and normalised; or every fault. */
export function checkRestricted(given: string): CheckOutcome {
  const { rows, errors } = parse(given.replace(/^\uFEFF/, ''))
  if (errors.length > 0) return { ok: false, errors }
  const fields = rows.map((row) => restrictedColumns.map((column) => row[column] ?? ''))
  return {
    ok: true,
    text: `${Papa.unparse([[...restrictedColumns], ...fields], { newline: '\n' })}\n`,
    rows: rows.length,
  }
}

/**
 * Validates the CSV `file` and writes it into `folder` (made with mode 0700) as a file of mode 0600 named after it;
 * a list of the same name is replaced. Nothing is written where there is any error.
 */
export function importRestricted(file: string, folder: string): ImportOutcome {
  const checked = checkRestricted(readFileSync(file, 'utf8'))
  if (!checked.ok) return checked
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const target = join(folder, `${slug(basename(file, extname(file))) || 'list'}.csv`)
  const part = `${target}.part`
  writeFileSync(part, checked.text, { mode: 0o600 })
  chmodSync(part, 0o600)
  renameSync(part, target)
  return { ok: true, file: target, rows: checked.rows }
}
