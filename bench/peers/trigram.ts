// SPDX-License-Identifier: Apache-2.0
/** PostgreSQL's pg_trgm on the server that Passerelle brings along: one prepared query a line. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#platform/database/index.ts'
import type { PeerName } from './names.ts'
import { type Best, type Peer, wordsOf } from './search.ts'

const LONGEST_PHRASE = 3

/** A line's words, pairs and threes, each to be compared with whole names by the index. */
const phrases = (line: string): string[] => {
  const words = wordsOf(line)
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST_PHRASE, words.length - from) }, (_, more) =>
      words.slice(from, from + more + 1).join(' '),
    ),
  )
}

const INDEXED = `select id, similarity(text, phrase) as score from unnest($1::text[]) as phrase
  join names on text % phrase order by score desc limit 1`
const SCANNED = `select id, strict_word_similarity(text, $1) as score from names
  where text <<% $1 order by score desc, length(text) desc limit 1`

export const openTrigram = async (names: readonly PeerName[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'))
  chmodSync(folder, 0o755)
  const server = await startEmbedded(folder)
  const client = new pg.Client(server.adminUrl)
  await client.connect()
  await client.query('create extension pg_trgm; create table names (id text, text text)')
  await client.query('insert into names select * from unnest($1::text[], $2::text[])', [
    names.map(({ id }) => id),
    names.map(({ text }) => text),
  ])
  await client.query('create index on names using gin (text gin_trgm_ops)')
  await client.query('vacuum analyze names')
  const ask = async (name: string, text: string, value: unknown): Promise<Best | undefined> =>
    (await client.query<Best>({ name, text, values: [value] })).rows[0]
  const indexed: Peer = {
    name: 'pg_trgm, index, similarity 0.3',
    best: (line) => ask('indexed', INDEXED, phrases(line)),
  }
  const scanned: Peer = {
    name: 'pg_trgm, all names, <<% 0.5',
    best: (line) => ask('scanned', SCANNED, line),
  }
  const close = async () => {
    await client.end()
    await server.stop()
    rmSync(folder, { recursive: true })
  }
  return { indexed, scanned, close }
}
