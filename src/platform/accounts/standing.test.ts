// SPDX-License-Identifier: Apache-2.0
/** Drawn memberships, delegations, groups and keys, against a plain reading of what they say. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRoles } from './access.ts'
import type { Shared } from './ground.ts'
import { nodeForTests, ROLES } from './house.testing.ts'
import { actorOfAccount, askingOf } from './standing.ts'

const node = nodeForTests()
const people = Array.from({ length: 3 }, () => randomUUID())
const places = Array.from({ length: 2 }, () => randomUUID())
const ids = ROLES.map(({ id }) => id)
const KINDS = ['authority', 'firm']

const days = fc.record({ from: fc.integer({ min: -4, max: 0 }), until: fc.option(fc.integer({ min: -1, max: 3 })) })
const roles = fc.subarray([...ids, 'desk:gone'])
const memberships = fc.uniqueArray(
  fc.record({ account: fc.nat(2), organisation: fc.nat(1), roles, days, clearance: fc.nat(4) }),
  { selector: ({ account, organisation }) => `${account} ${organisation}`, minLength: 4, maxLength: 6 },
)
const delegations = fc.array(
  fc
    .record({
      organisation: fc.nat(1),
      from: fc.nat(2),
      step: fc.integer({ min: 1, max: 2 }),
      roles,
      until: fc.integer({ min: -2, max: 3 }),
      ended: fc.boolean(),
    })
    .filter((each) => each.roles.length > 0),
  { maxLength: 4 },
)
const groups = fc.array(fc.record({ members: fc.subarray([0, 1]), until: fc.integer({ min: -2, max: 3 }) }), {
  maxLength: 2,
})
const key = fc.record({
  account: fc.nat(2),
  organisation: fc.nat(1),
  roles: fc.subarray(ids, { minLength: 1 }),
  until: fc.integer({ min: -2, max: 3 }),
  revoked: fc.boolean(),
})
const world = fc.record({
  kinds: fc.tuple(fc.nat(1), fc.nat(1)),
  suspended: fc.tuple(fc.constantFrom(false, false, true), fc.constant(false)),
  ...{ memberships, delegations, groups, key },
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

/** Noon of a day that many days from now is never now. */
const inDays = (n: number) => new Date(Date.now() + (n + 0.5) * 86_400_000)

/** Puts a drawn world where the last one was; answers the ids of its groups and the key. */
const draw = async ({ kinds, suspended, memberships, delegations, groups, key }: World) => {
  const add = (table: string, row: object) => {
    const names = Object.keys(row)
    const marks = names.map((_, index) => `$${index + 1}`)
    return node.asOwner(`insert into accounts.${table} (${names.join()}) values (${marks.join()})`, Object.values(row))
  }
  await node.asOwner(`truncate accounts.organisation, accounts.account, accounts.organisation_group cascade`)
  for (const [n, id] of places.entries())
    await add('organisation', {
      id,
      kind: KINDS[kinds[n] ?? 0],
      name: `O${n}`,
      country: 'ZZ',
      status: suspended[n] ? 'suspended' : 'active',
    })
  for (const id of people) await add('account', { id, name: 'P', language: 'en' })
  for (const {
    account,
    organisation,
    roles: held,
    days: { from, until },
    clearance,
  } of memberships)
    await add('membership', {
      ...{
        id: randomUUID(),
        account: people[account],
        organisation: places[organisation],
        roles: held,
        clearance,
        purposes: [],
      },
      ...{ valid_from: inDays(from), valid_until: until === null ? null : inDays(until) },
    })
  for (const { organisation, from, step, roles: given, until, ended } of delegations)
    await add('delegation', {
      ...{ id: randomUUID(), organisation: places[organisation], roles: given, valid_until: inDays(until) },
      ...{ from_account: people[from], to_account: people[(from + step) % 3], ended_at: ended ? new Date() : null },
    })
  const made: string[] = []
  for (const { members, until } of groups) {
    const id = randomUUID()
    made.push(`group:${id}`)
    await add('organisation_group', { id, name: 'G', valid_until: inDays(until) })
    for (const n of members) await add('organisation_group_member', { group_id: id, organisation: places[n] })
  }
  const keyId = randomUUID()
  await add('api_key', {
    ...{ id: keyId, account: people[key.account], organisation: places[key.organisation], name: 'k', roles: key.roles },
    ...{ expires_at: inDays(key.until), revoked_at: key.revoked ? new Date() : null },
  })
  return { made, keyId }
}

/** What an account may be at an organisation, said in words of its own; undefined where it may not act there. */
const plainly = (drawn: World, made: string[], account: number, organisation: number) => {
  const inForce = (who: number) =>
    drawn.memberships.find(
      (each) =>
        each.account === who &&
        each.organisation === organisation &&
        each.days.from < 0 &&
        (each.days.until === null || each.days.until >= 0),
    )
  const own = inForce(account)
  if (!own || drawn.suspended[organisation]) return undefined
  const lent = drawn.delegations
    .filter((each) => each.organisation === organisation && (each.from + each.step) % 3 === account)
    .filter(({ until, ended }) => until >= 0 && !ended)
    .flatMap(({ from, roles: given }) => given.filter((role) => inForce(from)?.roles.includes(role)))
  const kind = KINDS[drawn.kinds[organisation] ?? 0] ?? ''
  const allowed = ROLES.filter((role) => role.kinds === 'any' || role.kinds.includes(kind)).map(({ id }) => id)
  return {
    roles: [...new Set([...own.roles, ...lent])].filter((role) => allowed.includes(role)).sort(),
    groups: drawn.groups
      .flatMap(({ members, until }, n) => (members.includes(organisation) && until >= 0 ? [made[n]] : []))
      .sort(),
  }
}

test('an actor has never a role or a group outside what is in force, and always all that is', async () => {
  let keyId = ''
  const signIn = { readKey: () => Promise.resolve(keyId) }
  const shared = {
    db: node.compartment.db,
    roles: createRoles(ROLES),
    baseUrl: 'http://localhost',
    signIn,
  } as unknown as Shared
  let actors = 0
  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      const { made, keyId: drawnKey } = await draw(drawn)
      for (const [a, account] of people.entries())
        for (const [o, organisation] of places.entries()) {
          const actor = await actorOfAccount(shared, account, new Headers({ 'x-organisation': organisation }))
          const expected = plainly(drawn, made, a, o)
          if (actor) actors++
          expect(actor && { roles: [...actor.roles].sort(), groups: [...actor.groups].sort() }).toEqual(expected)
        }
      keyId = drawnKey
      const { key } = drawn
      const person = plainly(drawn, made, key.account, key.organisation)
      const open = person && key.until >= 0 && !key.revoked
      const program = (await askingOf(shared, new Headers({ 'x-api-key': 'any' })))?.actor
      expect(program?.roles).toEqual(open ? person.roles.filter((role) => key.roles.includes(role)) : undefined)
    }),
    { numRuns: 150, seed: 3 },
  )
  expect(actors).toBeGreaterThan(100)
})

test('what somebody may be is looked up by indexes, whatever else is there', async () => {
  await node.asOwner(`truncate accounts.organisation, accounts.account, accounts.organisation_group cascade`)
  await node.asOwner(
    `insert into accounts.organisation (id, kind, name, country) select gen_random_uuid(), 'firm', 'O' || n, 'ZZ' from generate_series(1, 3000) n`,
  )
  await node.asOwner(
    `insert into accounts.account (id, name, language) select gen_random_uuid(), 'P', 'en' from generate_series(1, 30000)`,
  )
  await node.asOwner(`insert into accounts.membership (id, account, organisation, roles, clearance, purposes)
    select gen_random_uuid(), a.id, o.id, '{desk:reader}', 1, '{}'
    from (select id, row_number() over () n from accounts.account) a
    join (select id, row_number() over () n from accounts.organisation) o on o.n = a.n % 3000 + 1`)
  await node.asOwner('analyze accounts.membership, accounts.organisation, accounts.account')
  const { rows } = await node.asOwner('select account from accounts.membership offset 15000 limit 200')
  const db = node.compartment.db
  const shared = { db, roles: createRoles(ROLES), baseUrl: 'http://localhost' } as unknown as Shared
  const scans = async () => {
    const { rows: found } = await node.asOwner(
      `select seq_scan::int as whole, idx_scan::int as indexed from pg_stat_user_tables
       where schemaname = 'accounts' and relname = 'membership'`,
    )
    return found[0] as { whole: number; indexed: number }
  }
  /** PostgreSQL passes on what a connection counted at its next transaction a second later. */
  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1200))
    await actorOfAccount(shared, rows[0].account, new Headers())
    return scans()
  }
  const before = await settled()
  for (const { account } of rows) expect(await actorOfAccount(shared, account, new Headers())).toBeDefined()
  const after = await settled()
  expect(after.indexed - before.indexed).toBeGreaterThanOrEqual(rows.length)
  expect(after.whole - before.whole).toBeLessThan(5) // this test's own looks are counted late
})
