// SPDX-License-Identifier: Apache-2.0
/**
 * The demonstration: an invented country's organisations and people, who come in as everybody does, by invitation. Anyone
 * at this computer may step into each of them, and nobody elsewhere.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { MARKINGS } from '#platform/access/index.ts'
import type { Accounts } from '#platform/accounts/index.ts'
import { type KeptLetter, type LettersAsked, letterIn, lettersIn, type MailTables } from '#platform/mail/index.ts'
import type { Desks } from '../house.ts'
import { isThisComputer } from '../production.ts'
import { given } from './given.ts'
import organisations from './people.json' with { type: 'json' }
import { type Counters, tellStory } from './story.ts'

export interface DemonstrationUser {
  account: string
  name: string
  organisation: string
  job: { en: string; fr: string }
}

export interface Demonstration {
  users(): Promise<readonly DemonstrationUser[]>
  /**
   * Set-Cookie values of a session of one of them. Undefined for anybody else, and where connection or name of the host is
   * not this computer's: behind a proxy every connection is, and the name alone tells.
   */
  step(account: string, address: string, host: string): Promise<string[] | undefined>
  /** The letters that a node would have sent; undefined where `step` would answer nothing whoever is asked for. */
  mailbox(address: string, host: string): Mailbox | undefined
}

/** Every invitation and recovery lies open here: whoever reads it can be anybody, as in the demonstration anybody can. */
export interface Mailbox {
  /** Newest first, 200 at most. */
  letters(asked: Pick<LettersAsked, 'kind' | 'words'>): Promise<KeptLetter[]>
  letter(id: string): Promise<KeptLetter | undefined>
}

export interface DemonstrationPlan {
  accounts: Accounts
  /** Where letters are kept. */
  letters: Kysely<MailTables>
  /** Where it is remembered who came in. */
  data: string
  openDesks(headers: Headers): Promise<Desks>
  /** Where people without an account write. */
  counters: Counters
}

const HERE = '127.0.0.1'
const COUNTRY = 'ZZ'

const addressOf = (name: string) =>
  `${name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')}@zz.example`

/** The headers of somebody who stepped in. */
export const steppedIn = async (accounts: Accounts, account: string): Promise<Headers> => {
  const cookies = (await accounts.stepInto(account, HERE)) ?? []
  return new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
}

const comeIn = async (accounts: Accounts, link: string, name: string): Promise<string> => {
  const token = link.split(/[#/]/).at(-1) ?? ''
  return given(await accounts.accept({ token, name, language: 'en' }, new Headers(), HERE)).account
}

interface Person {
  name: string
  roles: string[]
  job: { en: string; fr: string }
  /** Up to which marking they read; amber where absent. */
  clearance?: string
  /** A second custodian, who approves what one alone cannot do. */
  deputy?: boolean
}
interface Given {
  kind: string
  name: string
  area: string | null
  country?: string
  /** The first looks after the others. */
  people: Person[]
}

/** What everybody there may use records for; their roles bring more. */
const PURPOSES = ['co-operation']

const isGrave = (role: string) =>
  role.startsWith('custody:') || role.startsWith('restricted:') || role === 'safeguards:officer'

/** An organisation with its people. Answers who they are. */
const found = async (
  accounts: Accounts,
  administrator: Headers | undefined,
  { kind, name, country, area, people }: Given,
): Promise<DemonstrationUser[]> => {
  const users: DemonstrationUser[] = []
  const keep = async (link: string | undefined, person: Person) => {
    const account = await comeIn(accounts, link ?? '', person.name)
    users.push({ account, name: person.name, organisation: name, job: person.job })
    return desksOf(accounts, await steppedIn(accounts, account))
  }
  const [first, ...rest] = people
  if (!first) throw new Error(`${name} has nobody.`)
  const custodian = ({ name }: Person) => ({
    email: addressOf(name),
    language: 'en' as const,
    purposes: PURPOSES,
  })
  const organisation = { kind, name, country: country ?? COUNTRY, area }
  const deputy = rest.find((person) => person.deputy)
  const made = administrator
    ? given(
        await (await desksOf(accounts, administrator)).createOrganisation({
          ...{ ...organisation, custodian: custodian(first) },
          ...(deputy && { deputy: custodian(deputy) }),
        }),
      )
    : { link: await accounts.createFirstInvitation({ ...custodian(first), organisation }) }
  const desk = await keep(made.link, first)
  const second = deputy && (await keep('deputyLink' in made ? made.deputyLink : undefined, deputy))
  for (const person of rest.filter((each) => each !== deputy)) {
    const roles = person.roles.filter((role) => !isGrave(role))
    const invitation = { email: addressOf(person.name), language: 'en' as const, clearance: 'amber' as const }
    await keep(given(await desk.invite({ ...invitation, roles, purposes: PURPOSES })).link, person)
    const { account } = users.at(-1) ?? {}
    const own = given(await desk.people()).find((each) => each.account === account)
    const clearance = MARKINGS.find((each) => each === person.clearance)
    if (!second || !own || (roles.length === person.roles.length && !clearance)) continue
    const wanted = { membership: own.membership, roles: person.roles, ...(clearance && { clearance }) }
    const change = given(await desk.changeRoles(wanted))
    if (change.state === 'waiting') given(await second.decide(change.approval, 'approved'))
  }
  return users
}

const desksOf = async (accounts: Accounts, headers: Headers) => {
  const desks = await accounts.desksOf(headers)
  if (!desks) throw new Error('The demonstration could not be made: somebody has no desk.')
  return desks.administration
}

/** Makes the invented country once; answers its users each time. */
export const openDemonstration = async ({
  accounts,
  letters,
  data,
  openDesks,
  counters,
}: DemonstrationPlan): Promise<Demonstration> => {
  const file = join(data, 'demonstration.json')
  const remembered = (): DemonstrationUser[] | undefined => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      return undefined
    }
  }
  const make = async (): Promise<DemonstrationUser[]> => {
    const users: DemonstrationUser[] = []
    let administrator: Headers | undefined
    for (const organisation of organisations) {
      users.push(...(await found(accounts, administrator, organisation)))
      administrator ??= await steppedIn(accounts, users[0]?.account ?? '')
    }
    await tellStory(async (name) => {
      const account = users.find((user) => user.name === name)?.account ?? ''
      return openDesks(await steppedIn(accounts, account))
    }, counters)
    mkdirSync(data, { recursive: true })
    writeFileSync(file, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600 })
    return users
  }
  const users = remembered() ?? (await make())
  const step: Demonstration['step'] = async (account, address, host) =>
    isThisComputer(host) && users.some((user) => user.account === account)
      ? accounts.stepInto(account, address)
      : undefined
  const mailbox: Mailbox = {
    letters: (asked) => lettersIn(letters, { ...asked, limit: 200 }),
    letter: (id) => letterIn(letters, id),
  }
  return {
    users: () => Promise.resolve(users),
    step,
    mailbox: (address, host) => (isThisComputer(address) && isThisComputer(host) ? mailbox : undefined),
  }
}
