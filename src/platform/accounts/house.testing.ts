// SPDX-License-Identifier: Apache-2.0
/** A node with accounts on a real PostgreSQL, and people who use it as a browser would. */
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Outcome } from '#basis/outcome.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { type Compartment, makeCompartments, openCompartment, openLogins } from '../database/index.ts'
import { appendLine, ledgerMigrations } from '../ledger/index.ts'
import {
  type Accounts,
  type AccountsDesks,
  type AccountsLine,
  type AccountsSettings,
  type AccountsTables,
  accountsPlans,
  type Mail,
  openAccounts,
  type RoleDeclaration,
} from './index.ts'

export const BASE = 'http://localhost:8080'
export const PASSWORD = 'four words by chance'
const kind = (id: string) => ({ id, sector: 'any', name: { en: id, fr: id } })
const role = (id: string, kinds: string[] | 'any', secondPerson = false): RoleDeclaration => ({
  ...{ id, name: { en: id, fr: id }, kinds, secondPerson },
})
export const ROLES = [
  role('desk:officer', ['authority', 'firm']),
  role('desk:reader', 'any'),
  role('desk:judge', 'any', true),
  role('desk:inspector', ['authority']),
  { ...role('desk:sealed', ['tribunal']), ownCustodians: true },
]

export const given = <T>(outcome: Outcome<T> | undefined): T => {
  if (!outcome?.ok) throw new Error(`refused: ${JSON.stringify(outcome?.refusal)}`)
  return outcome.value
}

/** A browser: keeps cookies, sends its origin. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #accounts: Accounts
  readonly address: string
  readonly base: string
  constructor(accounts: Accounts, address = '192.0.2.1', base = BASE) {
    this.#accounts = accounts
    this.address = address
    this.base = base
  }
  get headers(): Headers {
    return new Headers({ cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') })
  }
  keep(lines: readonly string[]): this {
    for (const line of lines) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      if (/max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return this
  }
  async ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Response> {
    const headers = this.headers
    headers.set('origin', this.base)
    for (const [name, value] of Object.entries(more)) headers.set(name, value)
    if (body !== undefined) headers.set('content-type', 'application/json')
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await this.#accounts.handler(new Request(`${this.base}/api/auth${path}`, init), this.address)
    this.keep(response.headers.getSetCookie())
    return response
  }
  post(path: string, body: unknown = {}): Promise<Response> {
    return this.ask('POST', path, body)
  }
  actor() {
    return this.#accounts.actorOf(this.headers)
  }
  async desks(): Promise<AccountsDesks> {
    const desks = await this.#accounts.desksOf(this.headers)
    if (!desks) throw new Error('no desks')
    return desks
  }
}

/** The one-time code of an `otpauth:` address now (RFC 6238). */
export const codeOf = (uri: string): string => {
  const letters = new URL(uri).searchParams.get('secret') ?? ''
  const bits = [...letters].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [],
  )
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

export const tokenOf = (link: string) => link.split('/').at(-1) ?? ''

export interface Person {
  browser: Browser
  account: string
  email: string
  uri: string
}

export interface TestNode {
  accounts: Accounts
  compartment: Compartment<AccountsTables>
  authAddress: string
  mails: Mail[]
  /** The mail server takes nothing. */
  mailAway?: boolean
  lines: AccountsLine[]
  /** As the owner of everything: for what only time or an operator's hand can do. */
  asOwner(statement: string, values?: unknown[]): Promise<pg.QueryResult>
  /** Another node over the same compartments. */
  another(over: Partial<AccountsSettings>): Accounts
  /** Accepts, adds one-time codes: the person then has a whole session. */
  come(link: string, name: string): Promise<Person>
  first(): Promise<Person>
  /** An organisation with a custodian and a deputy. */
  organisation(name: string, kind?: string): Promise<{ id: string; custodian: Person; deputy: Person }>
  /** A member who was invited with these roles. */
  member(custodian: Person, name: string, roles: string[]): Promise<Person>
}

let count = 0
let hosts = 0
const addressOf = () => `198.51.${Math.floor(++hosts / 250)}.${(hosts % 250) + 1}`

export const nodeForTests = (): TestNode => {
  const database = databaseForTests()
  const node = { mails: [] as Mail[], lines: [] as AccountsLine[] } as TestNode
  const opened: { close(): Promise<void> }[] = []
  let owner: pg.Pool
  let firstPerson: Promise<Person> | undefined
  const settings = (over: Partial<AccountsSettings>): AccountsSettings => ({
    accounts: node.compartment,
    authAddress: node.authAddress,
    secret: 'a secret of the tests, forty letters long',
    baseUrl: BASE,
    kinds: ['authority', 'firm', 'society', 'tribunal'].map(kind),
    roles: ROLES,
    operators: ['authority'],
    sendMail: async (mail) => {
      if (node.mailAway) throw new Error('The mail server is away.')
      node.mails.push(mail)
    },
    record: (trx, actor, line) => {
      node.lines.push(line)
      return appendLine(trx, actor, line)
    },
    demonstration: false,
    ...over,
  })
  beforeAll(async () => {
    const logins = openLogins(join(database.folder, 'logins.json'))
    const addresses = await makeCompartments(
      database.server.adminUrl,
      logins,
      accountsPlans({ ledger: ledgerMigrations }),
    )
    node.authAddress = addresses.accounts_auth as string
    node.compartment = openCompartment('accounts', addresses.accounts as string)
    const ownersUrl = new URL(database.server.adminUrl)
    ownersUrl.pathname = '/passerelle'
    owner = new pg.Pool({ connectionString: ownersUrl.toString(), max: 2 })
    owner.on('error', () => undefined) // the server may be stopped while a connection is still closing
    node.accounts = node.another({})
    opened.push(node.compartment, { close: () => owner.end() })
  })
  afterAll(async () => {
    for (const each of opened) await each.close()
  })
  node.asOwner = (statement, values) => owner.query(statement, values)
  node.another = (over) => {
    const accounts = openAccounts(settings(over))
    opened.unshift(accounts)
    return accounts
  }
  node.come = async (link, name) => {
    const browser = new Browser(node.accounts, addressOf())
    const accepted = given(
      await node.accounts.accept(
        { token: tokenOf(link), name, language: 'fr', password: PASSWORD },
        browser.headers,
        '192.0.2.9',
      ),
    )
    browser.keep(accepted.setCookie)
    const enabled = (await (await browser.post('/two-factor/enable', { password: PASSWORD })).json()) as {
      totpURI: string
    }
    const verified = await browser.post('/two-factor/verify-totp', { code: codeOf(enabled.totpURI) })
    expect(verified.status).toBe(200)
    const email = (await node.accounts.signedIn(browser.headers))?.email ?? ''
    return { browser, account: accepted.account, email, uri: enabled.totpURI }
  }
  node.first = () => {
    firstPerson ??= (async () => {
      const organisation = { kind: 'authority', name: 'Authority', country: 'ZZ' }
      const link = await node.accounts.createFirstInvitation({
        organisation,
        email: 'first@example.org',
        language: 'en',
      })
      return node.come(link ?? '', 'First Person')
    })()
    return firstPerson
  }
  node.organisation = async (name, of = 'firm') => {
    const { administration } = await (await node.first()).browser.desks()
    const [custodian, deputy] = [++count, ++count].map((n) => ({
      email: `custodian${n}@example.org`,
      language: 'fr' as const,
    }))
    if (!custodian || !deputy) throw new Error('unreachable')
    const made = given(await administration.createOrganisation({ kind: of, name, country: 'ZZ', custodian, deputy }))
    return {
      id: made.organisation,
      custodian: await node.come(made.link ?? '', `Custodian of ${name}`),
      deputy: await node.come(made.deputyLink ?? '', `Deputy of ${name}`),
    }
  }
  node.member = async (custodian, name, roles) => {
    const { administration } = await custodian.browser.desks()
    const email = `member${++count}@example.org`
    const invited = given(await administration.invite({ email, language: 'en', roles, purposes: ['control'] }))
    return node.come(invited.link ?? '', name)
  }
  return node
}
