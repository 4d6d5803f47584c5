// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { wellKnown } from './well-known.ts'

const ask = (path: string, environment: NodeJS.ProcessEnv = {}) =>
  wellKnown(readConfig(environment).security, new Date('2026-01-01T12:00:00.123Z')).request(path)

test('crawlers may read the pages and leave the API alone', async () => {
  const answer = await ask('/robots.txt')
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8$/i)
  expect(await answer.text()).toBe('User-agent: *\nAllow: /\nDisallow: /api/\n')
})

test('whoever found a hole is told whom to tell, for less than a year', async () => {
  const environment = { SECURITY_CONTACT: 'https://example.org/report', SECURITY_POLICY: 'https://example.org/policy' }
  const answer = await ask('/.well-known/security.txt', environment)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8$/i)
  expect((await answer.text()).split('\n')).toEqual([
    'Contact: https://example.org/report',
    'Expires: 2026-12-31T12:00:00Z',
    'Preferred-Languages: en, fr',
    'Policy: https://example.org/policy',
    '',
  ])
})

test('no contact is made up where the operator named none, and one that is no address is refused', async () => {
  expect((await ask('/.well-known/security.txt')).status).toBe(404)
  expect(() => readConfig({ SECURITY_CONTACT: 'ask at the desk' })).toThrow('SECURITY_CONTACT')
  expect(() => readConfig({ SECURITY_POLICY: 'http://example.org' })).toThrow('SECURITY_POLICY')
})
