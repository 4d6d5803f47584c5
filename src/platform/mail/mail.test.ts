// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMessages } from '#basis/messages.ts'
import { type Actor, keyOf } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { type Compartment, openLogins } from '../database/index.ts'
import { actor, openForTests, police, type TestTables, tell, until } from '../events/for-tests.ts'
import { openEvents } from '../events/index.ts'
import { type Jobs, makeJobs, openJobs } from '../jobs/index.ts'
import {
  type Addressee,
  createMailbox,
  createMailer,
  type LettersAsked,
  letterConsumer,
  letterIn,
  letterQueue,
  lettersIn,
  type MailTables,
  mailMigrations,
  sendLetter,
} from './index.ts'

interface Post {
  letters: { to: string; text: string }[]
  /** Answers to the next letters after their last line; 250 when it is empty. */
  answers: string[]
  url: string
  server: Server
}

/** Speaks as much SMTP (RFC 5321) as a client needs to hand over a letter. */
const talk = (socket: Socket, post: Post) => {
  let [pending, to, letter] = ['', '', undefined as string[] | undefined]
  const say = (line: string) => socket.write(`${line}\r\n`)
  const hear = (line: string) => {
    if (letter) {
      if (line !== '.') return void letter.push(line.replace(/^\.\./, '.')) // 4.5.2
      const answer = post.answers.shift() ?? '250 taken'
      if (answer === 'vanish') post.letters.push({ to, text: letter.join('\n') })
      if (answer === 'vanish') return void socket.destroy() // taken, but the sender never hears of it
      if (answer.startsWith('250')) post.letters.push({ to, text: letter.join('\n') })
      letter = undefined
      return void say(answer)
    }
    if (line.startsWith('RCPT')) to = /<(.*)>/.exec(line)?.[1] ?? ''
    if (line === 'DATA') letter = []
    say(line === 'DATA' ? '354 go on' : line === 'QUIT' ? '221 bye' : '250 ok')
  }
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    const lines = (pending + chunk).split('\r\n')
    pending = lines.pop() ?? ''
    lines.forEach(hear)
  })
  say('220 post')
}

const openPost = async (): Promise<Post> => {
  const post = { letters: [], answers: [] } as unknown as Post
  post.server = createServer((socket) => talk(socket, post)).listen(0, '127.0.0.1')
  await once(post.server, 'listening')
  post.url = `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`
  return post
}

type Tables = TestTables & MailTables
const database = databaseForTests()
const officer = actor({ roles: ['officer'] })
const people = new Map<string, Addressee>()
const troubles: unknown[] = []
let compartment: Compartment<Tables>
let post: Post
let jobs: Jobs
let events: { close(): Promise<void> }

const person = (who: Actor, address: string, language = 'en') =>
  people.set(who.account, { actor: who, address, language })
const say = openMessages({ en: { made: '{{count}} new thing' }, fr: { made: '{{count}} nouvelle chose' } })

beforeAll(async () => {
  const opened = await openForTests<Tables>(database, 'rooms', { mail: mailMigrations })
  compartment = opened.compartment
  post = await openPost()
  const logins = openLogins(join(database.folder, 'logins.json'))
  const plans = [{ compartment: 'rooms', queues: [{ ...letterQueue, pause: 1 }] }]
  const address = (await makeJobs(database.server.adminUrl, logins, plans)).rooms as string
  const onTrouble = (trouble: unknown) => troubles.push(trouble)
  jobs = await openJobs({ compartment: 'rooms', address, onTrouble })
  const accountsOf = async (key: string) =>
    [...people.values()].map((each) => each.actor).flatMap((each) => (keyHeld(each, key) ? [each.account] : []))
  events = openEvents({ ...opened, consumers: [letterConsumer(jobs, accountsOf)], onTrouble })
  const mailer = createMailer({ url: post.url, from: 'Node <node@example.org>' })
  const addresseeOf = async (account: string) => people.get(account)
  const node = { name: 'Node', origin: 'https://node.example.org' }
  await jobs.work(letterQueue, sendLetter({ db: compartment.db, mailer, addresseeOf, say, node }))
})
afterAll(async () => {
  await events.close()
  await jobs.close()
  post.server.close()
})

const keyHeld = ({ account, organisation, roles }: Actor, key: string) =>
  key === keyOf.account(account) || roles.some((role) => key === keyOf.role(organisation, role))
const notify = (...to: string[]) => [{ to, message: 'made', values: { count: 1 }, link: '/things/1' }]
const sentTo = (address: string) => post.letters.filter(({ to }) => to === address)
const decoded = (text: string) =>
  text.replaceAll('=\n', '').replaceAll(/(=[0-9A-F]{2})+/g, (run) => decodeURIComponent(run.replaceAll('=', '%')))

test('a letter goes to who is notified, once, in both languages, and holds no record', async () => {
  person(officer, 'officer@example.org', 'fr')
  const record = randomUUID()
  const both = notify(keyOf.account(officer.account), keyOf.role(police, 'officer'))
  await tell(compartment.db, { record, data: { secret: 'planted' }, notify: both })
  await until(() => sentTo('officer@example.org').length > 0)
  const text = decoded(sentTo('officer@example.org')[0]!.text)
  expect(text).toMatch(/1 nouvelle chose[\s\S]*https:\/\/node\.example\.org\/things\/1[\s\S]*1 new thing/)
  expect(text).toMatch(/^Content-Type: text\/plain/im)
  expect(text).not.toContain('planted')
  expect(text).not.toContain(record)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(sentTo('officer@example.org')).toHaveLength(1)
})

test('a letter whose taking over was not heard is sent again with the same id', async () => {
  const who = actor()
  person(who, 'again@example.org')
  post.answers.push('451 not now', 'vanish')
  await tell(compartment.db, { notify: notify(keyOf.account(who.account)) })
  await until(() => sentTo('again@example.org').length === 2)
  const ids = sentTo('again@example.org').map(({ text }) => /^Message-ID: (<.+>)$/im.exec(text)?.[1])
  expect(ids[0]).toMatch(/^<[0-9a-f]{40}@example\.org>$/)
  expect(ids[0]).toBe(ids[1])
  expect(JSON.stringify(troubles)).not.toContain('@') // no address is written down
})

test('no letter goes to one who may not see the record when it is sent', async () => {
  const stranger = actor({ organisation: randomUUID() })
  const low = actor({ clearance: 'clear' })
  const last = actor()
  person(stranger, 'stranger@example.org')
  person(low, 'low@example.org')
  person(last, 'last@example.org')
  await tell(compartment.db, { notify: notify(...[stranger, low, last].map((who) => keyOf.account(who.account))) })
  await until(() => sentTo('last@example.org').length === 1)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect([...sentTo('stranger@example.org'), ...sentTo('low@example.org')]).toEqual([])
})

test('the error of a letter names nobody', async () => {
  const mailer = createMailer({ url: post.url, from: 'node@example.org' })
  post.answers.push('550 no such person jane.planted@example.org')
  const letter = { about: ['a'] as const, to: 'jane.planted@example.org', subject: 's', text: 't', language: 'en' }
  const error = await mailer.send(letter).catch((caught: Error) => caught)
  expect(error).toMatchObject({ name: 'MailError', final: true })
  expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain('planted')
})

test('one address is one recipient, whatever stands in it', async () => {
  const mailer = createMailer({ url: post.url, from: 'node@example.org' })
  const to = 'one@example.org, two@example.org'
  const before = post.letters.length
  await mailer.send({ about: ['b'], to, subject: 's', text: 't', language: 'en' }).catch(() => undefined)
  expect(sentTo('two@example.org')).toEqual([])
  expect(post.letters.length - before).toBeLessThanOrEqual(1)
})

test('the mailbox of the demonstration keeps a letter once', async () => {
  const mailbox = createMailbox(compartment.db)
  const letter = { about: ['a', 'b'] as const, to: 'x@example.org', subject: 'Hello', text: 'Text', language: 'en' }
  await mailbox.send(letter)
  await mailbox.send(letter)
  await mailbox.send({ ...letter, about: ['c'] as const, to: 'y@example.org' })
  expect(await lettersIn(compartment.db, { to: 'x@example.org' })).toMatchObject([{ subject: 'Hello', body: 'Text' }])
  const all = await lettersIn(compartment.db)
  expect(all.map(({ recipient }) => recipient)).toEqual(['y@example.org', 'x@example.org'])
  expect(await letterIn(compartment.db, all[1]?.id ?? '')).toEqual(all[1])
  expect(await letterIn(compartment.db, 'nothing')).toBeUndefined()
  const [event, account] = [randomUUID(), randomUUID()] as const
  const notice = { about: [event, account] as const, to: 'x@example.org', subject: 'In your inbox' }
  await mailbox.send({ ...letter, ...notice })
  const subjects = async (asked: LettersAsked) => (await lettersIn(compartment.db, asked)).map(({ subject }) => subject)
  expect(await subjects({ kind: 'inbox' })).toEqual(['In your inbox'])
  expect(await subjects({ kind: 'own' })).toEqual(['Hello', 'Hello'])
  expect(await subjects({ words: ' x@EXAMPLE  inbox ' })).toEqual(['In your inbox'])
  expect(await subjects({ words: 'inb%x' })).toEqual([])
})
