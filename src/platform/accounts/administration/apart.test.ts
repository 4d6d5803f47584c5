// SPDX-License-Identifier: Apache-2.0
/** Roles that are kept apart: nobody is given two of them, by whatever way, and who has two has neither. */
import { beforeAll, expect, test } from 'vitest'
import { given, nodeForTests, type Person, ROLES, tokenOf } from '../house.testing.ts'

const node = nodeForTests()
const declared = (id: string, more: object = {}) => ({
  id,
  name: { en: `${id} (en)`, fr: `${id} (fr)` },
  kinds: 'any' as const,
  ...more,
})
const why = { en: 'one watches the other', fr: 'l’un surveille l’autre' }
beforeAll(() => {
  node.accounts = node.another({
    roles: [
      ...ROLES,
      declared('watch:inspector', { purposes: ['watch'], apart: { roles: ['help:*', 'desk:judge'], why } }),
      declared('help:partner', { purposes: ['help'] }),
      declared('help:reader', { purposes: ['help'] }),
    ],
  })
})

const desk = async (person: Person) => (await person.browser.desks()).administration
const rowOf = async (custodian: Person, { account }: Person) => {
  const row = given(await (await desk(custodian)).people()).find((each) => each.account === account)
  if (!row) throw new Error('Nobody.')
  return row
}
const code = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'ok' : outcome.refusal?.code)
const rolesOf = async (person: Person) => (await person.browser.actor())?.roles
const soon = () => new Date(Date.now() + 3_600_000).toISOString()
const BOTH = ['watch:inspector', 'help:partner']

test('nobody is invited with both, nor given the other, and the refusal names both and says why, in each language', async () => {
  const { custodian } = await node.organisation('Both')
  const { invite, changeRoles } = await desk(custodian)
  expect(code(await invite({ email: 'both@example.org', language: 'en', roles: BOTH }))).toBe('roles-apart')
  for (const [first = '', second = ''] of [BOTH, [...BOTH].reverse()]) {
    const person = await node.member(custodian, `Holder of ${first}`, [first])
    const { membership } = await rowOf(custodian, person)
    const refused = await changeRoles({ membership, roles: [first, second] })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'roles-apart', where: 'roles' } })
    if (refused.ok || refused.refusal.code !== 'roles-apart') throw new Error('unreachable')
    const { words } = refused.refusal as unknown as { words: { en: string; fr: string } }
    for (const part of [`${first} (en)`, `${second} (en)`, why.en]) expect(words.en).toContain(part)
    for (const part of [`${first} (fr)`, `${second} (fr)`, why.fr]) expect(words.fr).toContain(part)
    expect(await rolesOf(person)).toEqual([first])
    // One for the other is fine, and what the first was for goes with it.
    given(await changeRoles({ membership, roles: [second], purposes: (await rowOf(custodian, person)).purposes }))
    expect(await rolesOf(person)).toEqual([second])
  }
  const [inspector] = given(await (await desk(custodian)).people()).filter(({ roles }) =>
    roles.includes('watch:inspector'),
  )
  expect(inspector?.purposes.sort()).toEqual(['control', 'watch'])
})

test('what somebody holds at another organisation counts, and so does what a colleague would lend', async () => {
  const here = await node.organisation('Here')
  const there = await node.organisation('There')
  const person = await node.member(here.custodian, 'Guest', ['watch:inspector'])
  const invited = given(
    await (await desk(there.custodian)).invite({ email: person.email, language: 'en', roles: ['help:partner'] }),
  )
  const accept = () =>
    node.accounts.accept(
      { token: tokenOf(invited.link ?? ''), name: 'Guest', language: 'en' },
      person.browser.headers,
      '192.0.2.9',
    )
  expect(await accept()).toMatchObject({ ok: false, refusal: { code: 'roles-apart' } })
  expect(await rolesOf(person)).toEqual(['watch:inspector'])

  const partner = await node.member(here.custodian, 'Partner', ['help:partner'])
  const lent = await (await desk(partner)).delegate({ to: person.account, roles: ['help:partner'], until: soon() })
  expect(code(lent)).toBe('roles-apart')
  const reader = await node.member(here.custodian, 'Reader', ['desk:reader'])
  given(await (await desk(partner)).delegate({ to: reader.account, roles: ['help:partner'], until: soon() }))
  const { membership } = await rowOf(here.custodian, reader)
  const change = { membership, roles: ['desk:reader', 'watch:inspector'] }
  expect(code(await (await desk(here.custodian)).changeRoles(change))).toBe('roles-apart')

  const { membership: own } = await rowOf(here.custodian, person)
  given(await (await desk(here.custodian)).changeRoles({ membership: own, roles: [] }))
  given(await accept())
  expect(code(await (await desk(here.custodian)).changeRoles({ membership: own, roles: ['watch:inspector'] }))).toBe(
    'roles-apart',
  )
})

test('what two people decide is looked at again when the second one decides', async () => {
  const { custodian, deputy } = await node.organisation('Later')
  const person = await node.member(custodian, 'Later', [])
  const { membership } = await rowOf(custodian, person)
  const waiting = given(await (await desk(custodian)).changeRoles({ membership, roles: ['desk:judge'] }))
  given(await (await desk(custodian)).changeRoles({ membership, roles: ['watch:inspector'] }))
  if (waiting.state !== 'waiting') throw new Error('It takes no second person.')
  expect(code(await (await desk(deputy)).decide(waiting.approval, 'approved'))).toBe('roles-apart')
  expect(await rolesOf(person)).toEqual(['watch:inspector'])
})

test('who has two all the same has neither, by session and by key, nor the purposes of the other', async () => {
  const { custodian } = await node.organisation('Neither')
  const person = await node.member(custodian, 'Neither', ['help:partner', 'desk:reader'])
  const { key } = given(
    await (await desk(person)).createKey({ name: 'program', roles: ['help:partner', 'desk:reader'], days: 1 }),
  )
  const byKey = () => node.accounts.actorOf(new Headers({ 'x-api-key': key }))
  expect((await byKey())?.roles).toContain('help:partner')
  const { membership } = await rowOf(custodian, person)
  await node.asOwner(
    `update accounts.membership set roles = roles || '{watch:inspector}', purposes = purposes || '{watch}' where id = $1`,
    [membership],
  )
  const actor = await person.browser.actor()
  expect([actor?.roles, actor?.purposes.includes('help')]).toEqual([['desk:reader'], false])
  expect((await byKey())?.roles).toEqual(['desk:reader'])
  // Nor where others say for them who they are, such as before a program is told what they see.
  const seats = (await node.accounts.seats([`account:${person.account}`])).map((seat) => seat.actor)
  const seat = seats.find(({ account }) => account === person.account)
  expect([seat?.roles, seat?.purposes.includes('help')]).toEqual([['desk:reader'], false])

  // Elsewhere, where they hold no role at all: what is for the purpose of the other is not told them there either.
  const there = await node.organisation('There too')
  await node.asOwner(
    `insert into accounts.membership (id, account, organisation, roles, purposes, clearance)
      values (gen_random_uuid(), $1, $2, '{}', '{help}', 2)`,
    [person.account, there.id],
  )
  const atDesk = async () =>
    node.accounts.actorOf(new Headers([...person.browser.headers, ['x-organisation', there.id]] as [string, string][]))
  expect((await atDesk())?.purposes).toEqual([])
})
