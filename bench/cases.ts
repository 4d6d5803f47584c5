// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'

export interface Case {
  id: string
  input: string
  expected: string[]
  kind: string
}

/** A labelled set: `column` holds what is judged; `expected` ids are joined by semicolons. Empty where absent. */
export const readCases = (file: string, column: 'text' | 'structure'): Case[] => {
  if (!existsSync(file)) return []
  const { data } = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  return data.map((row) => ({
    id: row.id ?? '',
    input: row[column] ?? '',
    expected: (row.expected ?? '').split(';').filter((part) => part !== ''),
    kind: row.kind ?? '',
  }))
}

export interface Post {
  text: string
  spans: [number, number][]
}

/** JSON lines with `text`, `answer` and `spans` labelled DRUG; rejected ones are left out. */
export const readPosts = (file: string): Post[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter((post) => post.answer === 'accept')
    .map((post) => ({
      text: post.text,
      spans: (post.spans ?? [])
        .filter((span: { label: string }) => span.label === 'DRUG')
        .map((span: { start: number; end: number }) => [span.start, span.end]),
    }))
