// SPDX-License-Identifier: Apache-2.0
/** Search of records by words, in each compartment: only in records that exist for the actor, and by an index. */
import { join } from 'node:path'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { columnsOf, type Handling } from '../access/index.ts'
import type { Place } from '../http/index.ts'

/** After `accessMigrations`. */
export const searchMigrations = join(import.meta.dirname, 'migrations')

const MOST_WORDS = 2000
const LONGEST = 60

/** The words of a text in any script, without case and accents, each once. Ideographs are taken by twos. */
export const wordsOf = (text: string): string[] => {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = new Set<string>()
  for (const [run] of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!/\p{sc=Han}/u.test(run)) words.add(run.slice(0, LONGEST))
    else for (let i = 0; i < Math.max(1, run.length - 1); i++) words.add(run.slice(i, i + 2))
    if (words.size >= MOST_WORDS) break
  }
  return [...words]
}

export interface Indexed {
  kind: string
  record: string
  /** The moment by which the kind is listed. */
  at: Date
  handling: Handling
  /** Everything by which the record may be found: never a field that needs more clearance than the record. */
  text: string
}

/** Files a record's words, in the transaction that writes the record; what was filed before is replaced. */
export const fileWords = async <T>(
  trx: Transaction<T>,
  { kind, record, at, handling, text }: Indexed,
): Promise<void> => {
  const own = columnsOf(handling)
  await sql`select file_words(${kind}, ${wordsOf(text)}::text[], ${at}, ${record}, ${own.originator}, ${own.audience},
    ${own.marking}::int2, ${own.purposes}, ${own.is_originator_controlled})`.execute(trx)
}

/** The first text that begins otherwise than `word`: an upper bound for an ordered index. */
const after = (word: string) => `${word}\u{10ffff}`

/**
 * Files the words of many records of one kind and handling in one statement, in the transaction that writes them; what was
 * filed of them before is replaced.
 */
export const fileWordsOfMany = async <T>(
  trx: Transaction<T>,
  {
    kind,
    at,
    handling,
    records,
  }: Omit<Indexed, 'record' | 'text'> & { records: readonly { id: string; text: string }[] },
): Promise<void> => {
  const filed = records.flatMap(({ id, text }) => wordsOf(text).map((word) => ({ id, word })))
  await sql`delete from word where record = any(${records.map(({ id }) => id)}::uuid[])`.execute(trx)
  const own = columnsOf(handling)
  await sql`insert into word (kind, word, at, record, originator, audience, marking, purposes, is_originator_controlled)
    select ${kind}, word, ${at}, id, ${own.originator}, ${own.audience}, ${own.marking}, ${own.purposes},
      ${own.is_originator_controlled}
    from unnest(${filed.map(({ word }) => word)}::text[], ${filed.map(({ id }) => id)}::uuid[]) as filed (word, id)`.execute(
    trx,
  )
}

/**
 * A condition on the id of a record, for lists that have an order of their own: every word of `text` stands in it, the last one
 * may be the beginning of one. Undefined where there are no words.
 */
export const holdsWords = (kind: string, text: string, id: RawBuilder<unknown>): RawBuilder<boolean> | undefined => {
  const words = wordsOf(text).slice(0, 8)
  const last = words.at(-1)
  if (last === undefined) return undefined
  const each = words.map((word) =>
    word === last
      ? sql`${id} in (select record from word where kind = ${kind} and word >= ${word} and word < ${after(word)})`
      : sql`${id} in (select record from word where kind = ${kind} and word = ${word})`,
  )
  return sql<boolean>`(${sql.join(each, sql` and `)})`
}

/**
 * Ids of records, newest first, in which every word of `text` stands; the last word may be the beginning of one.
 * Nothing is found by no words.
 */
export const findByWords = async <T>(
  trx: Transaction<T>,
  { kind, text, limit, before }: { kind: string; text: string; limit: number; before?: Place },
): Promise<string[]> => {
  const words = wordsOf(text).slice(0, 8)
  const last = words.at(-1)
  if (last === undefined) return []
  const whole = words.slice(0, -1).map(
    (word) => sql`and exists (select from word also where also.kind = ${kind} and also.word = ${word}
      and also.at = word.at and also.record = word.record)`,
  )
  const [value, id] = before ?? [null, null]
  const { rows } = await sql<{ record: string }>`
    select record, at from word where kind = ${kind} and word >= ${last} and word < ${after(last)}
      and (${value}::timestamptz is null or (at, record) < (${value}::timestamptz, ${id}::uuid))
      ${whole.length === 0 ? sql`` : sql.join(whole, sql` `)}
    group by at, record order by at desc, record desc limit ${limit}`.execute(trx)
  return rows.map(({ record }) => record)
}
