// SPDX-License-Identifier: Apache-2.0
/** Somebody comes in by their ministry's own account, from the page's link to the inbox; a stranger does not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openProvider, type TestProvider } from '../src/platform/accounts/sign-in/provider.testing.ts'
import { houseForTests } from './house.ts'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-provider-'))
const person = { sub: 'm-1', email: '', email_verified: true, name: 'At the ministry' }
let provider: TestProvider
afterAll(() => {
  provider?.close()
  rmSync(folder, { recursive: true })
})

const house = houseForTests(async () => {
  provider = await openProvider(person)
  const { discoveryUrl, clientId, clientSecret } = provider
  const ministry = { id: 'ministry', name: 'Ministry of Orvane', domains: ['zz.example'] }
  const file = join(folder, 'oidc.json')
  writeFileSync(file, JSON.stringify([{ ...ministry, discoveryUrl, clientId, clientSecret }]), { mode: 0o600 })
  return { OIDC: file }
})

for (const javaScriptEnabled of [true, false])
  test(`whom the ministry knows and somebody invited comes in, and nobody else; script: ${javaScriptEnabled}`, async () => {
    const { page, context } = await house.visit({ javaScriptEnabled })
    person.sub = 'm-1'
    person.email = 'stranger@zz.example'
    await page.goto(`${house.origin}/sign-in?next=/notices`)
    await page.getByRole('link', { name: 'Ministry of Orvane' }).click()
    await page.getByText('did not open the door').waitFor()
    person.sub = 'm-2'
    person.email = 'jean.marc.oyono@zz.example'
    await page.getByRole('link', { name: 'Ministry of Orvane' }).click()
    await page.waitForURL(/\/(inbox|notices)$/)
    expect(await page.locator('header').innerText()).toContain('Jean-Marc Oyono')
    await context.close()
  })
