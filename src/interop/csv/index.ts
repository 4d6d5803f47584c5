// SPDX-License-Identifier: Apache-2.0
/** CSV as people have it: bytes to records and fields, bounded in memory; fields to CSV, safe for spreadsheets. */
export { detectDelimiter, parseFields, unguarded, writeRecord } from './fields.ts'
export { type RawRecord, readRecords } from './records.ts'
export { decode, headingsIn, readTable, type TableRow } from './table.ts'
