// SPDX-License-Identifier: Apache-2.0
/**
 * Plain SQL migrations, forward only. Each runs once, in its own transaction, as the owner of the compartment's
 * schema. A schema newer than this program is refused: an older program must not write to it.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'

interface Migration {
  name: string
  sql: string
  sha256: string
}

/** Where a migration runs, as whom, and the login that its grants name as `{login}`. */
export interface Place {
  schema: string
  owner: string
  login: string
}

/** `room/NNNN-verb-thing.sql` of every folder, in the order of their numbers within a room, rooms in the order given. */
const migrationsIn = (folders: Record<string, string>): Migration[] =>
  Object.entries(folders).flatMap(([room, folder]) =>
    readdirSync(folder)
      .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
      .sort()
      .map((file) => {
        const sql = readFileSync(join(folder, file), 'utf8')
        return { name: `${room}/${file}`, sql, sha256: createHash('sha256').update(sql).digest('hex') }
      }),
  )

const TABLE = `
  create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now());
  comment on table migration is 'Which migrations made this schema what it is.';
  alter table migration enable row level security;`

/** Brings a schema up to date; `client` is a superuser's or the owner's. Answers the names it applied. */
export const migrate = async (
  client: Client,
  { schema, owner, login }: Place,
  folders: Record<string, string>,
): Promise<string[]> => {
  const wanted = migrationsIn(folders)
  await client.query(`select pg_advisory_lock(hashtext('passerelle migrate'), hashtext($1))`, [schema])
  try {
    await client.query(`set role ${owner}; set search_path = ${schema}; ${TABLE}`)
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')
    const applied = new Map(rows.map((row) => [row.name, row.sha256]))
    for (const name of applied.keys())
      if (!wanted.some((migration) => migration.name === name))
        throw new Error(`The schema ${schema} has ${name}, which this program does not know. Start a newer program.`)
    const fresh = wanted.filter((migration) => !applied.has(migration.name))
    for (const { name, sha256 } of wanted)
      if (applied.has(name) && applied.get(name) !== sha256)
        throw new Error(
          `The migration ${name} was changed after it was applied to ${schema}. Restore it; add a new one.`,
        )
    for (const { name, sql, sha256 } of fresh) {
      await client.query('begin')
      try {
        await client.query(sql.replaceAll('{login}', login))
        await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
        await client.query('commit')
      } catch (cause) {
        await client.query('rollback')
        throw new Error(`The migration ${name} failed on ${schema}: ${String(cause)}`, { cause })
      }
    }
    return fresh.map((migration) => migration.name)
  } finally {
    await client.query(`reset role; reset search_path; select pg_advisory_unlock_all()`)
  }
}
