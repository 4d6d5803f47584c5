// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Outcome } from '#basis/outcome.ts'
import { type Actor, accessMigrations, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { idOf, peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { cardOf } from './card.ts'
import { type NewPractice, newPracticeShape, type PracticesDesk } from './contract.ts'
import {
  openPractices,
  openPublicPractices,
  type PracticeTables,
  practiceFacts,
  practiceKinds,
  practicesMigrations,
} from './index.ts'

const database = databaseForTests()
const [authority, bank, clinic] = [randomUUID(), randomUUID(), randomUUID()]
const friend = { id: randomUUID(), name: 'lumen.example' }
const liar = { id: randomUUID(), name: 'elsewhere.example' }
const author = { id: randomUUID(), name: 'Authority of Lumen', kind: 'authority' }

let db: Kysely<PracticeTables>
beforeAll(async () => {
  const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
  const more = { events: eventsMigrations, search: searchMigrations, peers: peersMigrations }
  const compartment = await database.open<PracticeTables>('commons', {
    ...{ ...platform, ...more, practices: practicesMigrations },
  })
  db = compartment.db
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    await trx.insertInto('peer_offer').values({ node: friend.id, organisation: authority, is_open: true }).execute()
  })
})

const desk = (organisation: string, over: Partial<Actor> = {}): PracticesDesk =>
  openPractices({
    db,
    actor: {
      ...{ account: randomUUID(), organisation, roles: ['practices:editor'], groups: [], clearance: 'amber' },
      ...{ purposes: ['co-operation'], ...over },
    },
    seats: () => Promise.resolve([]),
    kinds: ['authority', 'bank'],
  })
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail} ${outcome.refusal.where ?? ''}`)
  return outcome.value
}
const codeOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.refusal.code)
const texts = (title: string) => ({ title, summary: 'Short.', problem: 'A wrong.', done: 'A deed.', result: 'A good.' })
const practice = (over: Partial<NewPractice> = {}): NewPractice => ({
  ...{ texts: { en: texts('Numbered seals') }, setting: 'supply', audience: ['authority'], country: 'ZZ' },
  ...{ from: '2025-03', effect: 'likely', grade: 'low', ...over },
})
const published = async (over: Partial<NewPractice> = {}) => {
  const own = desk(authority)
  const { id, version } = value(await own.prepare(practice(over)))
  return value(await own.act(id, { do: 'publish' }, version))
}

test('a draft is its editors’; published it is found by everybody, and by nobody without an account unless public', async () => {
  const own = desk(authority)
  const draft = value(await own.prepare(practice({ texts: { en: texts('Sniffing hounds') } })))
  expect(codeOf(await desk(bank).read(draft.id))).toBe('not-found')
  expect(codeOf(await desk(authority, { roles: [] }).read(draft.id))).toBe('not-found')
  expect(value(await desk(bank).count({ text: 'hounds' }))).toBe(0)
  const changed = value(await own.revise(draft.id, practice({ texts: { fr: texts('Chiens') } }), draft.version))
  expect(codeOf(await own.act(draft.id, { do: 'publish' }, draft.version))).toBe('changed')
  const out = value(await own.act(draft.id, { do: 'publish' }, changed.version))
  expect(out).toMatchObject({ status: 'published', may: ['withdraw'], organisation: authority })
  expect(codeOf(await own.revise(draft.id, practice(), out.version))).toBe('not-now')
  const member = desk(clinic, { roles: [] })
  expect(value(await member.list({ text: 'chiens' })).items.map(({ id }) => id)).toEqual([draft.id])
  expect(codeOf(await member.prepare(practice()))).toBe('not-found')
  const everybody = openPublicPractices(db)
  expect(await everybody.open(draft.id)).toBeUndefined()
  const open = await published({ reach: 'public' })
  expect((await everybody.list()).map(({ id }) => id)).toEqual([open.id])
  const gone = value(await own.act(open.id, { do: 'withdraw', reason: 'It was a mistake.' }, open.version))
  expect(gone.ended?.reason).toBe('It was a mistake.')
  expect(await everybody.open(open.id)).toMatchObject({ status: 'withdrawn' })
  expect(await everybody.list()).toEqual([])
  const { lines } = value(await readLedger(db, { kind: 'practice', id: open.id }))
  expect(lines.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['prepare', 'publish', 'withdraw']))
})

test('another organisation says what became of it, once, the latest; nobody says so of their own', async () => {
  const { id, version } = await published()
  expect(codeOf(await desk(authority).reuse(id, { outcome: 'used' }))).toBe('not-now')
  expect(codeOf(await desk(bank, { roles: [] }).reuse(id, { outcome: 'used' }))).toBe('not-found')
  value(await desk(bank).reuse(id, { outcome: 'did-not-work', note: 'Too dear.' }))
  value(await desk(bank).reuse(id, { outcome: 'adapted', note: 'With fewer seals.' }))
  value(await desk(clinic).reuse(id, { outcome: 'did-not-work' }))
  const read = value(await desk(authority).read(id))
  expect(read).toMatchObject({ reused: 1, mayReuse: false })
  expect(read.reuses.map(({ from, outcome }) => [from, outcome])).toEqual([
    [clinic, 'did-not-work'],
    [bank, 'adapted'],
  ])
  value(await desk(bank).translate(id, { language: 'es', texts: texts('Precintos') }))
  expect(codeOf(await desk(bank).translate(id, { language: 'en', texts: texts('x') }))).toBe('not-valid')
  expect(value(await desk(clinic).read(id)).translations).toMatchObject([{ language: 'es', from: bank }])
  const key = randomUUID()
  const first = value(await desk(authority).act(id, { do: 'withdraw', reason: 'x' }, version, key))
  expect(first.status).toBe('withdrawn')
  expect(codeOf(await desk(bank).reuse(id, { outcome: 'used' }))).toBe('not-now')
})

test('evidence and its grade agree, it ends after it began, its audience is known, its page is https', () => {
  const at = (over: object) => newPracticeShape.safeParse({ ...practice(), ...over }).error?.issues[0]?.path.join('.')
  expect(at({})).toBeUndefined()
  expect(at({ effect: 'not-evaluated' })).toBe('grade')
  expect(at({ effect: 'not-evaluated', grade: 'none' })).toBeUndefined()
  expect(at({ grade: 'none' })).toBe('grade')
  expect(at({ until: '2024' })).toBe('until')
  expect(at({ until: '2025' })).toBeUndefined()
  expect(at({ page: 'http://x.example' })).toBe('page')
  expect(at({ page: 'javascript:alert(1)' })).toBe('page')
  expect(at({ texts: {} })).toBe('texts')
})

test('its figures count what stands and what others use', async () => {
  const before = await practiceFacts({ ...plan(), organisations: [bank] })
  expect(before).toMatchObject([{ indicator: 'IND-129', value: 0 }])
  const [id, other] = [value(await desk(bank).prepare(practice())), value(await desk(bank).prepare(practice()))]
  for (const each of [id, other]) value(await desk(bank).act(each.id, { do: 'publish' }, each.version))
  value(await desk(clinic).reuse(id.id, { outcome: 'used' }))
  value(await desk(clinic).reuse(other.id, { outcome: 'did-not-work' }))
  expect(await practiceFacts({ ...plan(), organisations: [bank] })).toMatchObject([
    { indicator: 'IND-129', value: 2, unit: 'number' },
    { indicator: 'IND-101', value: 50, unit: 'percent' },
  ])
})
const plan = () => ({ db, country: 'ZZ', year: new Date().getUTCFullYear(), now: new Date() })

test('a card says all of it in one piece of JSON, and what others say as theirs', async () => {
  const { id } = await published({ reach: 'public' })
  value(await desk(bank).reuse(id, { outcome: 'used', note: 'Works.' }))
  const found = await openPublicPractices(db).open(id)
  if (!found) throw new Error('It is not public.')
  const card = cardOf(found, {
    url: 'https://n.example/en/practices/1',
    nameOf: () => 'A bank',
    publisher: 'Authority',
  })
  expect(card).toMatchObject({ '@type': 'CreativeWork', name: 'Numbered seals', temporalCoverage: '2025-03/..' })
  expect(card.additionalProperty).toContainEqual({ '@type': 'PropertyValue', propertyID: 'evidence', value: 'low' })
  expect(card.review).toMatchObject([{ author: { name: 'A bank' }, reviewBody: 'Works.' }])
})

const told = (over: object = {}, content: object = {}) => ({
  ...{ from: author, to: [authority], reach: 'members', published: '2026-03-02T10:00:00.000Z' },
  content: {
    ...{ texts: { en: texts('From afar') }, setting: 'supply', audience: ['observatory'], country: 'XV' },
    ...{ from: '2025', effect: 'mixed', grade: 'very-low', costs: '', page: '', ...content },
  },
  ...over,
})
const says = async (from: typeof friend, payload: unknown, id: string = randomUUID(), name = 'practices.practice') => {
  const kind = practiceKinds.find((each) => each.kind === name)
  const shaped = kind?.shape.safeParse(payload)
  if (!kind || !shaped) throw new Error(`No such kind: ${name}`)
  if (!shaped.success) return `shape: ${shaped.error.issues[0]?.path.join('.')}`
  const message = { id, kind: name, sent: new Date().toISOString(), payload: shaped.data }
  const answer = await db.transaction().execute((trx) => kind.receive(trx, message, from))
  return answer.ok ? answer.value : answer.refusal.code
}
const takeBack = (from: typeof friend, message: string, reason?: string) =>
  db.transaction().execute((trx) => practiceKinds[0]!.recalled(trx, message, from, reason))

test('what another node told is read by whom it named, or by members where it is public there, and never without an account', async () => {
  const [message, open] = [randomUUID(), randomUUID()]
  expect(await says(friend, told(), message)).toBe('accepted')
  const id = idOf(friend.id, message)
  expect(value(await desk(authority).read(id))).toMatchObject({ node: friend, status: 'published', may: [] })
  expect(codeOf(await desk(bank).read(id))).toBe('not-found')
  expect(await says(friend, told({ reach: 'public' }), open)).toBe('accepted')
  expect(codeOf(await desk(bank).read(idOf(friend.id, open)))).toBe('ok')
  expect(await openPublicPractices(db).open(idOf(friend.id, open))).toBeUndefined()
  expect(await says(liar, told())).toBe('not-found')
  expect(await says(friend, told({ to: [bank] }))).toBe('not-found')
  expect(await says(friend, told({}, { texts: { tlh: texts('x') } }))).toMatch('shape: content.texts')
  expect(await says(friend, told({}, { texts: { en: texts('\u202eevil') } }))).toBe('shape: ')
  expect(await says(friend, told({}, { page: 'javascript:1' }))).toBe('shape: content.page')

  await takeBack(liar, message)
  expect(value(await desk(authority).read(id)).status).toBe('published')
  await takeBack(friend, message, 'It failed.')
  await takeBack(friend, message, 'Again.')
  expect(value(await desk(authority).read(id))).toMatchObject({ status: 'withdrawn', ended: { reason: 'It failed.' } })
  expect(value(await desk(authority).count({ text: 'afar' }))).toBe(1) // the public one
})

test('what became of it elsewhere is believed of whom its author named', async () => {
  const { id } = await published()
  const message = randomUUID()
  const editor: Actor = {
    ...{ account: randomUUID(), organisation: authority, roles: ['practices:editor'], groups: [], clearance: 'amber' },
    purposes: ['co-operation'],
  }
  await sit(db, editor, async (trx) => {
    await trx
      .insertInto('peer_told')
      .values({ record: id, originator: authority, node: friend.id, message, recall: null })
      .execute()
    const key = `node:${friend.id}:organisation:${author.id}`
    await sql`update practice set audience = audience || ${[key]}::text[] where id = ${id}`.execute(trx)
  })
  const reuse = { from: author, message, of: authority, outcome: 'adapted', note: 'In the north.' }
  const say = (from: typeof friend, payload: object) => says(from, payload, randomUUID(), 'practices.reuse')
  expect(await say(liar, reuse)).toBe('not-found')
  expect(await say(friend, { ...reuse, from: { ...author, id: randomUUID() } })).toBe('not-found')
  expect(await say(friend, { ...reuse, of: bank })).toBe('not-found')
  expect(await say(friend, { ...reuse, outcome: 'loved' })).toBe('shape: outcome')
  expect(await say(friend, reuse)).toBe('accepted')
  expect(await say(friend, { ...reuse, outcome: 'used' })).toBe('accepted')
  expect(value(await desk(bank).read(id)).reuses).toMatchObject([
    { from: idOf(friend.id, author.id), outcome: 'used', note: 'In the north.' },
  ])
})
