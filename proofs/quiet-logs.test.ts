// SPDX-License-Identifier: Apache-2.0
/**
 * What people ask, write and are called stands in no log: the real node is asked everything with planted words, some of
 * it until it fails, and then everything that it wrote down is searched for them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Node, prepareNode } from './node.ts'

let node: Node
beforeAll(async () => {
  node = await prepareNode()
  await node.start()
})
afterAll(() => node?.end())

/** Begins every planted word; nothing else does. */
const MARK = 'zqx'
let many = 0
const planted = (what: string) => `${MARK}${what}${many++}`

/** Files under the data in which the node or its database says how it does. */
const logs = (): string[] =>
  readdirSync(node.data, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.log(\.1)?$/.test(name))
    .map((name) => join(node.data, name))

const ask = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${node.origin}${path}`, { redirect: 'manual', ...init })
  return { status: answer.status, text: await answer.text() }
}
const json = (headers: Record<string, string>, body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': planted('key00000'), ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const form = (headers: Record<string, string>, fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers,
  body: new URLSearchParams(fields),
})

const noticeOf = () => ({
  ...{ title: planted('title'), body: planted('body'), contact: `${planted('name')} ${planted('mail')}@zz.example` },
  ...{ audience: 'everyone', marking: 'green' },
})

const askAsAnybody = async () => {
  await ask(`/api/substances?q=${planted('search')}`)
  await ask(`/en/substances?q=${planted('search')}`)
  await ask(`/api/match`, json({}, { text: planted('text') }))
  await ask(`/api/match`, json({}, { structure: planted('C1CC') }))
  await ask(`/api/match`, json({}, `{"text": "${planted('broken')}`))
  await ask(`/api/match/files?column=${planted('column')}`, { method: 'POST', body: `a\n${planted('row')}\n` })
  for (const path of ['/', '/api/', '/api/notices/', '/en/', '/notices/', '/invitation/', '/administration/ledger/'])
    await ask(`${path}${planted('path')}?${planted('query')}=${planted('value')}`)
  const password = { email: `${planted('mail')}@zz.example`, password: planted('password') }
  await ask('/api/auth/sign-in/email', json({ origin: node.origin }, password))
  await ask('/sign-in', form({ origin: node.origin }, { ...password, intent: 'password' }))
  await ask('/demonstration', form({ origin: node.origin }, { account: planted('account') }))
  await ask(`/api/auth/reset-password/${planted('token')}`)
  await ask('/api/notices', { headers: { authorization: `Bearer ${planted('token')}`, 'x-api-key': planted('key') } })
  await ask('/inbox', { headers: { cookie: `passerelle.session_token=${planted('cookie')}.x` } })
}

const askAsEditor = async (headers: Record<string, string>) => {
  const posted = await ask('/api/notices', json(headers, noticeOf()))
  expect(posted.status, posted.text).toBe(201)
  const { id, version } = JSON.parse(posted.text) as { id: string; version: number }
  expect((await ask(`/api/notices/${id}`, { headers })).text).toContain(MARK)
  expect((await ask(`/notices/${id}`, { headers })).text).toContain(MARK)
  await ask(`/api/notices?text=${planted('search')}&cursor=${planted('cursor')}`, { headers })
  await ask(`/notices?text=${planted('search')}`, { headers })
  await ask('/api/notices', json(headers, { ...noticeOf(), [planted('field')]: 1 }))
  await ask('/api/notices', json(headers, { ...noticeOf(), audience: [planted('id')] }))
  const withdrawn = await ask(`/api/notices/${id}/withdrawal`, json(headers, { reason: planted('reason'), version }))
  expect(withdrawn.status, withdrawn.text).toBe(200)
}

/** Incidents, by page, by API and as STIX: written, released, read, taken back, and refused. */
const askAsOfficer = async (headers: Record<string, string>) => {
  const incident = {
    ...{ kind: 'seizure', title: planted('title'), account: planted('account') },
    place: { country: 'ZZ', name: planted('place') },
    // Beside less than what a country takes for somebody's own use, nobody is named.
    goods: [{ name: planted('goods'), amount: { value: '400', unit: 'kg' } }],
    parties: [{ role: 'driver', name: planted('name'), person: true, necessity: planted('why this person') }],
    identifiers: [{ type: 'handle', value: planted('handle') }],
  }
  const reported = await ask('/api/incidents', json(headers, incident))
  expect(reported.status, reported.text).toBe(201)
  const { id, version } = JSON.parse(reported.text) as { id: string; version: number }
  const act = (command: object, at: number) => ask(`/api/incidents/${id}/acts`, json(headers, { command, version: at }))
  expect((await act({ do: 'release', release: { audience: [] } }, version)).status).toBe(200)
  expect((await ask(`/incidents/${id}`, { headers })).text).toContain(MARK)
  await ask('/incidents/new', form({ ...headers, origin: node.origin }, { do: 'read', paragraph: planted('text') }))
  await ask(`/api/incidents?text=${planted('search')}`, { headers })
  await ask('/api/incidents', json(headers, { ...incident, kind: planted('kind') }))
  await ask(`/api/incidents/${id}/requests`, json(headers, { to: planted('id'), question: planted('question') }))
  const stix = { ...headers, 'content-type': 'application/taxii+json;version=2.1' }
  const body = JSON.stringify({ objects: [{ type: 'incident', id: planted('incident--'), name: planted('name') }] })
  await ask('/taxii2/incidents/collections/incidents/objects/', { method: 'POST', headers: stix, body })
  await ask(`/taxii2/incidents/collections/${planted('name')}/objects/?match[id]=${planted('id')}`, { headers: stix })
  const authorization = `Basic ${Buffer.from(`${planted('user')}:${planted('key')}`).toString('base64')}`
  await ask('/taxii2/incidents/collections/', { headers: { authorization } })
  await ask(`/sign-in?provider=${planted('provider')}&next=/${planted('next')}`)
  await ask('/api/peers/supply/inbox', { method: 'POST', headers, body: planted('message') })
  expect((await act({ do: 'recall', reason: planted('reason') }, version + 1)).status).toBe(200)
}

/** A zero byte is text to everyone but PostgreSQL, which refuses the statement in its own words. */
const askUntilItFails = async (headers: Record<string, string>) => {
  const zero = `${planted('zero')}\u0000${planted('zero')}`
  await ask('/api/notices', json(headers, { ...noticeOf(), title: zero }))
  await ask(`/api/notices?text=${encodeURIComponent(zero)}`, { headers })
  await ask(`/en/substances?q=${encodeURIComponent(zero)}`)
  await ask('/sign-in', form({ origin: node.origin }, { email: `${zero}@zz.example`, password: planted('password') }))
  await ask('/api/auth/sign-in/email', json({ origin: node.origin }, { email: `${zero}@x.example`, password: zero }))
  await ask(`/invitation/${encodeURIComponent(zero)}`)
  await ask('/demonstration', form({ origin: node.origin }, { account: zero }))
  await ask('/administration', { ...form(headers, { intent: 'invite', email: `${zero}@zz.example` }) })
  // Statements that end with their database: PostgreSQL says which ones it was at.
  const waiting = Array.from({ length: 8 }, () => ask('/api/notices', json(headers, noticeOf())).catch(() => undefined))
  process.kill(node.database(), 'SIGKILL')
  await Promise.all(waiting)
  while ((await ask('/api/health/ready').catch(() => undefined))?.status !== 200) await sleep(50)
}

/** Keys of the node itself, which belong in no log either. */
const secrets = (): string[] => [
  readFileSync(join(node.data, 'secret'), 'utf8').trim(),
  readFileSync(join(node.data, 'postgresql.password'), 'utf8').trim(),
  ...(
    JSON.parse(readFileSync(join(node.data, 'demonstration.json'), 'utf8')) as { name: string; account: string }[]
  ).flatMap(({ name, account }) => [name, account]),
]

test('no log holds a planted name, address, password, token, text or search word, nor a key or an account', async () => {
  await askAsAnybody()
  const editor = await node.stepIn('Erik Sandberg')
  const custodian = await node.stepIn('Karin Lindqvist')
  await askAsEditor(editor)
  await askAsOfficer(await node.stepIn('Tomás Rivas'))
  for (const headers of [editor, custodian]) {
    const person = {
      email: `${planted('mail')}@zz.example`,
      language: 'en',
      clearance: 'green',
      purposes: 'co-operation',
    }
    await ask('/administration', form(headers, { intent: 'invite', name: planted('name'), ...person }))
  }
  await askUntilItFails(editor)
  const session = editor.cookie?.split('=')[1]?.slice(0, 20) ?? MARK
  const found: string[] = []
  for (const file of logs())
    for (const line of readFileSync(file, 'utf8').split('\n'))
      if ([MARK, session, ...secrets()].some((word) => line.includes(word))) found.push(`${file}: ${line}`)
  expect(found).toEqual([])
  expect(
    logs()
      .map((file) => file.split('/').at(-1))
      .sort(),
  ).toEqual(['node.log', 'postgresql.log', 'requests.log'])
  for (const file of logs()) expect(readFileSync(file, 'utf8').length, file).toBeGreaterThan(0)
  console.log(`${many} words planted, none found in ${logs().length} logs`)
})
