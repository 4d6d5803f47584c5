// SPDX-License-Identifier: Apache-2.0
/** From an invitation to an actor, and every way in which that is refused. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Browser, codeOf, given, nodeForTests, PASSWORD, tokenOf } from './house.testing.ts'

const node = nodeForTests()

test('the first person comes in by a link, adds a second factor, and is an actor; the link is then used up', async () => {
  const person = await node.first()
  const actor = await person.browser.actor()
  expect(actor?.roles).toEqual(['accounts:administrator', 'accounts:custodian'])
  expect(actor?.account).toBe(person.account)
  const organisation = { kind: 'authority', name: 'Other', country: 'ZZ' }
  const again = await node.accounts.createFirstInvitation({ organisation, email: 'x@example.org', language: 'en' })
  expect(again).toBeUndefined()
})

test('an invited person signs in with password and one-time code, and half a sign-in is nobody', async () => {
  const { custodian } = await node.organisation('Firm A')
  const officer = await node.member(custodian, 'Officer', ['desk:officer'])
  const browser = new Browser(node.accounts, '203.0.113.1')
  const first = await browser.post('/sign-in/email', { email: officer.email, password: PASSWORD })
  expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
  expect(await browser.actor()).toBeUndefined()
  expect((await browser.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await browser.post('/two-factor/verify-totp', { code: codeOf(officer.uri) })).status).toBe(200)
  expect(await browser.actor()).toMatchObject({ account: officer.account, roles: ['desk:officer'], clearance: 'green' })
  const told = await node.asOwner('select verb, kind from accounts.ledger_line where account = $1', [officer.account])
  expect(told.rows).toEqual([{ verb: 'accept', kind: 'invitation' }])
})

test('a password alone opens no desk, and adds no way in beside the one that is there', async () => {
  const { custodian } = await node.organisation('Firm B')
  const { administration } = await custodian.browser.desks()
  const invited = given(await administration.invite({ email: 'half@example.org', language: 'en', roles: [] }))
  const half = new Browser(node.accounts, '203.0.113.2')
  const input = { token: tokenOf(invited.link ?? ''), name: 'Half', language: 'en' as const, password: PASSWORD }
  half.keep(given(await node.accounts.accept(input, half.headers, '192.0.2.9')).setCookie)
  expect(await half.actor()).toBeUndefined()
  expect(await node.accounts.signedIn(half.headers)).toMatchObject({ method: 'invitation', whole: false })
  expect((await half.ask('GET', '/passkey/generate-register-options')).status).toBe(200)
  const signedIn = new Browser(node.accounts, '203.0.113.3')
  await signedIn.post('/sign-in/email', { email: 'half@example.org', password: PASSWORD })
  expect(await signedIn.actor()).toBeUndefined()
  expect((await signedIn.ask('GET', '/passkey/generate-register-options')).status).toBe(200)
  const user = await node.asOwner(`select id from accounts_auth."user" where email = 'half@example.org'`)
  await node.asOwner(
    `insert into accounts_auth.passkey ("publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
     values ('x', $1, 'y', 0, 'singleDevice', false)`,
    [user.rows[0].id],
  )
  expect((await signedIn.ask('GET', '/passkey/generate-register-options')).status).toBe(403)
  expect((await signedIn.post('/two-factor/enable', { password: PASSWORD })).status).toBe(403)
  const change = { currentPassword: PASSWORD, newPassword: 'another four words', revokeOtherSessions: true }
  expect((await signedIn.post('/change-password', change)).status).toBe(403)
})

test('nobody signs up, and what is not open is absent', async () => {
  const browser = new Browser(node.accounts)
  const body = { email: 'self@example.org', password: PASSWORD, name: 'Self' }
  for (const path of [
    '/sign-up/email',
    '/api-key/create',
    '/update-session',
    '/update-user',
    '/delete-user',
    '/link-social',
  ])
    expect((await browser.post(path, body)).status, path).toBe(404)
  for (const path of ['/get-session', '/list-sessions', '/callback/a/b', '/error'])
    expect((await browser.ask('GET', path)).status, path).toBe(404)
  const rows = await node.asOwner(`select from accounts_auth."user" where email = 'self@example.org'`)
  expect(rows.rowCount).toBe(0)
})

test('an invitation opens once, within its days, unless it was taken back; all refusals are one', async () => {
  const { custodian } = await node.organisation('Firm C')
  const { administration } = await custodian.browser.desks()
  const invite = async (email: string) =>
    given(await administration.invite({ email, language: 'en', roles: ['desk:reader'] }))
  const use = (link: string | undefined) =>
    node.accounts.accept(
      { token: tokenOf(link ?? ''), name: 'Somebody', language: 'en', password: PASSWORD },
      new Headers(),
      '192.0.2.9',
    )
  const used = await invite('used@example.org')
  const both = await Promise.all([use(used.link), use(used.link)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  const late = await invite('late@example.org')
  await node.asOwner(
    `update accounts.invitation set expires_at = now() - interval '1 s' where email = 'late@example.org'`,
  )
  const back = await invite('back@example.org')
  const listed = given(await administration.invitations()).find(({ email }) => email === 'back@example.org')
  given(await administration.withdrawInvitation(listed?.id ?? ''))
  const absent = await use(`x#${'a'.repeat(43)}`)
  expect(absent).toMatchObject({ ok: false, refusal: { code: 'expired' } })
  for (const link of [used.link, late.link, back.link]) expect(await use(link)).toEqual(absent)
  expect(
    (await node.asOwner(`select from accounts_auth."user" where email in ('late@example.org', 'back@example.org')`))
      .rowCount,
  ).toBe(0)
  expect(
    (await node.asOwner(`select from accounts.invitation where token_hash = $1`, [tokenOf(used.link ?? '')])).rowCount,
  ).toBe(0)
})

test('somebody who has an account joins a second organisation signed in, and switches between the two desks', async () => {
  const [one, two] = [await node.organisation('Firm D'), await node.organisation('Firm E')]
  const person = await node.member(one.custodian, 'Of Two', ['desk:officer'])
  const { administration } = await two.custodian.browser.desks()
  const invited = given(await administration.invite({ email: person.email, language: 'en', roles: ['desk:reader'] }))
  const input = { token: tokenOf(invited.link ?? ''), name: 'Of Two', language: 'en' as const }
  expect(await node.accounts.accept(input, new Headers(), '192.0.2.9')).toMatchObject({
    refusal: { code: 'sign-in-first' },
  })
  expect(given(await node.accounts.accept(input, person.browser.headers, '192.0.2.9')).setCookie).toEqual([])
  expect(await person.browser.actor()).toMatchObject({ organisation: one.id, roles: ['desk:officer'] })
  const { profile } = await person.browser.desks()
  person.browser.keep([given(await profile.switchTo(two.id)).setCookie])
  expect(await person.browser.actor()).toMatchObject({ organisation: two.id, roles: ['desk:reader'] })
  const me = given(await (await person.browser.desks()).profile.me())
  expect(me.memberships.map(({ organisation }) => organisation.name)).toEqual(['Firm D', 'Firm E'])
  expect(me).toMatchObject({ email: person.email, factors: { password: true, totp: true, passkeys: 0 } })
  const foreign = await node.organisation('Firm F')
  expect(await profile.switchTo(foreign.id)).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await profile.switchTo(randomUUID())).toEqual(await profile.switchTo(foreign.id))
  const headers = person.browser.headers
  headers.set('x-organisation', foreign.id)
  expect(await node.accounts.actorOf(headers)).toBeUndefined()
})

test('an ended membership, a suspended organisation and an ended session each end the actor at once', async () => {
  const { id, custodian } = await node.organisation('Firm G')
  const person = await node.member(custodian, 'Ends', ['desk:officer'])
  const { administration } = await custodian.browser.desks()
  const other = new Browser(node.accounts, '203.0.113.9')
  await other.post('/sign-in/email', { email: person.email, password: PASSWORD })
  await other.post('/two-factor/verify-totp', { code: codeOf(person.uri) })
  const streams = [other, person.browser, custodian.browser].map(({ headers }) => node.accounts.follow(headers))
  const followed = () => Promise.all(streams.map(async (ask) => (await ask())?.roles))
  expect(await followed()).toEqual([['desk:officer'], ['desk:officer'], ['accounts:custodian']])
  const { profile } = await person.browser.desks()
  const sessions = given(await profile.sessions())
  expect(sessions).toHaveLength(2)
  const stolen = sessions.find(({ current }) => !current)
  expect(stolen).toMatchObject({ method: 'totp', address: '203.0.113.9' })
  expect(await (await custodian.browser.desks()).profile.endSession(stolen?.id ?? '')).toMatchObject({ ok: false })
  given(await profile.endSession(stolen?.id ?? ''))
  expect(await other.actor()).toBeUndefined()
  expect(await followed()).toEqual([undefined, ['desk:officer'], ['accounts:custodian']])
  const first = (await node.first()).browser
  given(await (await first.desks()).administration.suspend(id))
  expect(await person.browser.actor()).toBeUndefined()
  expect(await custodian.browser.actor()).toBeUndefined()
  expect(await followed()).toEqual([undefined, undefined, undefined])
  given(await (await first.desks()).administration.resume(id))
  const membership = given(await administration.people()).find(({ account }) => account === person.account)
  expect(await administration.endMembership(randomUUID())).toMatchObject({ refusal: { code: 'not-found' } })
  given(await administration.endMembership(membership?.membership ?? ''))
  expect(await person.browser.actor()).toBeUndefined()
  expect(await followed()).toEqual([undefined, undefined, ['accounts:custodian']])
  given(await (await custodian.browser.desks()).profile.signOutEverywhere())
  expect(await custodian.browser.actor()).toBeUndefined()
  expect(await followed()).toEqual([undefined, undefined, undefined])
})

test('a forged, a cut and an absent cookie are nobody, and so is a stale one', async () => {
  const { custodian } = await node.organisation('Firm H')
  const [[name = '', value = ''] = []] = [...custodian.browser.cookies]
  for (const cookie of ['', `${name}=${value.slice(0, -6)}`, `${name}=${randomUUID()}.${value.split('.')[1]}`])
    expect(await node.accounts.actorOf(new Headers({ cookie }))).toBeUndefined()
  await node.asOwner(`update accounts_auth.session set "expiresAt" = now() - interval '1 s' where "userId" = $1`, [
    custodian.account,
  ])
  expect(await custodian.browser.actor()).toBeUndefined()
})

test('a key has only the roles it was given, never more than its person, and ends with it', async () => {
  const { custodian } = await node.organisation('Firm I')
  const person = await node.member(custodian, 'Has a key', ['desk:officer', 'desk:reader'])
  const { administration } = await person.browser.desks()
  const wrong = { name: 'k', days: 1, roles: ['desk:inspector'] }
  expect(await administration.createKey(wrong)).toMatchObject({ refusal: { code: 'role-not-held' } })
  const { id, key } = given(await administration.createKey({ name: 'machine', days: 30, roles: ['desk:officer'] }))
  const headers = new Headers({ authorization: `Bearer ${key}` })
  expect(await node.accounts.actorOf(headers)).toMatchObject({ account: person.account, roles: ['desk:officer'] })
  expect(await node.accounts.desksOf(headers)).toBeUndefined()
  const stored = await node.asOwner('select key from accounts_auth.apikey where id = $1', [id])
  expect(stored.rows[0].key).not.toContain(key.slice(4))
  const both = person.browser.headers
  both.set('x-api-key', 'psl_not-one')
  expect(await node.accounts.actorOf(both)).toBeUndefined()
  const custodians = (await custodian.browser.desks()).administration
  const membership =
    given(await custodians.people()).find(({ account }) => account === person.account)?.membership ?? ''
  given(await custodians.changeRoles({ membership, roles: ['desk:reader'] }))
  expect((await node.accounts.actorOf(headers))?.roles).toEqual([])
  expect(given(await custodians.keys()).map((each) => each.id)).toEqual([id])
  given(await custodians.revokeKey(id))
  expect(await node.accounts.actorOf(headers)).toBeUndefined()
})

test('a new password by mail ends every session and still asks for the second step', async () => {
  const { custodian } = await node.organisation('Firm J')
  const asking = new Browser(node.accounts, '203.0.113.20')
  const unknown = await asking.post('/request-password-reset', { email: 'nobody@example.org', redirectTo: '/reset' })
  const before = node.mails.length
  const known = await asking.post('/request-password-reset', { email: custodian.email, redirectTo: '/reset' })
  expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
  const mail = node.mails[before]
  expect(mail).toMatchObject({ to: custodian.email, language: 'fr' })
  const token = mail?.text.match(/reset-password\/([^?\s]+)/)?.[1] ?? ''
  const reset = await asking.post('/reset-password', { token, newPassword: 'quite another phrase' })
  expect(reset.status).toBe(200)
  expect(await custodian.browser.actor()).toBeUndefined()
  const back = new Browser(node.accounts, '203.0.113.21')
  const answer = await back.post('/sign-in/email', { email: custodian.email, password: 'quite another phrase' })
  expect(await answer.json()).toMatchObject({ twoFactorRedirect: true })
})

test('the compartment of accounts cannot read what opens the door, nor the other way', async () => {
  await expect(sql`select * from accounts_auth."user"`.execute(node.compartment.db)).rejects.toMatchObject({
    code: '42501',
  })
  expect(await node.compartment.db.selectFrom('membership').selectAll().execute()).toEqual([])
})
