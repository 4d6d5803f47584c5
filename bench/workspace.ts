// SPDX-License-Identifier: Apache-2.0
/** What a browser fetches of script before the first page of whoever signs in works. Goal: at most 200 KB by gzip. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { prepareNode } from '../proofs/node.ts'
import { note, table, whole } from './report.ts'

const GOAL = 200_000
const client = join(import.meta.dirname, '../build/client')

const node = await prepareNode()
const pageOf = async () => {
  try {
    await node.start()
    const headers = await node.stepIn('Erik Sandberg')
    const answer = await fetch(`${node.origin}/inbox`, { headers, redirect: 'manual' })
    if (answer.status !== 200) throw new Error(`The inbox answered ${answer.status}.`)
    return await answer.text()
  } finally {
    await node.end()
  }
}

/** Those that the page names, and those that they import before they run. What is imported later is not counted. */
const scripts = new Map<string, number>()
const add = (name: string) => {
  if (scripts.has(name)) return
  const text = readFileSync(join(client, 'assets', name), 'utf8')
  scripts.set(name, gzipSync(text, { level: 9 }).length)
  for (const [, next = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) add(next)
}
for (const [, name = ''] of (await pageOf()).matchAll(/\/assets\/([\w.-]+\.js)/g)) add(name)

const largest = [...scripts].sort(([, a], [, b]) => b - a)
const sum = largest.reduce((all, [, bytes]) => all + bytes, 0)
const rows = [['all', whole(sum)], ...largest.slice(0, 6).map(([name, bytes]) => [name, whole(bytes)])]
table(`Scripts of /inbox, ${scripts.size} files`, ['what', 'gzip'], rows)
note(`The goal is ${whole(GOAL)} bytes: ${sum <= GOAL ? 'kept' : 'missed'}.`)
