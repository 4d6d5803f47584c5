// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over notices: handled in every way that the database can hold, asked for in every way there is. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import { type NoticesDesk, type NoticeTables, noticesRoutes, openNotices } from '#commons/notices/index.ts'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { type Attachments, attach, openAttachments } from '#platform/attachments/index.ts'
import { makeCompartments, openLogins } from '#platform/database/index.ts'
import { announce, type Events, eventStream, openEvents, openInbox } from '#platform/events/index.ts'
import { fileWords } from '#platform/search/index.ts'
import { allPages, asking, counted, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { isNamedBy, maySee, reaches } from './oracle.ts'

const MANY = 40

interface Kept {
  id: string
  /** A word that stands in no other record. */
  word: string
  /** Id of its one file. */
  file: string
  handling: Handling
  /** Keys that were notified. */
  notified: string[]
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const GROUPS = ['group:1', 'group:2']
const ROLES = ['notices:editor', 'other:reader']
const PURPOSES = ['co-operation', 'research']
/** Of the first people; records may name them. */
const accounts = Array.from({ length: 5 }, () => randomUUID())
const KEYS = [
  ...[keyOf.everyone, ...GROUPS, ...organisations.map(keyOf.organisation)],
  ...organisations.flatMap((organisation) => ROLES.map((role) => keyOf.role(organisation, role))),
  ...accounts.map(keyOf.account),
]
const left = [...accounts]
const drawActor = (): Actor => ({
  ...{ account: left.shift() ?? randomUUID(), organisation: one(organisations), roles: some(ROLES) },
  ...{ groups: some(GROUPS, 0.3), clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const mayReadContact: Rule<Kept> = (person, record) =>
  maySee(person, record) &&
  (person.organisation === record.handling.originator ||
    reaches(person.clearance, record.handling.fields.contact ?? 'clear'))
/** An editor needs the purpose of notices, whatever else a record may be used for. */
const mayEdit: Rule<Kept> = (person, record) =>
  maySee(person, record) &&
  person.purposes.includes('co-operation') &&
  person.organisation === record.handling.originator &&
  person.roles.includes('notices:editor')
const isNotified: Rule<Kept> = (person, record) =>
  maySee(person, record) && record.notified.some((key) => isNamedBy(key, person))

const commons = compartmentOf<NoticeTables>('commons')
const records: Kept[] = []
let events: Events
let attachments: Attachments

beforeAll(async () => {
  const { database, plan } = commons
  const logins = openLogins(`${database.folder}/logins.json`)
  const addresses = await makeCompartments(database.server.adminUrl, logins, [plan])
  events = openEvents({ compartment: commons, address: addresses.commons as string, onTrouble: console.error })
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-fuzz-'))
  attachments = openAttachments({ db: commons.db, folder, nodeKey: randomBytes(32) })
  rmSync(folder, { recursive: true })
})
afterAll(() => events.close())

const keep = async (): Promise<Kept> => {
  const [id, file] = [randomUUID(), randomUUID()]
  const word = `w${id.replaceAll('-', '')}`
  const audience = some(KEYS, 0.12)
  const handling: Handling = {
    ...{ originator: one(organisations), audience: audience.length > 0 ? audience : [one(KEYS)] },
    ...{ marking: one(MARKINGS), purposes: [one(PURPOSES)], originatorControlled: false, keptUntil: null },
    fields: one([true, false]) ? { contact: one(MARKINGS) } : {},
  }
  const isWithdrawn = one([true, false])
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, one([1, 2, 3, 4, 5])))
  const author: Actor = {
    ...{ account: randomUUID(), organisation: handling.originator, roles: ROLES, groups: [] },
    ...{ clearance: 'red', purposes: PURPOSES },
  }
  await sit(commons.db, author, async (trx) => {
    const withdrawn = { withdrawn_at: isWithdrawn ? at : null, reason: isWithdrawn ? word : null }
    const said = { title: `Meeting ${word}`, body: word, contact: word }
    const row = { id, ...said, ...withdrawn, posted_at: at, version: 1, attachments: [file], ...columnsOf(handling) }
    await trx.insertInto('notice').values(row).execute()
    // Its bytes are nowhere: whoever may read it is told that they are gone, everybody else that there is no file.
    const received = { id: file, name: `${word}.txt`, type: 'text/plain', size: 1, sha256: '00' }
    await attach(trx, [{ ...received, wrappedKey: randomBytes(60) }], handling)
    await fileWords(trx, { kind: 'notice', record: id, at, handling, text: `meeting ${word}` })
    const notify = [{ to: [...handling.audience], message: 'notice-posted' }]
    await announce(trx, { kind: 'notice.posted', record: id, ...handling, notify })
  })
  return { id, word, file, handling, notified: [...handling.audience] }
}

const { each, saidAt, served, told } = asking(records)
const STATES = ['posted', 'withdrawn'] as const
const list = (desk: NoticesDesk, query: Parameters<NoticesDesk['list']>[0] = {}) =>
  allPages((page) => desk.list({ ...query, ...page }))
const routes = (desk: NoticesDesk) => noticesRoutes(() => Promise.resolve(desk))

const IDLE = 150
const streamed = async (actor: Actor): Promise<Set<string>> => {
  const seen = new Set<string>()
  const stop = new AbortController()
  let idle = setTimeout(() => stop.abort(), IDLE * 4)
  const plan = { actor: () => actor, db: commons.db, signals: events.signals, signal: stop.signal }
  for await (const told of eventStream({ ...plan, lastEventId: 'beginning' })) {
    if (told.type === 'event') seen.add(told.event.record)
    clearTimeout(idle)
    idle = setTimeout(() => stop.abort(), IDLE)
  }
  clearTimeout(idle)
  return seen
}
const inboxOf = async (actor: Actor): Promise<Set<string>> => {
  const inbox = openInbox(commons.db, actor)
  const seen = new Set<string>()
  for (let after: string | undefined; ; ) {
    const { items, next } = await inbox.list({ limit: 10, ...(after === undefined ? {} : { after }) })
    for (const { record } of items) seen.add(record)
    if (next === null) return seen
    after = next
  }
}

const channels: Record<string, Channel<NoticesDesk, Kept>> = {
  detail: { rule: maySee, ask: (desk) => each(async ({ id }) => (await desk.read(id)).ok) },
  field: {
    rule: mayReadContact,
    ask: (desk) =>
      each(async ({ id }) => {
        const read = await desk.read(id)
        return read.ok && read.value.contact !== undefined
      }),
  },
  list: { rule: maySee, ask: async (desk) => idsOf(await list(desk)) },
  count: { rule: maySee, ask: async (desk) => counted(await desk.count()) },
  filter: {
    rule: maySee,
    ask: async (desk) => {
      const found = []
      for (const from of organisations) for (const state of STATES) found.push(...(await list(desk, { from, state })))
      return idsOf(found)
    },
  },
  search: {
    rule: maySee,
    ask: (desk) => each(async ({ word }) => (await list(desk, { text: word.slice(0, 20) })).length > 0),
  },
  'search, counted': { rule: maySee, ask: async (desk) => counted(await desk.count({ text: 'meet' })) },
  viewers: { rule: mayEdit, ask: (desk) => each(async ({ id }) => (await desk.viewers(id)).ok) },
  deliveries: { rule: mayEdit, ask: (desk) => told([desk.deliveries]) },
  error: { rule: mayEdit, ask: (desk) => told([(other) => desk.withdraw(other, 'x', 99)]) },
  stream: { rule: maySee, ask: (_, actor) => streamed(actor) },
  notification: { rule: isNotified, ask: (_, actor) => inboxOf(actor) },
  'unread count': { rule: isNotified, ask: (_, actor) => openInbox(commons.db, actor).unread() },
  file: {
    rule: maySee,
    ask: (desk) =>
      each(async ({ id, file }) => {
        const answer = await desk.download(id, file)
        return answer.ok || answer.refusal.code !== 'not-found'
      }),
  },
  'HTTP detail': { rule: maySee, ask: (desk) => served(routes(desk), '/api/notices') },
  'HTTP list': {
    rule: maySee,
    ask: (desk) => saidAt(routes(desk), '/api/notices?limit=100', ({ id }) => id),
  },
}

const ORGANISATIONS = 'organisations, which all who are signed in may know'

fuzzRoom<NoticesDesk, Kept>({
  ...{ of: 'notices', runs: 10_000, many: MANY, records, keep, drawActor, channels },
  deskOf: (actor) => openNotices({ db: commons.db, actor, seats: () => Promise.resolve([]), attachments }),
  methods: {
    ...{ read: ['detail', 'field'], list: ['list', 'filter', 'search'], count: ['count', 'search, counted'] },
    ...{ viewers: ['viewers'], deliveries: ['deliveries'], withdraw: ['error'], download: ['file'] },
    ...{ post: 'it writes', receive: 'it writes', held: 'what this account itself sent and did not post yet' },
    ...{ preview: ORGANISATIONS, partners: ORGANISATIONS },
  },
  insiders: (stranger, { handling }) => [
    {
      ...{ ...stranger, organisation: handling.originator, roles: ['notices:editor'], groups: KEYS },
      ...{ clearance: 'red', purposes: PURPOSES },
    },
  ],
})

// Streams and inboxes are asked once every event has gone through the dispatcher's hands.
beforeAll(async () => {
  const isDispatched = () =>
    commons.db.transaction().execute(async (trx) => {
      await sql`select set_config('app.dispatcher', 'on', true)`.execute(trx)
      const { rows } = await sql<{ place: string }>`select min(place) as place from event_reader
        where name in ('dispatch', 'notifications') having count(*) = 2`.execute(trx)
      return Number(rows[0]?.place ?? 0) >= MANY
    })
  while (!(await isDispatched())) await new Promise((done) => setTimeout(done, 20))
})
