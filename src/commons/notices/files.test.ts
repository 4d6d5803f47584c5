// SPDX-License-Identifier: Apache-2.0
/** Files of notices: sent, shown among what is read, posted with their notice, downloaded by its readers alone. */
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { attachmentMigrations, openAttachments } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { createApi, requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, matches, readLedger } from '#platform/ledger/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { type NoticeTables, noticesMigrations, noticesRoutes, openNotices } from './index.ts'

const database = databaseForTests()
const migrations = {
  access: accessMigrations,
  request: requestMigrations,
  ledger: ledgerMigrations,
  events: eventsMigrations,
  search: searchMigrations,
  attachments: attachmentMigrations,
  peers: peersMigrations,
  notices: noticesMigrations,
}
const [authority, bank, carrier] = [randomUUID(), randomUUID(), randomUUID()]
const actorOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['notices:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['co-operation'] },
})
const open = async () => {
  const { db } = await database.open<NoticeTables>('commons', migrations)
  const attachments = openAttachments({ db, folder: join(database.folder, 'files'), nodeKey: Buffer.alloc(32, 7) })
  const deskOf = (actor: Actor) => {
    const seats = () => Promise.resolve([{ organisation: { id: actor.organisation, name: 'x', kind: 'bank' }, actor }])
    return openNotices({ db, actor, seats, attachments })
  }
  return { db, attachments, deskOf, author: actorOf(authority) }
}
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'
const text = async function* (words = 'seal,number\n1,2\n') {
  yield Buffer.from(words)
}
const notice = { title: 'Seals', body: 'See the list.', audience: [bank] }

test('a file goes with its notice to its readers, and for everyone else there is none', async () => {
  const { db, deskOf, author } = await open()
  const own = deskOf(author)
  const { claim, id: file } = value(await own.receive('seals.csv', text()))
  const given = { ...notice, attachments: [claim] }
  expect(value(await own.preview(given))[0]?.fields).toContain('attachments')
  expect(codeOf(await deskOf(actorOf(bank)).download(randomUUID(), file))).toBe('not-found')
  const { id } = value(await own.post(given))
  const named = deskOf(actorOf(bank))
  expect(value(await named.read(id)).attachments).toEqual([{ id: file, name: 'seals.csv', type: 'text/csv', size: 16 }])
  expect(value(await named.list()).items.find((each) => each.id === id)?.attachments).toHaveLength(1)
  const got = value(await named.download(id, file))
  expect(got.headers['content-disposition']).toContain('attachment; filename="seals.csv"')
  expect(await new Response(got.body).text()).toBe('seal,number\n1,2\n')

  const other = deskOf(actorOf(carrier))
  expect(await other.download(id, file)).toEqual(await other.download(id, randomUUID()))
  expect(await other.download(id, file)).toEqual(await other.download(randomUUID(), file))
  // A file is reached through its own notice alone, even by whoever may read both.
  const second = value(await own.post(notice))
  expect(codeOf(await named.download(second.id, file))).toBe('not-found')
  const { lines } = value(await readLedger(db, { kind: 'attachment', id: file }))
  expect(lines.map(({ verb, organisation }) => [verb, organisation])).toEqual([
    ['download', bank],
    ['attach', authority],
  ])
  expect(await matches(db, 'attachment', file, got.sha256)).toBe(true)
})

test('a claim is good once, for whoever sent the file; the same form twice posts once', async () => {
  const { deskOf, author } = await open()
  const own = deskOf(author)
  const { claim } = value(await own.receive('a.txt', text()))
  const given = { ...notice, attachments: [claim] }
  expect(await deskOf(actorOf(authority)).post(given)).toMatchObject({ refusal: { where: 'attachments' } })
  expect(value(await deskOf(actorOf(authority)).held([claim]))).toEqual([])
  expect(value(await own.held([claim, 'made.up', '']))).toMatchObject([{ name: 'a.txt', claim }])
  expect(codeOf(await own.post({ ...notice, attachments: [claim, claim] }))).toBe('not-valid')
  const key = randomUUID()
  const [one, two] = await Promise.all([own.post(given, key), own.post(given, key)])
  expect(value(one)).toEqual(value(two))
  expect(await own.post(given)).toMatchObject({ refusal: { code: 'not-valid', where: 'attachments' } })
  const tooMany = Array.from({ length: 6 }, () => claim)
  expect(await own.post({ ...notice, attachments: tooMany })).toMatchObject({ refusal: { where: 'attachments' } })
})

test('what is not taken is refused by its reason, and only editors send files', async () => {
  const { deskOf, author } = await open()
  const own = deskOf(author)
  expect(codeOf(await own.receive('run.exe', text('MZ')))).toBe('not-supported')
  expect(codeOf(await own.receive('photo.png', text('no picture')))).toBe('wrong-name')
  expect(codeOf(await own.receive('empty.txt', text('')))).toBe('broken')
  expect(codeOf(await deskOf({ ...author, roles: [] }).receive('a.txt', text()))).toBe('not-found')
})

test('what no notice took up is swept; what one did stays', async () => {
  const { deskOf, author, attachments } = await open()
  const own = deskOf(author)
  const [kept, left] = [value(await own.receive('kept.txt', text())), value(await own.receive('left.txt', text()))]
  const { id } = value(await own.post({ ...notice, attachments: [kept.claim] }))
  expect((await attachments.sweep(0)).removed).toBeGreaterThanOrEqual(1)
  expect(await new Response(value(await own.download(id, kept.id)).body).text()).toContain('seal')
  expect((await attachments.sweep(0)).removed).toBe(0)
  const late = value(await own.post({ ...notice, attachments: [left.claim] }))
  expect(codeOf(await own.download(late.id, left.id))).toBe('damaged')
})

test('over HTTP a file is sent as bytes, posted by its claim, and comes back to be saved', async () => {
  const { deskOf, author } = await open()
  const api = createApi().route(
    '/',
    noticesRoutes(() => Promise.resolve(deskOf(author))),
  )
  const bytes = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(200_000), Buffer.from('\n%%EOF\n')])
  const sent = await api.request('/api/notices/attachments?name=plan.pdf', { method: 'POST', body: bytes })
  expect(sent.status).toBe(201)
  const { claim, id: file } = (await sent.json()) as { claim: string; id: string }
  const posted = await api.request('/api/notices', {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ ...notice, attachments: [claim] }),
  })
  const { id } = (await posted.json()) as { id: string }
  const got = await api.request(`/api/notices/${id}/attachments/${file}`)
  expect(got.headers.get('content-type')).toBe('application/pdf')
  expect(got.headers.get('content-security-policy')).toContain('sandbox')
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true)
  const refused = await api.request('/api/notices/attachments?name=a.exe', { method: 'POST', body: 'MZ' })
  expect([refused.status, refused.headers.get('content-type')]).toEqual([415, 'application/problem+json'])
})
