// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseForTests } from './for-tests.ts'
import { loudSettings, startEmbedded } from './index.ts'

interface Tables {
  thing: { name: string }
}

const database = databaseForTests()
const CREATE = 'create table thing (name text primary key); grant select, insert on thing to {login};'

const open = (name: string, files: Record<string, string> = { '0001-create-thing.sql': CREATE }) =>
  database.open<Tables>(name, { things: database.migrations(name, files) })

const refusedBecause = (code: string) => expect.objectContaining({ code })

test('a compartment keeps what is written to it, across openings', async () => {
  const first = await open('alpha')
  await first.db.insertInto('thing').values({ name: 'one' }).execute()
  const again = await open('alpha')
  expect(await again.db.selectFrom('thing').selectAll().execute()).toEqual([{ name: 'one' }])
})

test('its login reaches no other compartment, makes nothing, and grants itself nothing', async () => {
  const alpha = await open('alpha')
  await open('beta')
  const reaches = [
    'select * from beta.thing',
    'create table alpha.other (x int)',
    'create table public.other (x int)',
    'set role passerelle_beta_owner',
    'delete from thing',
    'select * from migration',
  ]
  for (const statement of reaches)
    await expect(sql.raw(statement).execute(alpha.db), statement).rejects.toEqual(refusedBecause('42501'))
})

test('a schema newer than the program is refused, and so is a migration changed after it ran', async () => {
  await open('gamma', {
    '0001-create-thing.sql': CREATE,
    '0002-add-note.sql': 'alter table thing add note text;',
  })
  rmSync(join(database.folder, 'migrations-gamma/0002-add-note.sql'))
  await expect(open('gamma')).rejects.toThrow('does not know')
  await open('delta')
  await expect(open('delta', { '0001-create-thing.sql': 'create table thing ();' })).rejects.toThrow('was changed')
})

test('a migration that fails leaves nothing behind', async () => {
  const files = { '0001-create-thing.sql': `${CREATE} select 1/0;` }
  await expect(open('epsilon', files)).rejects.toThrow('division by zero')
  const mended = await open('epsilon')
  expect(await mended.db.selectFrom('thing').selectAll().execute()).toEqual([])
})

test('a second user of one folder does not take the server from under the first', async () => {
  const again = await startEmbedded(database.folder)
  expect(again.adminUrl).toBe(database.server.adminUrl)
  await again.stop()
  const alpha = await open('alpha')
  expect(await alpha.db.selectFrom('thing').selectAll().execute()).toHaveLength(1)
})

test('a folder reached by a link is the folder that it leads to', async () => {
  symlinkSync(database.folder, `${database.folder}-link`)
  const linked = await startEmbedded(`${database.folder}-link`)
  rmSync(`${database.folder}-link`)
  expect(linked.adminUrl).toBe(database.server.adminUrl)
  await linked.stop()
})

test('a server left behind by a process that was killed is found and used again', async () => {
  const data = join(database.folder, 'orphan')
  const script = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    console.log((await startEmbedded(${JSON.stringify(data)})).adminUrl)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
  )
  child.kill('SIGKILL')
  const found = await startEmbedded(data)
  expect(found.adminUrl).toBe(url)
  await found.stop()
})

test('our server is quiet, and one that would write down what people wrote is known by its settings', async () => {
  const { adminUrl } = database.server
  expect(await loudSettings(adminUrl)).toEqual([])
  const talkative = new URL(adminUrl)
  talkative.searchParams.set('options', '-c log_statement=all -c log_min_error_statement=error')
  expect(await loudSettings(talkative.href)).toEqual(['log_min_error_statement = panic', 'log_statement = none'])
})
