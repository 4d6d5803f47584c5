// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { isThisComputer, refuseUnsafe } from './production.ts'
import { attachmentsKeyOf, secretOf } from './secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-production-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SAFE = { SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'node@mail.example', ORIGIN: 'https://node.example' }
const USER = { isRoot: false, mayBeRoot: false }

const codesOf = (environment: NodeJS.ProcessEnv, own = USER) =>
  refuseUnsafe(readConfig({ DATA: join(folder, 'none'), ...environment }), own).map(({ code }) => code)

test.each<[string, NodeJS.ProcessEnv, string[]]>([
  ['all is set', SAFE, []],
  ['all is set, behind a proxy elsewhere', { ...SAFE, HOST: '0.0.0.0' }, []],
  ['for this computer without https', { ...SAFE, ORIGIN: 'http://localhost:8080' }, []],
  ['no https', { ...SAFE, ORIGIN: 'http://node.example' }, ['no-https']],
  ['a name that only begins as this computer', { ...SAFE, ORIGIN: 'http://localhost.example' }, ['no-https']],
  ['no server for mail', { ORIGIN: SAFE.ORIGIN }, ['no-mail']],
  ['nobody whom mail comes from', { ...SAFE, MAIL_FROM: '' }, ['no-sender']],
  ['several at once', { ORIGIN: 'http://node.example' }, ['no-https', 'no-mail']],
  ['a demonstration here', { DEMONSTRATION: 'on' }, []],
  ['a demonstration on a network', { DEMONSTRATION: 'on', HOST: '0.0.0.0' }, ['shown-demonstration']],
  ['a demonstration behind a proxy', { DEMONSTRATION: 'on', PROXIES: '1' }, ['proxied-demonstration']],
  ['a demonstration with a name', { ...SAFE, DEMONSTRATION: 'on' }, ['reachable-demonstration']],
])('%s', (_what, environment, codes) => expect(codesOf(environment)).toEqual(codes))

test.each<[string, boolean, boolean, string[]]>([
  ['0.0.0.0', true, false, ['root']],
  ['0.0.0.0', true, true, []],
  ['0.0.0.0', false, false, []],
  ['127.0.0.1', true, false, []],
])('as root on %s: %s, allowed %s', (HOST, isRoot, mayBeRoot, codes) =>
  expect(codesOf({ ...SAFE, HOST }, { isRoot, mayBeRoot })).toEqual(codes),
)

test('a secret that others may read is named; as this house makes them none is', () => {
  const data = join(folder, 'data')
  secretOf({ data })
  expect(attachmentsKeyOf({ data })).toHaveLength(32)
  expect(attachmentsKeyOf({ data })).toEqual(attachmentsKeyOf({ data }))
  mkdirSync(join(data, 'wings'))
  mkdirSync(join(data, 'ledger'))
  const logins = join(folder, 'supply.json')
  const files = [
    ...['secret', 'attachments.key'].map((name) => join(data, name)),
    ...['logins.json', 'postgresql.password', 'ledger/commons.pem', 'wings/health.json'].map((name) =>
      join(data, name),
    ),
    logins,
  ]
  for (const file of files.slice(2)) writeFileSync(file, 'x', { mode: 0o600 })
  const named = () =>
    refuseUnsafe(readConfig({ ...SAFE, DATA: data, LOGINS: logins }), USER).map(({ code, given }) => [code, given])
  expect(named()).toEqual([])
  for (const file of files) {
    for (const mode of [0o644, 0o602]) {
      chmodSync(file, mode)
      expect(named()).toEqual([['readable', file]])
    }
    chmodSync(file, 0o640) // two wings under two users share a group
    expect(named()).toEqual([])
  }
})

test('a folder that was a demonstration serves nobody else', () => {
  const data = join(folder, 'demonstration')
  mkdirSync(data)
  writeFileSync(join(data, 'demonstration.json'), '[]')
  expect(codesOf({ ...SAFE, DATA: data })).toEqual(['was-demonstration'])
  expect(codesOf({ DEMONSTRATION: 'on', DATA: data })).toEqual([])
})

test('this computer is itself, whatever it is called', () => {
  for (const host of ['localhost', '127.0.0.1', '127.8.8.8', '::1', '[::1]', 'LOCALHOST'])
    expect(isThisComputer(host), host).toBe(true)
  for (const host of ['0.0.0.0', '::', '128.0.0.1', 'localhost.example', '127.0.0.1.example', ''])
    expect(isThisComputer(host), host).toBe(false)
})
