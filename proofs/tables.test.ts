// SPDX-License-Identifier: Apache-2.0
/** The proof *tables*: on a migrated database, who can reach what. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { makeCompartments, openLogins } from '#platform/database/index.ts'
import { complaintsAbout } from './tables.ts'

const database = databaseForTests()
const names = COMPARTMENTS.map(({ name }) => name)
let addresses: Record<string, string>
let owner: pg.Client

beforeAll(async () => {
  const logins = openLogins(`${database.folder}/logins.json`)
  addresses = await makeCompartments(database.server.adminUrl, logins, COMPARTMENTS)
  owner = new pg.Client(database.server.adminUrl.replace(/\/[^/]*$/, '/passerelle'))
  await owner.connect()
})
afterAll(() => owner.end())

/** The error code of a statement as one login, or `none`. */
const codeAs = async (name: string, statement: string): Promise<string> => {
  const client = new pg.Client(addresses[name])
  await client.connect()
  try {
    await client.query(statement)
    return 'none'
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.end()
  }
}

test('every table is protected, says what it is, and grants no more than its login needs', async () => {
  expect(await complaintsAbout(owner, names)).toEqual([])
})

test('no login reaches another schema, makes anything, or becomes anybody', async () => {
  for (const name of names) {
    for (const other of names.filter((each) => each !== name))
      expect(await codeAs(name, `select * from ${other}.migration`), `${name} reads ${other}`).toBe('42501')
    for (const statement of [
      `create table ${name}.own ()`,
      'create table public.own ()',
      'create schema own',
      `set role passerelle_${name}_owner`,
      'create role own',
      'create temporary table own ()',
    ])
      expect(await codeAs(name, statement), `${name}: ${statement}`).toBe('42501')
  }
})

/** Plants a fault, asks, and takes it back. */
const planted = async (fault: string): Promise<string> => {
  await owner.query('begin')
  await owner.query(fault)
  const complaints = await complaintsAbout(owner, names)
  await owner.query('rollback')
  return complaints.join('\n')
}

test.each([
  ['create table health.open (x int)', 'health.open has no row-level security'],
  ['create table health.mute (x int)', 'health.mute says nothing of itself'],
  ['alter table commons.reference_version no force row level security', 'commons.reference_version has no row-level'],
  ['grant select on health.migration to public', 'grants SELECT to public'],
  ['grant truncate on commons.reference_version to passerelle_commons', 'grants TRUNCATE'],
  ['grant select on health.migration to passerelle_supply', 'grants SELECT to passerelle_supply'],
  ['create table health.child (v text references supply.migration (name))', 'refers from health to supply'],
  ['create view health.look as select * from supply.migration', 'health.look looks into supply'],
  ["create function health.f() returns bigint language sql as 'select count(*) from supply.migration'", 'names supply'],
  ['create function health.g() returns int language sql security definer return 1', 'runs as its owner'],
])('the proof sees a planted fault: %s', async (fault, complaint) => {
  expect(await planted(fault)).toContain(complaint)
})
