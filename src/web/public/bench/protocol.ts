// SPDX-License-Identifier: Apache-2.0
/** What the page and its two workers say to each other. Plain data; everything stays in this browser. */
import type { Amount, Finding, MatchOptions } from '#matching/index.ts'

/** One thing to judge: a line of text or a molecule, with its number in what the reader gave. */
export interface Line {
  line: number
  text: string
}

export interface Judged extends Line {
  findings: Finding[]
  amounts: Amount[]
  /** Why a structure could not be judged. */
  problem?: 'unparsable' | 'too-large'
}

/** A file as rows of cells. The rows stay with the worker; the page sees the first few. */
export interface TableSummary {
  name: string
  rows: number
  columns: number
  first: string[][]
  /** Rows that could not be read as they should, counted from 1 with the titles. */
  bad: number[]
  /** Lines of a plain text rather than a table. */
  plain: boolean
}

export interface ReferenceSummary {
  version: string
  substances: number
  names: number
  jurisdictions: string[]
}

export type TableProblem = 'empty' | 'too-large' | 'unreadable'

/** Which part of the open file to judge. */
export interface Pick {
  /** Counted from 0; null for all columns together. */
  column: number | null
  /** The first row holds titles. */
  titles: boolean
}

export type Run = { type: 'run'; lines: Line[]; options: MatchOptions }

export type ToText =
  | { type: 'load'; packed: string }
  | { type: 'open'; file: File }
  | { type: 'pick'; pick: Pick }
  | Run
  | { type: 'stop' }

export type ToStructures =
  | { type: 'load'; packed: string }
  | Run
  | { type: 'stop' }
  | { type: 'draw'; structure: string; atoms: number[] }

export type FromWorker =
  | { type: 'loaded'; reference: ReferenceSummary }
  | { type: 'failed'; detail: string }
  | { type: 'opened'; table: TableSummary }
  | { type: 'unopened'; problem: TableProblem; detail: string }
  | { type: 'picked'; lines: Line[] }
  | { type: 'batch'; judged: Judged[]; done: number }
  | { type: 'finished'; stopped: boolean }
  | { type: 'drawn'; structure: string; atoms: number[]; svg: string | null }

/** Largest file that is opened in the browser. */
export const MEGABYTES = 50
