// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unzip } from '#interop/zip/index.ts'
import { bytesOf, columnsOf } from './directory.ts'

test('a folder of tables becomes one file, the same each time, of its tables alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  try {
    for (const [name, text] of [
      ['services.csv', 'id,name\n1,Elm\n'],
      ['datapackage.json', '{}'],
      ['PHONES.CSV', 'number\n'],
    ] as const)
      writeFileSync(join(folder, name), text)
    const bytes = (await bytesOf(folder)) ?? new Uint8Array()
    expect(await bytesOf(folder)).toEqual(bytes)
    const files = unzip(bytes, { entries: 9, size: 1000 }, () => true) ?? new Map()
    expect([...files.keys()].sort()).toEqual(['PHONES.CSV', 'services.csv'])
    expect(new TextDecoder().decode(await bytesOf(join(folder, 'datapackage.json')))).toBe('{}')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('columns are chosen by a file with a line for each; what is no line of it is told', () => {
  expect(columnsOf('\uFEFFname,"Nom, usuel"\r\ncountry,=ZZ\n\n')).toEqual({
    columns: { name: 'Nom, usuel', country: '=ZZ' },
  })
  for (const odd of ['name', 'moon,Nom', 'name,Nom,Autre', 'last_modified,Date'])
    expect(columnsOf(odd)).toEqual({ odd })
})
