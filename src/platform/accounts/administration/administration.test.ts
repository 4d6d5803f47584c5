// SPDX-License-Identifier: Apache-2.0
/** Who may do what for whom, who sees which rows, and what takes two people. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Actor, sit } from '../../access/index.ts'
import { given, nodeForTests, PASSWORD, type Person, tokenOf } from '../house.testing.ts'
import type { AccountsDesks } from '../index.ts'

const node = nodeForTests()
const desk = async (person: Person) => (await person.browser.desks()).administration
const membershipOf = async (custodian: Person, person: Person) =>
  given(await (await desk(custodian)).people()).find(({ account }) => account === person.account)?.membership ?? ''
const code = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'ok' : outcome.refusal?.code)
const soon = () => new Date(Date.now() + 3_600_000).toISOString()

test('the custodian sees its members, a member itself, the administrator totals and nobody', async () => {
  const { id, custodian, deputy } = await node.organisation('Seen')
  const other = await node.organisation('Other')
  const member = await node.member(custodian, 'Member', ['desk:reader'])
  expect(
    given(await (await desk(custodian)).people())
      .map(({ account }) => account)
      .sort(),
  ).toEqual([custodian, deputy, member].map(({ account }) => account).sort())
  expect(code(await (await desk(member)).people())).toBe('not-found')
  const rows = async (person: Person, table: 'membership' | 'account' | 'invitation') =>
    sit(node.compartment.db, (await person.browser.actor()) as Actor, (trx) =>
      trx.selectFrom(table).select('id').execute(),
    )
  expect(await rows(member, 'membership')).toHaveLength(1)
  expect(await rows(member, 'invitation')).toHaveLength(0)
  expect(await rows(member, 'account')).toHaveLength(3)
  expect(await rows(other.custodian, 'account')).toHaveLength(2)
  const first = await node.first()
  expect(await rows(first, 'membership')).toHaveLength(1)
  expect(await rows(first, 'account')).toHaveLength(1)
  const totals = given(await (await desk(first)).totals())
  expect(totals).toContainEqual(expect.objectContaining({ kind: 'firm', status: 'active' }))
  expect(JSON.stringify(totals)).not.toMatch(/Seen|Member/)
  expect(code(await (await desk(custodian)).totals())).toBe('not-found')
  const none = await sit(node.compartment.db, (await custodian.browser.actor()) as Actor, (trx) =>
    sql`select * from totals()`.execute(trx),
  )
  expect(none.rows).toEqual([])
  const found = given(await (await desk(member)).organisations({ text: 'seen' }))
  expect(found.items.map((row) => row.id)).toEqual([id])
  expect(given(await (await desk(member)).organisations({ text: '%' })).items).toEqual([])
})

test('a role that the kind may not hold, or that no room declares, is refused everywhere', async () => {
  const { custodian } = await node.organisation('Kinds')
  const member = await node.member(custodian, 'Member', [])
  const { invite, changeRoles, roles } = await desk(custodian)
  const membership = await membershipOf(custodian, member)
  for (const role of ['desk:inspector', 'desk:unknown', 'accounts:administrator']) {
    expect(code(await invite({ email: 'r@example.org', language: 'en', roles: [role] })), role).toBe('role-not-held')
    expect(code(await changeRoles({ membership, roles: [role] })), role).toBe('role-not-held')
  }
  expect(given(await roles()).map(({ id }) => id)).toEqual([
    'accounts:custodian',
    'desk:officer',
    'desk:reader',
    'desk:judge',
  ])
  await node.asOwner(`update accounts.membership set roles = '{desk:inspector,desk:gone,desk:reader}' where id = $1`, [
    membership,
  ])
  expect((await member.browser.actor())?.roles).toEqual(['desk:reader'])
})

test('of two windows that change the same person, the second is told and changes nothing', async () => {
  const { custodian } = await node.organisation('Windows')
  const member = await node.member(custodian, 'Member', ['desk:reader'])
  const { people, changeRoles } = await desk(custodian)
  const { membership = '', version = '' } =
    given(await people()).find(({ account }) => account === member.account) ?? {}
  const change = (roles: string[]) => changeRoles({ membership, roles, version })
  const both = [await change(['desk:officer']), await change(['desk:reader'])]
  expect(both.map(code)).toEqual(['ok', 'changed'])
  const once = given(await people()).find(({ account }) => account === member.account)
  const same = { membership, version: once?.version ?? '' }
  const raced = await Promise.all([
    changeRoles({ ...same, roles: [] }),
    changeRoles({ ...same, roles: ['desk:officer', 'desk:reader'] }),
  ])
  expect(raced.map(code).sort()).toEqual(['changed', 'ok'])
})

test('a grave role takes a second person: not the proposer, not the one who gains, not another house; once', async () => {
  const { custodian, deputy } = await node.organisation('Two')
  const member = await node.member(custodian, 'Member', ['desk:reader'])
  const { changeRoles, decide } = await desk(custodian)
  const membership = await membershipOf(custodian, member)
  const change = given(await changeRoles({ membership, roles: ['desk:officer', 'desk:judge'] }))
  expect((await member.browser.actor())?.roles).toEqual(['desk:officer'])
  const approval = change.state === 'waiting' ? change.approval : ''
  expect(code(await decide(approval, 'approved'))).toBe('second-person')
  const stranger = (await node.organisation('Elsewhere')).custodian
  const refused = [
    await (await desk(stranger)).decide(approval, 'approved'),
    await (await desk(member)).decide(approval, 'approved'),
  ]
  expect(refused.map(code)).toEqual(['not-found', 'not-found'])
  expect(code(await (await desk(deputy)).decide(randomUUID(), 'approved'))).toBe('not-found')
  const waiting = given(await (await desk(deputy)).approvals()).find(({ id }) => id === approval)
  expect(waiting).toMatchObject({
    mine: true,
    content: { roles: ['desk:judge'] },
    proposedBy: { account: custodian.account },
  })
  const before = node.lines.length
  const twice = await Promise.all([1, 2].map(async () => (await desk(deputy)).decide(approval, 'approved')))
  expect(twice.map(code)).toEqual(['ok', 'ok'])
  expect(code(await (await desk(deputy)).decide(approval, 'declined'))).toBe('expired')
  expect((await member.browser.actor())?.roles).toEqual(['desk:judge', 'desk:officer'])
  expect(node.lines.slice(before).map(({ verb }) => verb)).toContain('approved')
  const gain = given(
    await changeRoles({
      membership: await membershipOf(custodian, deputy),
      roles: ['accounts:custodian', 'desk:judge'],
    }),
  )
  expect(code(await (await desk(deputy)).decide(gain.state === 'waiting' ? gain.approval : '', 'approved'))).toBe(
    'second-person',
  )
  expect((await deputy.browser.actor())?.roles).toEqual(['accounts:custodian'])
})

test('a custodian gives itself nothing alone, and the database refuses one person on both sides', async () => {
  const { custodian, deputy } = await node.organisation('Self')
  const own = await membershipOf(custodian, custodian)
  const { changeRoles, endMembership } = await desk(custodian)
  const change = given(
    await changeRoles({ membership: own, roles: ['accounts:custodian', 'desk:officer'], clearance: 'red' }),
  )
  expect(change.state).toBe('waiting')
  expect(await custodian.browser.actor()).toMatchObject({ roles: ['accounts:custodian'], clearance: 'amber' })
  expect(code(await changeRoles({ membership: own, roles: ['accounts:custodian'], purposes: ['more'] }))).toBe(
    'second-person',
  )
  expect(code(await endMembership(own))).toBe('second-person')
  const approval = change.state === 'waiting' ? change.approval : ''
  const forge = sit(node.compartment.db, (await custodian.browser.actor()) as Actor, (trx) =>
    trx
      .updateTable('approval')
      .set({ decision: 'approved', decided_by: custodian.account, decided_at: new Date() })
      .where('id', '=', approval)
      .execute(),
  )
  expect((await forge)[0]?.numUpdatedRows).toBe(0n)
  await expect(
    node.asOwner(`update accounts.approval set decision = 'approved', decided_at = now(), decided_by = proposed_by`),
  ).rejects.toMatchObject({ code: '23514' })
  await node.asOwner(
    `update accounts.approval set proposed_at = now() - interval '20 d', expires_at = now() - interval '1 s' where id = $1`,
    [approval],
  )
  expect(code(await (await desk(deputy)).decide(approval, 'approved'))).toBe('expired')
})

test('an invitation to a grave role is sent once a second person agreed, and never when it was declined', async () => {
  const { custodian, deputy } = await node.organisation('Judges')
  const { invite } = await desk(custodian)
  const ask = async (email: string) => {
    const asked = given(await invite({ email, language: 'en', roles: ['desk:judge'] }))
    expect(asked).not.toHaveProperty('link')
    return asked.state === 'waiting' ? asked.approval : ''
  }
  const [yes, no] = [await ask('judge@example.org'), await ask('nojudge@example.org')]
  given(await (await desk(deputy)).decide(yes, 'approved'))
  given(await (await desk(deputy)).decide(no, 'declined'))
  expect(node.mails.some(({ to }) => to === 'nojudge@example.org')).toBe(false)
  const mail = node.mails.find(({ to }) => to === 'judge@example.org')
  const link = mail?.text.match(/http\S+/)?.[0] ?? ''
  const judge = await node.come(link, 'Judge')
  expect((await judge.browser.actor())?.roles).toEqual(['desk:judge'])
})

test('a delegation gives what the giver holds, until its end, and never longer than the giver holds it', async () => {
  const { custodian, deputy } = await node.organisation('Delegates')
  const giver = await node.member(custodian, 'Giver', ['desk:officer'])
  const taker = await node.member(custodian, 'Taker', ['desk:reader'])
  const stranger = (await node.organisation('Strange')).custodian
  const { delegate, delegations, endDelegation, colleagues } = await desk(giver)
  expect(given(await colleagues()).map(({ name }) => name)).toContain('Taker')
  expect(code(await delegate({ to: stranger.account, roles: ['desk:officer'], until: soon() }))).toBe('not-found')
  expect(code(await delegate({ to: taker.account, roles: ['desk:judge'], until: soon() }))).toBe('role-not-held')
  expect(code(await delegate({ to: taker.account, roles: ['desk:officer'], until: '2020-01-01T00:00:00Z' }))).toBe(
    'not-valid',
  )
  const roles = async () => (await taker.browser.actor())?.roles
  given(await delegate({ to: taker.account, roles: ['desk:officer'], until: soon() }))
  expect(await roles()).toEqual(['desk:officer', 'desk:reader'])
  expect(code(await (await desk(taker)).delegate({ to: deputy.account, roles: ['desk:officer'], until: soon() }))).toBe(
    'role-not-held',
  )
  const custodians = await desk(custodian)
  const membership = await membershipOf(custodian, giver)
  given(await custodians.changeRoles({ membership, roles: [] }))
  expect(await roles()).toEqual(['desk:reader'])
  given(await custodians.changeRoles({ membership, roles: ['desk:officer'] }))
  expect(await roles()).toEqual(['desk:officer', 'desk:reader'])
  const [row] = given(await delegations())
  expect(code(await (await desk(taker)).endDelegation(row?.id ?? ''))).toBe('not-found')
  given(await endDelegation(row?.id ?? ''))
  expect(await roles()).toEqual(['desk:reader'])
  given(await delegate({ to: taker.account, roles: ['desk:officer'], until: soon() }))
  await node.asOwner(`update accounts.delegation set valid_until = now()`)
  expect(await roles()).toEqual(['desk:reader'])
  const grave = given(
    await (await desk(custodian)).delegate({ to: taker.account, roles: ['accounts:custodian'], until: soon() }),
  )
  expect(await roles()).toEqual(['desk:reader'])
  given(await (await desk(deputy)).decide(grave.state === 'waiting' ? grave.approval : '', 'approved'))
  expect(await roles()).toEqual(['accounts:custodian', 'desk:reader'])
})

test('a group gives its organisations one key until its end, and others do not see it', async () => {
  const [one, two, three] = [
    await node.organisation('G1'),
    await node.organisation('G2'),
    await node.organisation('G3'),
  ]
  const first = await desk(await node.first())
  const { group } = given(
    await first.createGroup({ name: 'Lab round', organisations: [one.id, two.id], until: soon() }),
  )
  expect((await two.custodian.browser.actor())?.groups).toEqual([`group:${group}`])
  expect((await three.custodian.browser.actor())?.groups).toEqual([])
  expect(given(await (await desk(one.custodian)).groups())[0]?.organisations.map(({ name }) => name)).toEqual([
    'G1',
    'G2',
  ])
  expect(given(await (await desk(three.custodian)).groups())).toEqual([])
  expect(code(await first.createGroup({ name: 'x', organisations: [one.id, randomUUID()], until: soon() }))).toBe(
    'not-found',
  )
  expect(code(await (await desk(one.custodian)).endGroup(group))).toBe('not-found')
  given(await first.endGroup(group))
  expect((await two.custodian.browser.actor())?.groups).toEqual([])
  expect(code(await first.endGroup(group))).toBe('not-found')
  const past = new Date(Date.now() - 1000).toISOString()
  expect(code(await first.createGroup({ name: 'x', organisations: [one.id, two.id], until: past }))).toBe('not-valid')
  given(await first.suspend(three.id))
  expect(code(await first.createGroup({ name: 'x', organisations: [one.id, three.id], until: soon() }))).toBe(
    'not-found',
  )
  given(await first.resume(three.id))
})

test('an organisation that lost its custodians gets one from two administrators, never from one', async () => {
  const { id } = await node.organisation('Lost')
  const first = await node.first()
  const asked = given(await (await desk(first)).inviteCustodian(id, { email: 'new@example.org', language: 'en' }))
  const approval = asked.state === 'waiting' ? asked.approval : ''
  expect(code(await (await desk(first)).decide(approval, 'approved'))).toBe('second-person')
  const second = await node.member(first, 'Second', ['desk:reader'])
  await node.asOwner(`update accounts.membership set roles = '{accounts:administrator}' where account = $1`, [
    second.account,
  ])
  const alone = sit(node.compartment.db, (await second.browser.actor()) as Actor, (trx) =>
    trx
      .insertInto('invitation')
      .values({
        ...{
          id: randomUUID(),
          token_hash: 'x',
          organisation: id,
          email: 'mine@example.org',
          language: 'en',
          clearance: 2,
        },
        ...{ roles: ['accounts:custodian'], purposes: [], invited_by: null, expires_at: new Date(Date.now() + 1e6) },
      })
      .execute(),
  )
  await expect(alone).rejects.toMatchObject({ code: '42501' })
  given(await (await desk(second)).decide(approval, 'approved'))
  const link = node.mails.find(({ to }) => to === 'new@example.org')?.text.match(/http\S+/)?.[0] ?? ''
  const custodian = await node.come(link, 'New Custodian')
  expect(await custodian.browser.actor()).toMatchObject({ organisation: id, roles: ['accounts:custodian'] })
})

test('an organisation that chooses its custodians itself gets none from administrators, nor from a proposal older than its first', async () => {
  const first = await node.first()
  const { inviteCustodian } = await desk(first)
  const person = (name: string) => ({ email: `${name}@example.org`, language: 'en' as const })
  // Before anybody came, the proposal may be made; once somebody is there, it is too late to agree to it.
  const founded = given(
    await (await desk(first)).createOrganisation({
      ...{
        kind: 'tribunal',
        name: 'Sealed',
        country: 'ZZ',
        custodian: person('sealed-one'),
        deputy: person('sealed-two'),
      },
    }),
  )
  const asked = given(await inviteCustodian(founded.organisation, person('planted')))
  const linkOf = (to: string) =>
    node.mails.find((mail) => mail.to === `${to}@example.org`)?.text.match(/http\S+/)?.[0] ?? ''
  const one = await node.come(linkOf('sealed-one'), 'Sealed One')
  const two = await node.come(linkOf('sealed-two'), 'Sealed Two')
  const second = await node.member(first, 'Second administrator', ['desk:reader'])
  await node.asOwner(`update accounts.membership set roles = '{accounts:administrator}' where account = $1`, [
    second.account,
  ])
  const approval = asked.state === 'waiting' ? asked.approval : ''
  expect(code(await (await desk(second)).decide(approval, 'approved'))).toBe('own-custodians')
  for (const who of [first, second])
    expect(code(await (await desk(who)).inviteCustodian(founded.organisation, person('planted')))).toBe(
      'own-custodians',
    )
  expect(node.mails.some(({ to }) => to === 'planted@example.org')).toBe(false)
  // Two of its own do.
  const own = given(await (await desk(one)).invite({ ...person('third'), roles: ['accounts:custodian'] }))
  expect(code(await (await desk(first)).decide(own.state === 'waiting' ? own.approval : '', 'approved'))).toBe(
    'not-found',
  )
  given(await (await desk(two)).decide(own.state === 'waiting' ? own.approval : '', 'approved'))
  expect(node.mails.some(({ to }) => to === 'third@example.org')).toBe(true)
})

test('a membership cannot be made but as an invitation offers it', async () => {
  const { id, custodian } = await node.organisation('Forged')
  const other = await node.organisation('Forger')
  const actor = (await other.custodian.browser.actor()) as Actor
  const values = { clearance: 4, purposes: [], roles: ['desk:judge'], organisation: id }
  const forged = { id: randomUUID(), account: actor.account, ...values }
  const insert = sit(node.compartment.db, actor, (trx) => trx.insertInto('membership').values(forged).execute())
  await expect(insert).rejects.toMatchObject({ code: '42501' })
  const raise = sit(
    node.compartment.db,
    (await (await node.member(custodian, 'Low', [])).browser.actor()) as Actor,
    (trx) =>
      trx
        .updateTable('membership')
        .set({ roles: ['desk:judge'] })
        .execute(),
  )
  await expect(raise).rejects.toMatchObject({ code: '42501' })
})

test('each method of the desk is closed to whoever access.ts does not name, as if it were not there', async () => {
  const { custodian } = await node.organisation('Closed')
  const member = await desk(await node.member(custodian, 'Plain', []))
  const first = await desk(await node.first())
  const closed = [
    'createOrganisation',
    'inviteCustodian',
    'suspend',
    'resume',
    'totals',
    'createGroup',
    'endGroup',
    'people',
    'invite',
    'invitations',
    'withdrawInvitation',
    'changeRoles',
    'endMembership',
    'decide',
  ] as const
  type Loose = Record<string, (input?: unknown) => Promise<{ ok: boolean }>>
  for (const verb of closed) {
    expect(await (member as unknown as Loose)[verb]?.({}), verb).toMatchObject({
      ok: false,
      refusal: { code: 'not-found' },
    })
    expect(member.may).not.toContain(verb)
    expect(first.may).toContain(verb)
  }
  const asked = Object.keys(first)
    .filter((verb) => verb !== 'may')
    .sort()
  expect([...first.may].sort()).toEqual(asked satisfies (keyof AccountsDesks['administration'])[] | string[])
})

test('a password that holds the name is refused before anything is made', async () => {
  const { custodian } = await node.organisation('Weak')
  const { link = '' } = given(
    await (await desk(custodian)).invite({ email: 'weakling@example.org', language: 'en', roles: [] }),
  )
  const input = { token: tokenOf(link), name: 'Somebody', language: 'en' as const }
  const accept = (password: string) => node.accounts.accept({ ...input, password }, new Headers(), '192.0.2.9')
  expect(code(await accept('weakling2026!'))).toBe('weak-password')
  expect(code(await accept('short'))).toBe('not-valid')
  expect(code(await accept(PASSWORD))).toBe('ok')
})
