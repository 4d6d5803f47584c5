// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, pickLines, readTable, TableRefusal } from './table.ts'
import { splitLines } from './text-source.tsx'
import { readXlsx } from './xlsx.ts'
import { attribute, tokens, unescapeXml } from './xml.ts'

const workbook = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../../e2e/files/orders.xlsx')))
const file = (name: string, content: string | Uint8Array) => new File([content as BlobPart], name)

test('the first sheet of a workbook becomes rows of text', async () => {
  expect(await readXlsx(workbook)).toEqual([
    ['No', 'Désignation', 'Quantité'],
    ['1', 'Ephedrine hydrochloride & "salts" <pure>', '25'],
    ['2', 'Eau déminéralisée', '1000'],
    ['3', 'Anhydride acétique, fût 200 L', '3.5'],
    expect.anything(),
    ['5', '日本酒 / cassé\nsur deux lignes', '1'],
  ])
})

test('CSV in whichever border and encoding, and plain lines, become rows', async () => {
  expect((await readTable(file('a.csv', 'id;text\n1;"a;b"\n'))).rows).toEqual([
    ['id', 'text'],
    ['1', 'a;b'],
  ])
  expect((await readTable(file('a.tsv', 'id\ttext\n1\ta, b'))).rows).toEqual([
    ['id', 'text'],
    ['1', 'a, b'],
  ])
  expect((await readTable(file('a.txt', 'ether, 5 L\nacetone'))).rows).toEqual([['ether, 5 L'], ['acetone']])
  expect(decode(Uint8Array.of(0x63, 0x61, 0x66, 0xe9))).toBe('café')
  expect(decode(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xe9, 0))).toBe('aé')
  expect(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('a')
})

test('a column, or all columns together, become lines counted without the titles; empty ones count', () => {
  const rows = [
    ['No', 'Text'],
    ['1', 'ether'],
    ['2', ' '],
    ['3', 'acetone'],
  ]
  expect(pickLines(rows, { column: 1, titles: true })).toEqual([
    { line: 1, text: 'ether' },
    { line: 2, text: ' ' },
    { line: 3, text: 'acetone' },
  ])
  expect(pickLines(rows, { column: null, titles: true })[0]).toEqual({ line: 1, text: '1 ether' })
})

test('rows are numbered as on the command line, and pasted lines as they were pasted', async () => {
  const csv = await readTable(file('a.csv', 'id,text\n\n1,ether\n2,"acetone\n\n3,toluene\n'))
  expect(pickLines(csv.rows, { column: 1, titles: true })).toEqual([
    { line: 1, text: 'ether' },
    { line: 2, text: 'acetone' },
    { line: 3, text: 'toluene' },
  ])
  expect([csv.bad, csv.plain]).toEqual([[3], false])
  const pasted = await readTable(file('a.txt', '\nether\n\nacetone'))
  expect(pasted.plain).toBe(true)
  expect(pickLines(pasted.rows, { column: 0, titles: false }).at(-1)).toEqual({ line: 4, text: 'acetone' })
  expect(splitLines('\nether\n\nacetone').map(({ line }) => line)).toEqual([2, 4])
})

test('an empty file is refused as empty', async () => {
  await expect(readTable(file('a.csv', '\n\n'))).rejects.toMatchObject({ problem: 'empty' })
})

test('a damaged workbook is refused in words, whatever the damage', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(workbook.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }),
      fc.nat(workbook.length),
      async (changes, cut) => {
        const damaged = workbook.slice(0, cut % 3 === 0 ? cut : workbook.length)
        for (const [at, byte] of changes) damaged[at] = byte
        await readXlsx(damaged).then(
          (rows) => expect(Array.isArray(rows)).toBe(true),
          (error) => expect(error).toBeInstanceOf(Error),
        )
      },
    ),
    { numRuns: 300 },
  )
})

test('any bytes at all become rows or a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await readTable(file('any.csv', bytes)).then(
        ({ rows }) => expect(rows.length).toBeGreaterThan(0),
        (error) => expect(error).toBeInstanceOf(TableRefusal),
      )
    }),
  )
})

test('a workbook that unpacks without end is refused before it fills the memory', async () => {
  await expect(readXlsx(bomb())).rejects.toThrow('too large')
}, 60_000)

test('XML is read in one pass; a document type is refused', () => {
  expect([...tokens('<?xml version="1.0"?><x:a b="1>2"><!-- c -->d&amp;e<![CDATA[<f>]]></x:a><g/>')]).toEqual([
    { type: 'open', name: 'a', attributes: ' b="1>2"', closed: false },
    { type: 'text', text: 'd&e' },
    { type: 'text', text: '<f>' },
    { type: 'close', name: 'a' },
    { type: 'open', name: 'g', attributes: '', closed: true },
  ])
  expect(() => [...tokens('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')]).toThrow('document type')
  expect(attribute(' r="C5" x:id=\'7\'', 'id')).toBe('7')
  expect(unescapeXml('&#x41;&#66;&unknown;&#x110000;')).toBe('AB&unknown;&#x110000;')
})

/** A ZIP of one member, 0.4 MB, that unpacks to 410 MB of spaces. */
function bomb(): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(410e6, ' '))
  const name = Buffer.from('xl/workbook.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return new Uint8Array(Buffer.concat([local, name, packed, central, name, end]))
}
