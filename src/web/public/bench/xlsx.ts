// SPDX-License-Identifier: Apache-2.0
/**
 * The first sheet of an Excel workbook as rows of text (ECMA-376, SpreadsheetML). Values as stored: a formula by
 * its last result, a date by its number. No formula runs and nothing outside the file is read.
 */
import { attribute, tokens } from './xml.ts'
import { openZip } from './zip.ts'

type Part = (name: string) => Promise<string | null>

/** The shared texts in order; phonetic guides are left out. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let inText = false
  let phonetic = false
  for (const token of tokens(xml)) {
    if (token.type === 'text') {
      if (inText && !phonetic) text += token.text
    } else if (token.name === 't') inText = token.type === 'open' && !token.closed
    else if (token.name === 'rPh') phonetic = token.type === 'open'
    else if (token.name === 'si') {
      if (token.type === 'close' || token.closed) strings.push(text)
      text = ''
    }
  }
  return strings
}

/** `C5` is column 2. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of place.match(/^[A-Z]{1,3}/)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** A sheet has at most 16,384 columns and 1,048,576 rows. */
const MOST_ROWS = 1_048_576

function sheetRows(xml: string, strings: readonly string[]): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let [kind, column, value, inValue] = ['', 0, '', false]
  for (const token of tokens(xml)) {
    if (token.type === 'text') {
      if (inValue) value += token.text
    } else if (token.name === 'row' && token.type === 'open') {
      const number = Number(attribute(token.attributes, 'r') ?? rows.length + 1)
      if (number > MOST_ROWS) throw new Error('the sheet has more rows than a sheet can have')
      while (rows.length < number - 1) rows.push([])
      row = []
      rows.push(row)
    } else if (token.name === 'c' && token.type === 'open') {
      const place = attribute(token.attributes, 'r')
      kind = attribute(token.attributes, 't') ?? 'n'
      column = place === null ? row.length : columnOf(place)
      value = ''
    } else if (token.name === 'c') {
      while (row.length < column) row.push('')
      row[column] = kind === 's' ? (strings[Number(value)] ?? '') : value
    } else if (token.name === 'v' || token.name === 't') inValue = token.type === 'open' && !token.closed
  }
  return rows
}

/** Where the first sheet lies inside the workbook. */
async function firstSheet(part: Part): Promise<string> {
  const workbook = (await part('xl/workbook.xml')) ?? ''
  const links = (await part('xl/_rels/workbook.xml.rels')) ?? ''
  let id: string | null = null
  for (const token of tokens(workbook))
    if (id === null && token.type === 'open' && token.name === 'sheet') id = attribute(token.attributes, 'id')
  for (const token of tokens(links)) {
    if (token.type !== 'open' || token.name !== 'Relationship') continue
    const target = attribute(token.attributes, 'Target')
    if (target !== null && attribute(token.attributes, 'Id') === id)
      return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  }
  throw new Error('it is not an Excel workbook')
}

export async function readXlsx(bytes: Uint8Array): Promise<string[][]> {
  const member = openZip(bytes)
  const part: Part = async (name) => {
    const found = await member(name)
    return found && new TextDecoder().decode(found)
  }
  const sheet = await part(await firstSheet(part))
  if (sheet === null) throw new Error('its first sheet is missing')
  const strings = await part('xl/sharedStrings.xml')
  return sheetRows(sheet, strings === null ? [] : sharedStrings(strings))
}
