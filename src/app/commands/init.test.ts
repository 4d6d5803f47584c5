// SPDX-License-Identifier: Apache-2.0
/** A node made for real in a fresh folder, by the command as an operator types it. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openMessages } from '#basis/messages.ts'
import { readConfig } from '../config.ts'
import { openHouse } from '../house.ts'
import en from '../messages/en.json' with { type: 'json' }
import { createSite } from '../site.ts'
import { settleAnswers } from './init-answers.ts'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-init-'))
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true }))

const data = join(folder, 'data')
const { ORIGIN: _address, COUNTRY: _country, NODE_NAME: _name, ...inherited } = process.env
const cli = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../cli.ts'), ...args], {
    env: { ...inherited, DATA: data, LANG: 'en', LC_ALL: '', ...environment },
    encoding: 'utf8',
    input: '',
  })

const GIVEN = ['--organisation', 'Authority of Orvane', '--kind', 'authority', '--admin', 'Salma@orvane.example']
const linkIn = (text: string) => /^https:\/\/node\.example\/invitation\/(\S+)$/m.exec(text)?.[1] ?? ''

test('what is missing is refused by name where nobody can be asked, all at once, and nothing is made', () => {
  const { status, stdout, stderr } = cli(['init', '--kind', 'authority'])
  expect([status, stdout, existsSync(data)]).toEqual([2, '', false])
  for (const option of ['--country', '--organisation', '--admin', 'ORIGIN']) expect(stderr).toContain(`${option} is`)
  expect(stderr).not.toContain('--kind is')
})

test.each<[string, string[], NodeJS.ProcessEnv, string]>([
  ['a country without a pack', ['--country', 'qq', ...GIVEN], {}, 'There is no country pack "qq"; there are US, ZZ'],
  ['an address in the clear', ['--country', 'zz', ...GIVEN], { ORIGIN: 'http://node.example' }, 'it must be https'],
  ['an address with a path', ['--country', 'zz', ...GIVEN], { ORIGIN: 'https://node.example/x' }, 'without a path'],
  ['an address that is none', ['--country', 'zz', ...GIVEN], { ORIGIN: 'node.example' }, 'it must be https'],
  ['an e-mail that is none', ['--country', 'zz', ...GIVEN, '--admin', 'salma'], {}, '"salma" is no e-mail address'],
  ['who may not run a node', ['--country', 'zz', ...GIVEN, '--kind', 'bank'], {}, 'kind "bank" may not run a node'],
  ['a word too many', ['--country', 'zz', ...GIVEN, 'now'], {}, 'init takes --country'],
])('%s is refused, and nothing is made', (_what, args, environment, said) => {
  const { status, stdout, stderr } = cli(['init', ...args], { ORIGIN: 'https://node.example', ...environment })
  expect([status, stdout, existsSync(data)]).toEqual([2, '', false])
  expect(stderr).toContain(said)
})

test('on a terminal the same question comes again until its answer is one', async () => {
  const asked: string[] = []
  const answers = [
    '',
    'nowhere',
    'ZZ',
    'Authority',
    'bank',
    'ministry',
    'salma@orvane.example',
    'http://localhost:8080/',
  ]
  const complained: string[] = []
  const settled = await settleAnswers(
    {},
    { say: openMessages({ en })('en'), complain: (text) => complained.push(text) },
    (question) => {
      asked.push(question)
      return Promise.resolve(answers[asked.length - 1] ?? '')
    },
  )
  expect(settled).toEqual({
    country: 'zz',
    organisation: 'Authority',
    kind: 'ministry',
    admin: 'salma@orvane.example',
    address: 'http://localhost:8080',
  })
  expect([asked.length, new Set(asked).size, complained.length]).toEqual([8, 5, 2])
})

test('whoever leaves the terminal is told that nothing was made', async () => {
  const complained: string[] = []
  const context = { say: openMessages({ en })('en'), complain: (text: string) => complained.push(text) }
  expect(await settleAnswers({}, context, () => Promise.resolve(undefined))).toBe(undefined)
  expect(complained.join()).toContain('nothing was made')
})

test('a folder of the demonstration is made no node', () => {
  const shown = join(folder, 'shown')
  mkdirSync(shown)
  writeFileSync(join(shown, 'demonstration.json'), '[]')
  const { status, stderr } = cli(['init', '--country', 'zz', ...GIVEN], {
    DATA: shown,
    ORIGIN: 'https://node.example',
  })
  expect([status, stderr]).toEqual([2, expect.stringContaining('was made for the demonstration')])
})

test('a node is made; a lost link is taken back; the last one brings the first administrator in, once', async () => {
  const first = cli(['init', '--country', 'ZZ', ...GIVEN], { ORIGIN: 'https://node.example' })
  expect([first.status, first.stderr]).toEqual([0, ''])
  expect(first.stdout).toContain('Authority of Orvane runs the node.')
  const settled = JSON.parse(readFileSync(join(data, 'node.json'), 'utf8'))
  expect(settled).toEqual({ country: 'ZZ', baseUrl: 'https://node.example', node: 'node.example' })
  const secrets = ['secret', 'attachments.key', 'logins.json', 'ledger/commons.pem']
  const kept = () => secrets.map((name) => readFileSync(join(data, name), 'hex'))
  for (const name of [...secrets, 'wings/supply.json', 'wings/health.json'])
    expect(statSync(join(data, name)).mode & 0o777, name).toBe(0o600)
  expect(statSync(join(data, 'attachments.key')).size).toBe(32)
  const before = kept()

  // The second run reads country and address from node.json. The organisation is there already and keeps its name.
  const second = cli(['init', ...GIVEN, '--organisation', 'Another'])
  expect([second.status, second.stderr]).toEqual([0, ''])
  expect(second.stdout).toContain('Authority of Orvane runs the node.')
  expect(kept()).toEqual(before)
  const [lost, link] = [linkIn(first.stdout), linkIn(second.stdout)]
  expect([lost.length, link.length, lost === link]).toEqual([43, 43, false])

  const config = readConfig({ DATA: data })
  expect(config).toMatchObject(settled)
  const house = await openHouse(config)
  try {
    const accept = (token: string) =>
      house.accounts.accept({ token, name: 'Salma Idrissi', language: 'en' }, new Headers(), '127.0.0.1')
    expect(await accept(lost)).toMatchObject({ ok: false, refusal: { code: 'expired' } })
    expect(await house.accounts.invited(link)).toMatchObject({ email: 'salma@orvane.example' })
    expect(await accept(link)).toMatchObject({ ok: true })
    expect(await accept(link)).toMatchObject({ ok: false })

    const headerOf = async (baseUrl: string) =>
      (await (await createSite(house, { ...config, baseUrl })).request('/api/health')).headers.get(
        'strict-transport-security',
      )
    expect(await headerOf(config.baseUrl)).toBe('max-age=31536000')
    expect(await headerOf('http://localhost:8080')).toBe(null)
  } finally {
    await house.close()
  }

  const third = cli(['init', '--country', 'us', ...GIVEN], { ORIGIN: 'https://other.example' })
  expect([third.status, third.stderr]).toEqual([0, ''])
  expect(third.stdout).toContain('The node has a member already')
  expect(third.stdout).not.toMatch(/invitation|United States/)
  expect(JSON.parse(readFileSync(join(data, 'node.json'), 'utf8'))).toEqual(settled)
}, 180_000)

test('serve tells every reason why it does not, at once, in the language of the reader', () => {
  chmodSync(join(data, 'secret'), 0o644)
  const said = (LANG: string) => cli(['serve'], { LANG, ORIGIN: 'http://node.example' })
  const { status, stdout, stderr } = said('en')
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining('does not serve like this'),
    expect.stringContaining('http://node.example is not https'),
    expect.stringContaining('Set SMTP_URL and MAIL_FROM'),
    expect.stringContaining(`chmod 600 ${join(data, 'secret')}`),
  ])
  expect(said('fr').stderr).toContain('Donnez SMTP_URL et MAIL_FROM')
})

test('npm start on a node that was made for real brings no invented people into it', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: { ...inherited, DATA: data, LANG: 'en', LC_ALL: '', PORT: '0' },
    encoding: 'utf8',
    timeout: 60_000,
  })
  expect([status, stderr]).toEqual([2, expect.stringContaining('Set SMTP_URL and MAIL_FROM')])
  expect(existsSync(join(data, 'demonstration.json'))).toBe(false)
})

test('a node.json that is not as init writes it is told, and nothing is guessed', () => {
  const broken = join(folder, 'broken')
  mkdirSync(broken)
  for (const [text, where] of [
    ['{', 'not JSON'],
    ['{"country":"ZZ","baseUrl":"https://node.example","node":"a b"}', 'node'],
  ] as const) {
    writeFileSync(join(broken, 'node.json'), text)
    expect(() => readConfig({ DATA: broken })).toThrow(where)
  }
})
