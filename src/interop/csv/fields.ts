// SPDX-License-Identifier: Apache-2.0

/** The fields of one CSV record; `""` inside a quoted field is a quote. Text after a closing quote is kept. */
export const parseFields = (record: string, delimiter: string): string[] => {
  if (!record.includes('"')) return record.split(delimiter)
  const fields: string[] = []
  let at = 0
  for (;;) {
    let field = ''
    if (record[at] === '"') {
      at++
      for (;;) {
        const quote = record.indexOf('"', at)
        field += record.slice(at, quote === -1 ? undefined : quote)
        if (quote === -1) return [...fields, field]
        at = quote + 1
        if (record[at] !== '"') break
        field += '"'
        at++
      }
    }
    const end = record.indexOf(delimiter, at)
    fields.push(field + record.slice(at, end === -1 ? undefined : end))
    if (end === -1) return fields
    at = end + delimiter.length
  }
}

const DELIMITERS = [',', ';', '\t', '|']

/** The delimiter under which the header has the column wanted, else the one that makes most fields of it. */
export const detectDelimiter = (header: string, column?: string): string => {
  const fields = (delimiter: string) => parseFields(header, delimiter)
  const having = DELIMITERS.find((delimiter) => column !== undefined && fields(delimiter).includes(column))
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: fields(delimiter).length }))
  return having ?? counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}

/**
 * A spreadsheet runs a cell that begins with one of these as a formula. One that begins with apostrophes and then one of these
 * gets one more too: else nobody could say whether its first is its own.
 */
const FORMULA = /^'*[=+\-@\t\r]/
/** Such a cell behind one apostrophe. */
const GUARDED = /^'(?='*[=+\-@\t\r])/

/** A cell as it was before `writeRecord` put an apostrophe before it: exactly that one is taken off. */
export const unguarded = (cell: string): string => cell.replace(GUARDED, '')

/** One CSV line, LF at its end; quoted where needed, and no cell that a spreadsheet would run as a formula. */
export const writeRecord = (values: readonly (string | number)[]): string =>
  `${values
    .map((value) => {
      const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value)
      return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(',')}\n`
