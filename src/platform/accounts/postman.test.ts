// SPDX-License-Identifier: Apache-2.0
/** A mail server that is away takes no invitation back, and nobody is shown a link that will open nothing. */
import { expect, test } from 'vitest'
import type { Shared } from './ground.ts'
import { given, nodeForTests, type Person } from './house.testing.ts'
import { sendWaiting } from './postman.ts'

const node = nodeForTests()
const deskOf = async (person: Person) => (await person.browser.desks()).administration
const post = () =>
  sendWaiting({
    db: node.compartment.db,
    baseUrl: 'http://localhost:8080',
    sendMail: async (mail) => {
      if (node.mailAway) throw new Error('away')
      node.mails.push(mail)
    },
  } as Shared)
const due = () => node.asOwner(`update accounts.invitation set letter_after = now() where letter_after is not null`)
const waits = async () =>
  (
    await node.asOwner(`select letter_tries as tries, extract(epoch from letter_after - now())::int as pause
    from accounts.invitation where letter_after is not null`)
  ).rows
const linkIn = (text: string) => /http\S+/.exec(text)?.[0] ?? ''

test('an invitation stands when its letter cannot go; the letter goes later, once, and opens the door', async () => {
  const { custodian } = await node.organisation('Mailed')
  const desk = await deskOf(custodian)
  node.mailAway = true
  const email = 'later@example.org'
  expect(given(await desk.invite({ email, language: 'en', roles: ['desk:reader'] }))).toEqual({
    state: 'done',
    letter: 'waiting',
  })
  const listed = async () => given(await desk.invitations()).find((each) => each.email === email)?.letterWaits
  expect(await listed()).toBe(true)
  expect(await post()).toBe(0) // its minute is not over
  for (const [tries, pause] of [
    [1, 60],
    [2, 120],
    [3, 240],
  ] as const) {
    await due()
    expect(await post()).toBe(0)
    const [row] = await waits()
    expect(row?.tries).toBe(tries)
    expect(row?.pause).toBeGreaterThan(pause - 20)
    expect(row?.pause).toBeLessThanOrEqual(pause)
  }
  node.mailAway = false
  await due()
  expect(await Promise.all([post(), post()]).then((sent) => sent.reduce((sum, each) => sum + each, 0))).toBe(1)
  expect(await listed()).toBe(false)
  const letters = node.mails.filter(({ to }) => to === email)
  expect(letters).toHaveLength(1)
  const person = await node.come(linkIn(letters[0]?.text ?? ''), 'Came Later')
  expect((await person.browser.actor())?.roles).toEqual(['desk:reader'])
})

test('an organisation and what two people decided stand too; what is withdrawn or over is not sent', async () => {
  const { custodian, deputy } = await node.organisation('Two by mail')
  const first = await deskOf(await node.first())
  node.mailAway = true
  const person = { email: 'new.custodian@example.org', language: 'en' as const }
  const made = given(
    await first.createOrganisation({ kind: 'firm', name: 'No mail', country: 'ZZ', custodian: person }),
  )
  expect(made).toEqual({ organisation: made.organisation, letter: 'waiting' })
  const proposed = given(
    await (await deskOf(custodian)).invite({ email: 'judge@example.org', language: 'en', roles: ['desk:judge'] }),
  )
  const approval = proposed.state === 'waiting' ? proposed.approval : ''
  expect(given(await (await deskOf(deputy)).decide(approval, 'approved'))).toEqual({ letter: 'waiting' })
  const open = given(await (await deskOf(custodian)).invitations()).find(({ email }) => email === 'judge@example.org')
  given(await (await deskOf(custodian)).withdrawInvitation(open?.id ?? ''))
  await node.asOwner(`update accounts.invitation set expires_at = now() - interval '1 s' where email = $1`, [
    person.email,
  ])
  node.mailAway = false
  await due()
  expect(await post()).toBe(0)
  expect(node.mails.filter(({ to }) => to === 'judge@example.org' || to === person.email)).toEqual([])
})
