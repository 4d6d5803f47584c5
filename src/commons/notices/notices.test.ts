// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations, type Seat } from '#platform/access/index.ts'
import { attachmentMigrations } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, matches, readLedger } from '#platform/ledger/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { type NoticeTables, noticesMigrations, openNotices } from './index.ts'

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
const actorOf = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  account: randomUUID(),
  organisation,
  roles: ['notices:editor'],
  groups: [],
  clearance: 'amber',
  purposes: ['co-operation'],
  ...over,
})
const seatsOf = (actors: Actor[]): Seat[] =>
  actors.map((actor) => ({ organisation: { id: actor.organisation, name: 'x', kind: 'bank' }, actor }))

const open = async (...actors: Actor[]) => {
  const { db } = await database.open<NoticeTables>('commons', migrations)
  const seats = () => Promise.resolve(seatsOf(actors))
  return { db, desks: actors.map((actor) => openNotices({ db, actor, seats })) }
}
const notice = { title: 'Meeting on 3 June', body: 'In the usual place.', contact: 'A. Diallo', audience: [bank] }
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

test('a notice reaches whom it names, and for everyone else it does not exist', async () => {
  const { desks } = await open(actorOf(authority), actorOf(bank), actorOf(carrier))
  const [own, named, other] = desks as [(typeof desks)[0], (typeof desks)[0], (typeof desks)[0]]
  const { id } = value(await own.post(notice))
  expect(value(await named.read(id)).title).toBe(notice.title)
  expect(value(await named.list({ text: 'meet' })).items.map((each) => each.id)).toContain(id)
  expect(codeOf(await other.read(id))).toBe('not-found')
  expect(await other.read(id)).toEqual(await other.read(randomUUID()))
  expect(value(await other.list({ text: 'meet' })).items).toEqual([])
  expect(value(await other.count({ text: 'meet' }))).toBe(0)
})

test('who will see it is said before and after, field by field, to those who post it only', async () => {
  const cleared = actorOf(bank, { clearance: 'red' })
  const { desks } = await open(actorOf(authority), actorOf(bank), cleared, actorOf(carrier))
  const given = { ...notice, contactMarking: 'red' as const }
  const seen = value(await desks[0]!.preview(given))
  expect(seen.map(({ organisation, fields }) => [organisation.id, fields])).toEqual([
    [authority, ['title', 'body', 'contact']],
    [bank, ['title', 'body']],
    [bank, ['title', 'body', 'contact']],
  ])
  const { id } = value(await desks[0]!.post(given))
  expect(value(await desks[0]!.viewers(id))).toEqual(seen)
  expect(codeOf(await desks[1]!.viewers(id))).toBe('not-found')
  expect(value(await desks[1]!.read(id))).not.toHaveProperty('contact')
  expect(value(await desks[2]!.read(id)).contact).toBe('A. Diallo')
})

test('only its editors post, only those who posted it withdraw, and a change in between is told', async () => {
  const { desks } = await open(actorOf(authority), actorOf(bank), actorOf(authority, { roles: [] }))
  expect(codeOf(await desks[2]!.post(notice))).toBe('not-found')
  expect(codeOf(await desks[2]!.preview(notice))).toBe('not-found')
  const { id, version } = value(await desks[0]!.post(notice))
  expect(codeOf(await desks[1]!.withdraw(id, 'not ours', version))).toBe('not-found')
  expect(codeOf(await desks[0]!.withdraw(id, 'moved', version + 1))).toBe('changed')
  const withdrawn = value(await desks[0]!.withdraw(id, 'moved', version))
  expect(withdrawn.withdrawn?.reason).toBe('moved')
  expect(codeOf(await desks[0]!.withdraw(id, 'again', version + 1))).toBe('changed')
})

test('a form sent twice posts once; a bad one is told where', async () => {
  const { desks } = await open(actorOf(authority))
  const key = randomUUID()
  const [one, two] = await Promise.all([desks[0]!.post(notice, key), desks[0]!.post(notice, key)])
  expect(one).toEqual(two)
  expect(codeOf(await desks[0]!.post({ ...notice, title: 'Other' }, key))).toBe('key-reused')
  expect(await desks[0]!.post({ ...notice, title: ' ' })).toMatchObject({
    refusal: { code: 'not-valid', where: 'title' },
  })
})

test('pages follow each other without loss or repetition while notices are posted', async () => {
  const organisation = randomUUID()
  const { desks } = await open(actorOf(organisation))
  const posted: string[] = []
  for (let i = 0; i < 7; i++)
    posted.unshift(value(await desks[0]!.post({ ...notice, title: `Page ${i}`, audience: [organisation] })).id)
  const seen: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { from: organisation, limit: 3, ...(cursor === undefined ? {} : { cursor }) }
    const page: { items: { id: string }[]; next: string | null } = value(await desks[0]!.list(query))
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.next
    await desks[0]!.post({ ...notice, title: 'Newer', audience: [organisation] })
  }
  expect(seen).toEqual(posted)
  expect(value(await desks[0]!.list({ from: organisation, text: 'page 3' })).items.map(({ title }) => title)).toEqual([
    'Page 3',
  ])
  expect(codeOf(await desks[0]!.list({ cursor: 'zzz' }))).toBe('not-valid')
})

test('what is written and read stands in the ledger, with a digest of what was said', async () => {
  const editor = actorOf(randomUUID())
  const { db, desks } = await open(editor)
  const { id } = value(await desks[0]!.post({ ...notice, audience: 'everyone' }))
  await desks[0]!.read(id)
  const { lines } = value(await readLedger(db, { kind: 'notice', id }))
  expect(lines.map(({ verb, account }) => [verb, account])).toEqual([
    ['read', editor.account],
    ['post', editor.account],
  ])
  const content = JSON.stringify([notice.title, notice.body, notice.contact, null, null])
  expect(await matches(db, 'notice', id, content)).toBe(true)
})
