// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations, keyOf, sit } from '../access/index.ts'
import { databaseForTests } from '../database/for-tests.ts'
import { announce, eventsMigrations } from '../events/index.ts'
import { answerError, createApi } from '../http/index.ts'
import { ledgerMigrations } from '../ledger/index.ts'
import { openOutward, openSealer } from '../outward/index.ts'
import {
  openWebhooks,
  sendRound,
  signatureOf,
  type WebhookTables,
  webhooksMigrations,
  webhooksRoutes,
} from './index.ts'

const database = databaseForTests()
let db: Kysely<WebhookTables>
let origin = ''
let answer = 200
const heard: { headers: IncomingMessage['headers']; body: string }[] = []
/** How often an address was asked that never answers. */
let slow = 0
const server = createServer((request, response) => {
  if (request.url === '/slow') return void slow++
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    heard.push({ headers: request.headers, body })
    response.writeHead(answer).end()
  })
})
beforeAll(async () => {
  const migrations = { access: accessMigrations, ledger: ledgerMigrations, events: eventsMigrations }
  ;({ db } = await database.open<WebhookTables>('rooms', { ...migrations, webhooks: webhooksMigrations }))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.closeAllConnections())

const [own, other] = [randomUUID(), randomUUID()]
const maker: Actor = {
  ...{ account: randomUUID(), organisation: own, roles: ['webhooks:keeper'], groups: [] },
  ...{ clearance: 'amber', purposes: ['control'] },
}
/** What the account may do at this moment. */
let standing: Actor | undefined = maker
let today = new Date('2026-03-02T10:00:00Z')
const now = () => today
const later = (ms: number) => {
  today = new Date(today.getTime() + ms)
}
const shared = () => ({
  ...{ db, outward: openOutward({ isPrivateOpen: true, longest: 1000 }), now },
  sealer: openSealer('a secret that only this test has', 'webhooks'),
})
const desk = (actor = maker) => openWebhooks({ ...shared(), actor, kinds: ['thing.made', 'thing.gone'] })
const round = () => sendRound({ ...shared(), compartment: 'rooms', actorOf: async () => standing })
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'
const author: Actor = { ...maker, account: randomUUID(), organisation: other }
/** Something happens, and its event is given a place. */
const happens = async (kind: string, audience = [keyOf.organisation(own)], marking: 'amber' | 'red' = 'amber') => {
  const record = randomUUID()
  await sit(db, author, (trx) => announce(trx, { kind, record, audience, marking, purposes: ['control'] }))
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('app.dispatcher', 'on', true)`.execute(trx)
    await sql`update event set place = turn where place is null`.execute(trx)
    await sql`update event_reader set place = (select max(place) from event) where name = 'dispatch'`.execute(trx)
  })
  return record
}
const bodies = () => heard.splice(0).map(({ body }) => JSON.parse(body))
const subscribed = async (path = '/hook') =>
  value(await desk().subscribe({ url: `${origin}${path}`, kinds: ['thing.made'] }))
const silence = async () => {
  for (const each of value(await desk().list()).webhooks)
    if (each.status === 'active') await desk().act(each.id, 'pause', each.version)
  heard.splice(0)
}

test('what its maker may see is told, of the kinds asked for, with ids alone, signed so that anybody can check it', async () => {
  const { secret } = await subscribed()
  const record = await happens('thing.made')
  await happens('thing.gone') // not asked for
  await happens('thing.made', [keyOf.organisation(other)]) // not theirs
  await happens('thing.made', [keyOf.organisation(own)], 'red') // above their clearance
  await round()
  await round()
  expect(heard).toHaveLength(1)
  const [{ headers, body } = { headers: {}, body: '' }] = heard
  expect(JSON.parse(body)).toEqual({
    ...{ type: 'thing.made', timestamp: expect.any(String), data: { id: record, compartment: 'rooms' } },
  })
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  expect(headers['webhook-timestamp']).toBe(String(Math.floor(today.getTime() / 1000)))
  expect(value(await desk().list()).webhooks[0]).toMatchObject({ waiting: 0, trouble: null })
  expect(JSON.stringify(await desk().list())).not.toContain(secret)
  await silence()
})

test('the signature is the one of the published example', () => {
  // standardwebhooks.com, specification, read in 2026: id, timestamp and secret of its reference libraries' tests.
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
  expect(signatureOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', id, 1614265330, '{"test": 2432232314}')).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

test('before each sending it is asked again: what was narrowed, and who left, is told nothing more', async () => {
  const hook = await subscribed()
  answer = 500
  const record = await happens('thing.made')
  await round()
  expect(bodies()).toMatchObject([{ data: { id: record } }])
  answer = 200
  standing = { ...maker, clearance: 'green' } // meanwhile
  later(6000)
  await round()
  expect([bodies(), value(await desk().list()).dead]).toEqual([[], []])
  standing = undefined
  await happens('thing.made')
  await round()
  const [left] = value(await desk().list()).webhooks.filter(({ id }) => id === hook.webhook.id)
  expect([bodies(), left?.status, left?.trouble]).toEqual([[], 'disabled', 'no-actor'])
  standing = maker
  const again = await subscribed()
  standing = { ...maker, roles: ['another'] } // still of the organisation, and no keeper of webhooks any more
  await happens('thing.made')
  await round()
  const taken = value(await desk().list()).webhooks.find(({ id }) => id === again.webhook.id)
  expect([bodies(), taken?.status]).toEqual([[], 'disabled'])
  standing = maker
  await silence()
})

test('an address that is paused, or takes nothing, holds up no other', async () => {
  const paused = await subscribed()
  answer = 503
  for (let n = 0; n < 60; n++) await happens('thing.made')
  await round()
  await round() // they all wait, first in line, from here on
  await silence()
  expect(value(await desk().list()).webhooks.find(({ id }) => id === paused.webhook.id)?.waiting).toBe(60)
  answer = 200
  await subscribed('/slow')
  await subscribed()
  for (let n = 0; n < 3; n++) await happens('thing.made')
  later(6000)
  slow = 0
  await round()
  expect([bodies().length, slow]).toEqual([3, 1])
  await silence()
})

test('what fails is tried again with growing pauses and one id, then stays as a dead letter that can be sent again', async () => {
  await subscribed()
  answer = 503
  const record = await happens('thing.made')
  const ids = new Set<unknown>()
  let tries = 0
  const met = () => {
    for (const { headers } of heard.splice(0)) {
      ids.add(headers['webhook-id'])
      tries++
    }
  }
  await round()
  met()
  for (const pause of [5e3, 3e5, 18e5, 72e5, 18e6, 36e6, 504e5, 72e6, 864e5]) {
    later(pause - 1)
    await round()
    expect(heard, `too early before ${pause}`).toEqual([])
    later(1)
    await round()
    met()
  }
  expect([ids.size, tries]).toEqual([1, 10])
  const [dead] = value(await desk().list()).dead
  expect(dead).toMatchObject({ kind: 'thing.made', record, trouble: 'http-503' })
  expect(codeOf(await desk({ ...maker, account: randomUUID() }).again(dead?.id ?? ''))).toBe('not-found')
  // Whoever may not see the record any more is not reminded of it.
  const narrowed = desk({ ...maker, clearance: 'green' })
  expect(value(await narrowed.list()).dead).toEqual([])
  expect(codeOf(await narrowed.again(dead?.id ?? ''))).toBe('not-found')
  answer = 200
  value(await desk().again(dead?.id ?? ''))
  await round()
  expect([bodies(), value(await desk().list()).dead]).toMatchObject([[{ data: { id: record } }], []])
  expect(codeOf(await desk().again(dead?.id ?? ''))).toBe('not-found')
  await silence()
})

test('for a day after a rotation both secrets sign, and then the new one alone', async () => {
  const { webhook, secret } = await subscribed()
  const rotated = value(await desk().act(webhook.id, 'rotate', webhook.version))
  const signed = async () => {
    await happens('thing.made')
    await round()
    const [{ headers, body } = { headers: {} as IncomingMessage['headers'], body: '' }] = heard.splice(0)
    const given = (one: string) =>
      signatureOf(one, String(headers['webhook-id']), Number(headers['webhook-timestamp']), body)
    const each = String(headers['webhook-signature']).split(' ')
    return [each.length, each.includes(given(rotated.secret ?? '')), each.includes(given(secret))]
  }
  expect(await signed()).toEqual([2, true, true])
  later(24 * 3_600_000)
  expect(await signed()).toEqual([1, true, false])
  expect(codeOf(await desk().act(webhook.id, 'pause', webhook.version))).toBe('changed')
  await silence()
})

test('an address that is gone, and one that fails for five days, is switched off, and its maker is told', async () => {
  const gone = await subscribed()
  const slow = await subscribed()
  answer = 410
  await happens('thing.made')
  await round()
  const statusOf = async (id: string) => value(await desk().list()).webhooks.find((each) => each.id === id)
  expect(await statusOf(gone.webhook.id)).toMatchObject({ status: 'disabled', trouble: 'http-410' })
  const resumed = await statusOf(slow.webhook.id)
  value(await desk().act(slow.webhook.id, 'resume', resumed?.version ?? 0))
  answer = 500
  for (let day = 0; day < 7; day++) {
    await happens('thing.made')
    await round()
    later(86_400_000)
  }
  expect(await statusOf(slow.webhook.id)).toMatchObject({ status: 'disabled', trouble: 'http-500' })
  const told = await sit(db, maker, (trx) =>
    trx.selectFrom('event').select(['record', 'notify']).where('kind', '=', 'webhook.disabled').execute(),
  )
  expect(new Set(told.map(({ record }) => record))).toContain(slow.webhook.id)
  expect(JSON.stringify(told)).toContain('webhook-disabled')
  answer = 200
})

test('only who may has webhooks, to addresses that may be asked, of events that are told', async () => {
  const at = (url: string, kinds = ['thing.made'], actor = maker) => desk(actor).subscribe({ url, kinds })
  expect(codeOf(await at(origin, ['thing.hidden']))).toBe('not-valid')
  expect(codeOf(await at(origin, []))).toBe('not-valid')
  expect(codeOf(await at('ftp://example.org/'))).toBe('not-valid')
  expect(codeOf(await at(origin, ['thing.made'], { ...maker, roles: [] }))).toBe('not-found')
  const strict = openWebhooks({
    ...shared(),
    actor: maker,
    kinds: ['thing.made'],
    outward: openOutward({ isPrivateOpen: false }),
  })
  expect(codeOf(await strict.subscribe({ url: 'https://10.0.0.1/', kinds: ['thing.made'] }))).toBe('private-address')
})

test('over HTTP a secret is shown when it is made and never again; another compartment has nothing', async () => {
  await silence()
  const api = createApi()
  api.onError(answerError)
  const compartment = 'rooms'
  const own = desk({ ...maker, account: randomUUID() })
  api.route(
    '/',
    webhooksRoutes(() => Promise.resolve([{ compartment, desk: own }])),
  )
  const send = (path: string, body: object) =>
    api.request(path, {
      ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    })
  const answer = await send('/api/webhooks', { compartment, url: `${origin}/over-http`, kinds: ['thing.made'] })
  const { webhook, secret } = await answer.json()
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const acts = `/api/webhooks/${webhook.id}/acts`
  const rotated = await (await send(acts, { compartment, act: 'rotate', version: webhook.version })).json()
  expect(rotated.secret).not.toBe(secret)
  const listed = await (await api.request('/api/webhooks')).text()
  expect(JSON.parse(listed).items).toEqual([rotated.webhook])
  expect([listed.includes(secret), listed.includes(rotated.secret)]).toEqual([false, false])
  expect((await send(acts, { compartment, act: 'pause', version: webhook.version })).status).toBe(412)
  expect((await send(acts, { compartment: 'other', act: 'pause', version: 2 })).status).toBe(404)
  expect((await send(`/api/webhook-deliveries/${randomUUID()}/tries`, { compartment })).status).toBe(404)
})
