// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readProviders } from './providers.ts'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-providers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ministry = {
  ...{ id: 'ministry', name: 'Ministry of Health', clientId: 'passerelle', clientSecret: 'never-told' },
  ...{ discoveryUrl: 'https://id.example/.well-known/openid-configuration', domains: ['health.example'] },
}
const fileOf = (content: unknown) => {
  const file = join(folder, 'oidc.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

test('providers are read from the file that the setting names; without it there are none', () => {
  expect(readProviders(undefined)).toEqual([])
  expect(readProviders(fileOf([ministry]))).toEqual([ministry])
})

test.each<[string, unknown, RegExp]>([
  ['no JSON', '[{', /not JSON/],
  ['no https', [{ ...ministry, discoveryUrl: 'http://id.example' }], /0\.discoveryUrl: an address with https/],
  ['nobody it speaks for', [{ ...ministry, domains: [] }], /0\.domains: at least one domain/],
  ['the same id twice', [ministry, ministry], /the list: ids that differ/],
  ['something unknown', [{ ...ministry, clientsecret: 'x' }], /0: /],
])('%s is refused with the place, and no secret is told', (_, content, reason) => {
  const refused = () => readProviders(fileOf(content))
  expect(refused).toThrow(reason)
  expect(refused).not.toThrow(/never-told/)
})

test('a file that is not there is said', () => {
  expect(() => readProviders(join(folder, 'none.json'))).toThrow(/ENOENT/)
})
