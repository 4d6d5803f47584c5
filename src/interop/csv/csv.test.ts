// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectDelimiter, parseFields, readRecords, unguarded, writeRecord } from './index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function* inChunks(data: Uint8Array, size: number) {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size)
}

const read = async (text: string, { size = 7, delimiter = 44 as number | undefined, limit = 1 << 20 } = {}) => {
  const records = []
  const options = delimiter === undefined ? { limit } : { delimiter, limit }
  for await (const record of readRecords(inChunks(bytes(text), size), options))
    records.push({ ...record, text: new TextDecoder().decode(record.bytes) })
  return records
}

test('records end at LF, CRLF and CR alike, and quoted fields may hold line ends', async () => {
  const records = await read('a,b\r\n1,"two\nlines"\r3,4\n5,6')
  expect(records.map((record) => record.text)).toEqual(['a,b', '1,"two\nlines"', '3,4', '5,6'])
  expect(records.map((record) => record.line)).toEqual([1, 2, 4, 5])
})

test('a quote left open costs its own line and no other', async () => {
  const records = await read('a,b\n1,"open\n3,4\n5,6\n')
  expect(records.map((record) => [record.line, record.text, record.problem])).toEqual([
    [1, 'a,b', undefined],
    [2, '1,"open', 'open-quote'],
    [3, '3,4', undefined],
    [4, '5,6', undefined],
  ])
})

test('a quote left open does not end at the quote of a later row', async () => {
  const records = await read('a,b\n1,"open\n3,4\n5,"six"\n7,8\n')
  expect(records.map((record) => [record.line, record.problem])).toEqual([
    [1, undefined],
    [2, 'open-quote'],
    [3, undefined],
    [4, undefined],
    [5, undefined],
  ])
})

test('a line over the limit is told and the next is read', async () => {
  const records = await read(`a\n${'x'.repeat(5000)}\nb\n"${'y'.repeat(3000)}\nc\n`, { limit: 1000, size: 64 })
  expect(records.map((record) => [record.line, record.problem])).toEqual([
    [1, undefined],
    [2, 'too-long'],
    [3, undefined],
    [4, 'too-long'],
    [5, undefined],
  ])
})

test('the lines after an open quote are each read once more and no oftener', async () => {
  const records = await read(`1,"open\n${'3,4\n'.repeat(50_000)}`, { size: 1 << 16, limit: 1 << 14 })
  expect(records).toHaveLength(50_001)
  expect(records.filter((record) => record.problem)).toHaveLength(1)
})

test('reading may resume at any record: the rest is the same', async () => {
  const text = 'a,b\r\n1,"x\ny"\n3,4\r5,6\n'
  const all = await read(text)
  for (const [index, record] of all.entries()) {
    const rest = []
    const line = all[index + 1]?.line ?? 1
    const options = { delimiter: 44, offset: record.next, line }
    for await (const next of readRecords(inChunks(bytes(text).subarray(record.next), 3), options)) rest.push(next)
    expect(rest.map((next) => [next.line, next.next])).toEqual(
      all.slice(index + 1).map((next) => [next.line, next.next]),
    )
  }
})

test('what is written is read again, whatever is in it and wherever the chunks are cut', async () => {
  const row = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      async (rows, size) => {
        const records = await read(rows.map(writeRecord).join(''), { size })
        expect(records.map((record) => parseFields(record.text, ',').map(unguarded))).toEqual(rows)
      },
    ),
  )
})

test('any bytes at all end in records, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), async (data, size) => {
      let next = 0
      for await (const record of readRecords(inChunks(data, size), { delimiter: 44, limit: 60 })) {
        expect(record.next).toBeGreaterThanOrEqual(next)
        next = record.next
      }
      expect(next).toBe(data.length)
    }),
  )
})

test('the delimiter is the one under which the header has the column', () => {
  expect(detectDelimiter('id;text, with comma;amount')).toBe(';')
  expect(detectDelimiter('a,b;c,d', 'b;c')).toBe(',')
  expect(parseFields('1,"say ""no""",5" pipe', ',')).toEqual(['1', 'say "no"', '5" pipe'])
  expect(writeRecord(['=cmd()', 'a"b', 3])).toBe(`'=cmd(),"a""b",3\n`)
})

test('no cell that is written runs in a spreadsheet, and each comes back as it was', () => {
  const begins = fc.constantFrom('', "'", "''", '=', '+', '-', '@', "'=", "''-", '\t', "'\r")
  fc.assert(
    fc.property(fc.array(fc.tuple(begins, fc.string()), { minLength: 1, maxLength: 4 }), (parts) => {
      const cells = parts.map((each) => each.join(''))
      const fields = parseFields(writeRecord(cells).slice(0, -1), ',')
      expect(fields.map(unguarded)).toEqual(cells)
      for (const field of fields) expect(field).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})
