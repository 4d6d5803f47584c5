// SPDX-License-Identifier: Apache-2.0
/** RDKit's PostgreSQL cartridge on a private cluster in a temporary folder, reached by its socket alone. */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const HOME = '/usr/lib/postgresql/15'
export const INSTALL_CARTRIDGE =
  "RDKit's PostgreSQL cartridge is not here: `apt-get install postgresql-15 postgresql-15-rdkit`, then run again."

export interface Cartridge {
  version: string
  /** Every molecule parsed once, against every pattern and the InChIKeys; how many pairs matched. */
  judge(count: number): Promise<number>
  close(): Promise<void>
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian's package made. */
const run = (program: string, args: string[]): void => {
  const path = join(HOME, 'bin', program)
  const [file, ...rest] =
    process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', path, ...args] : [path, ...args]
  execFileSync(file!, rest, { stdio: ['ignore', 'ignore', 'pipe'] })
}

export const openCartridge = async (
  smiles: readonly string[],
  smarts: readonly string[],
  keys: readonly string[],
): Promise<Cartridge | undefined> => {
  if (!existsSync(join(HOME, 'lib/rdkit.so')) || !existsSync(join(HOME, 'bin/initdb'))) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-cartridge-'))
  chmodSync(folder, 0o777)
  const data = join(folder, 'data')
  run('initdb', ['-D', data, '-U', 'bench', '-A', 'trust', '--locale=C', '-E', 'UTF8', '--no-sync'])
  const settings = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off -c max_parallel_workers_per_gather=0`
  run('pg_ctl', ['-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings, 'start'])
  const client = new pg.Client({ host: folder, user: 'bench', database: 'postgres' })
  const close = async () => {
    await client.end()
    run('pg_ctl', ['-D', data, '-m', 'immediate', '-s', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  }
  await client.connect()
  await client.query('create extension rdkit')
  await client.query(
    'create table molecules (n int, smiles text); create table patterns (q qmol); create table keys (k text primary key)',
  )
  await client.query('insert into molecules select n, s from unnest($1::text[]) with ordinality as t(s, n)', [smiles])
  await client.query('insert into patterns select qmol_from_smarts(s::cstring) from unnest($1::text[]) as t(s)', [
    smarts,
  ])
  await client.query('insert into keys select distinct k from unnest($1::text[]) as t(k)', [keys])
  await client.query('vacuum analyze')
  const { rows } = await client.query<{ v: string }>('select rdkit_version() as v')
  return {
    version: rows[0]!.v,
    judge: async (count) => {
      const answer = await client.query<{ hits: string }>(
        `with m as materialized (select mol_from_smiles(smiles::cstring) as mol from molecules where n <= $1)
         select (select count(*) from m join patterns on m.mol @> patterns.q)
              + (select count(*) from m join keys on k = left(mol_inchikey(m.mol)::text, 14)) as hits`,
        [count],
      )
      return Number(answer.rows[0]!.hits)
    },
    close,
  }
}
