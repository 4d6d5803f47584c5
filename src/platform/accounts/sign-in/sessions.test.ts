// SPDX-License-Identifier: Apache-2.0
/** What a stolen cookie is worth, and what clocks that are wrong do to sessions. */
import { afterEach, expect, test, vi } from 'vitest'
import { Browser, codeOf, given, nodeForTests, PASSWORD, type Person } from '../house.testing.ts'

const node = nodeForTests()
const HOUR = 3_600_000
let hosts = 0
const host = () => `203.0.117.${++hosts}`

/** The same person in another browser. */
const another = async ({ email, uri }: Person): Promise<Browser> => {
  const browser = new Browser(node.accounts, host())
  await browser.post('/sign-in/email', { email, password: PASSWORD })
  expect((await browser.post('/two-factor/verify-totp', { code: codeOf(uri) })).status).toBe(200)
  expect(await browser.actor()).toBeDefined()
  return browser
}
/** Whoever copied the cookies of a browser at this moment. */
const thiefOf = (browser: Browser): Browser => {
  const thief = new Browser(node.accounts, host())
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value)
  return thief
}
const shift = (account: string, by: string) =>
  node.asOwner(
    `update accounts_auth.session set "expiresAt" = "expiresAt" + $2::interval,
    "updatedAt" = "updatedAt" + $2::interval, "createdAt" = "createdAt" + $2::interval where "userId" = $1`,
    [account, by],
  )
const expiryOf = async (account: string): Promise<number> => {
  const { rows } = await node.asOwner(`select max("expiresAt") as at from accounts_auth.session where "userId" = $1`, [
    account,
  ])
  return (rows[0].at as Date).getTime()
}
/** Everything that looks at a session, and none of it may throw. */
const everyDoor = async (browser: Browser) => {
  const asked = await browser.ask('GET', '/passkey/list-user-passkeys')
  const { signedIn, desksOf } = node.accounts
  return [await browser.actor(), await signedIn(browser.headers), await desksOf(browser.headers), asked.status]
}
const SHUT = [undefined, undefined, undefined, 401]

afterEach(() => {
  vi.useRealTimers()
})

test('a cookie that was copied opens nothing after its session is over', async () => {
  const { custodian } = await node.organisation('Over')
  const thief = thiefOf(custodian.browser)
  expect(await thief.actor()).toBeDefined()
  await shift(custodian.account, '-13 hours')
  expect(await everyDoor(thief)).toEqual(SHUT)
  expect(await everyDoor(custodian.browser)).toEqual(SHUT)
})

test('a session that is used all day ends after a day, at every door', async () => {
  const { custodian } = await node.organisation('All day')
  const age = (hours: number) =>
    node.asOwner(
      `update accounts_auth.session set "createdAt" = now() - make_interval(hours => $2) where "userId" = $1`,
      [custodian.account, hours],
    )
  await age(23)
  expect(await custodian.browser.actor()).toBeDefined()
  const thief = thiefOf(custodian.browser)
  await age(25)
  const asked = await thief.post('/two-factor/generate-backup-codes', { password: PASSWORD })
  expect(asked.status).toBe(401)
  expect(await everyDoor(thief)).toEqual(SHUT)
  expect(await everyDoor(custodian.browser)).toEqual(SHUT)
})

test('signing out, ending it from elsewhere and ending all shut out whoever copied the cookie', async () => {
  const { custodian } = await node.organisation('Elsewhere')
  const [one, two, three] = [await another(custodian), await another(custodian), await another(custodian)]
  const thieves = [one, two, three].map(thiefOf)
  await one.post('/sign-out')
  expect(await everyDoor(thieves[0] as Browser)).toEqual(SHUT)

  const { profile } = await three.desks()
  const mine = given(await profile.sessions())
  const other = mine.find(({ address }) => address === two.address)
  given(await profile.endSession(other?.id ?? ''))
  expect(await everyDoor(thieves[1] as Browser)).toEqual(SHUT)
  expect(await three.actor()).toBeDefined()

  given(await profile.signOutEverywhere())
  for (const browser of [three, custodian.browser, ...thieves]) expect(await everyDoor(browser)).toEqual(SHUT)
})

test('a changed password ends the sessions elsewhere; a reset one ends all', async () => {
  const { custodian } = await node.organisation('Changed')
  const here = await another(custodian)
  const thief = thiefOf(custodian.browser)
  const newPassword = 'other words by chance'
  const changed = await here.post('/change-password', { currentPassword: PASSWORD, newPassword })
  expect(changed.status).toBe(200)
  expect(await everyDoor(thief)).toEqual(SHUT)
  expect(await here.actor()).toBeDefined()

  const visitor = new Browser(node.accounts, host())
  await visitor.post('/request-password-reset', { email: custodian.email, redirectTo: '/sign-in/reset' })
  const letter = node.mails.findLast(({ to }) => to === custodian.email)?.text ?? ''
  const token = /reset-password\/([^?\s]+)/.exec(letter)?.[1]
  expect((await visitor.post('/reset-password', { token, newPassword: 'third words by chance' })).status).toBe(200)
  expect(await everyDoor(here)).toEqual(SHUT)
})

test('whoever changes a cookie by one letter, or brings none that was ever given, is nobody', async () => {
  const { custodian } = await node.organisation('Changed letters')
  const [name = ''] = [...custodian.browser.cookies.keys()].filter((each) => each.includes('session_token'))
  const value = custodian.browser.cookies.get(name) ?? ''
  for (const at of [0, 10, value.length - 3]) {
    const forged = thiefOf(custodian.browser)
    forged.cookies.set(name, value.slice(0, at) + (value[at] === 'a' ? 'b' : 'a') + value.slice(at + 1))
    expect(await everyDoor(forged), `letter ${at}`).toEqual(SHUT)
  }
  for (const odd of ['', 'x', '%', '.'.repeat(5000), '%00.%00']) {
    const forged = thiefOf(custodian.browser)
    forged.cookies.set(name, odd)
    expect(await everyDoor(forged), odd.slice(0, 9)).toEqual(SHUT)
  }
})

test('a server clock that jumps ahead ends sessions and breaks nothing; people sign in again', async () => {
  const { custodian } = await node.organisation('Ahead')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * HOUR })
  expect(await everyDoor(custodian.browser)).toEqual(SHUT)
  const browser = await another(custodian)
  expect(await expiryOf(custodian.account)).toBeLessThanOrEqual(Date.now() + 12 * HOUR)
  vi.useRealTimers()
  // Back at the right time, the session of the wrong one is not worth more than it was: a day and a half at most.
  expect(await browser.actor()).toBeDefined()
  await shift(custodian.account, '-43 hours')
  expect(await everyDoor(browser)).toEqual(SHUT)
})

test('a clock that jumps back neither breaks sign-in nor lets a session live without bound', async () => {
  const { custodian } = await node.organisation('Back')
  const before = await expiryOf(custodian.account)
  const now = Date.now()
  for (const hours of [1, 24, 24 * 30]) {
    vi.useFakeTimers({ toFake: ['Date'], now: now - hours * HOUR })
    for (let i = 0; i < 3; i++) expect(await custodian.browser.actor()).toBeDefined()
    expect(await expiryOf(custodian.account)).toBeLessThanOrEqual(before)
    vi.useRealTimers()
  }
  // Used now and then, it is renewed by the clock as it is, and never for more than twelve hours.
  await shift(custodian.account, '-1 hour')
  expect(await custodian.browser.actor()).toBeDefined()
  expect(await expiryOf(custodian.account)).toBeLessThanOrEqual(Date.now() + 12 * HOUR)
  vi.useFakeTimers({ toFake: ['Date'], now: now - 24 * HOUR })
  const browser = await another(custodian)
  vi.useRealTimers()
  expect(await everyDoor(browser)).toEqual(SHUT) // begun yesterday, by its own clock
})
