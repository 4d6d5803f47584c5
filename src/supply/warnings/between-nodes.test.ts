// SPDX-License-Identifier: Apache-2.0
/** Which versions leave for whom, and what this node does with what another says when that lies, is wrong or speaks for others. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations, columnsOf, keyOf, sit } from '#platform/access/index.ts'
import { attachmentMigrations } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { idOf, type PartnerRow, partnerKey, peersMigrations } from '#platform/peers/index.ts'
import { keptBy, publishedFor } from './access.ts'
import { payloadFor } from './between-nodes.ts'
import {
  advisoryExchangeFacts,
  openAdvisories,
  openWarnings,
  type WarningTables,
  warningKinds,
  warningsMigrations,
} from './index.ts'
import { advisoryForHealth } from './published.ts'
import { insertAdvisory, insertVersion, insertWatched, versionsOf } from './store.ts'

const text = (headline: string) => ({ headline, description: headline, instruction: '', reviewed: true })
const written = (word: string) => ({ en: text(word), fr: text(word) })
const READERS = ['public', 'professional', 'restricted'] as const

test('each version leaves for those whom it names, the public one for all who are named, and nothing for anybody else', () => {
  const [own, node, far] = [randomUUID(), randomUUID(), randomUUID()]
  const away = [node, node, node, far].map((at, place): PartnerRow => {
    const organisation = randomUUID()
    const names = { node_name: 'n', name: `p${place}`, kind: 'authority', may_be_told: true }
    return { id: idOf(at, organisation), node: at, organisation, ...names }
  })
  const some = fc.subarray(away.map(({ id }) => id))
  const readers = fc.record({ public: some, professional: some, restricted: some, health: fc.boolean() })
  const all = { public: written('public'), professional: written('professional'), restricted: written('restricted') }
  fc.assert(
    fc.property(readers, (drawn) => {
      const named = away.filter(({ id }) => READERS.some((reader) => drawn[reader].includes(id)))
      const handling = publishedFor(own, drawn, named)
      const content = {
        ...{ severity: 'Severe' as const, urgency: 'Immediate' as const, certainty: 'Observed' as const },
        ...{
          regions: ['ZZ'],
          expires: '2099-01-01T00:00:00Z',
          versions: all,
          readers: drawn,
          substance: { name: 'x' },
        },
      }
      const row = { content, published_at: new Date(), expires_at: new Date('2099-01-01') }
      const to = named.filter((each) => each.node === node).map(({ organisation }) => organisation)
      const from = { id: own, name: 'Authority', kind: 'authority' }
      const stranger = () => payloadFor(row, handling, { from, node, to: [...to, randomUUID()] })
      expect(stranger).toThrow('did not name')
      if (to.length === 0) return
      const { versions } = payloadFor(row, handling, { from, node, to })
      expect(versions.public.to).toEqual(to)
      for (const reader of ['professional', 'restricted'] as const) {
        const due = away.filter((each) => each.node === node && drawn[reader].includes(each.id))
        expect(versions[reader]?.to ?? []).toEqual(due.map(({ organisation }) => organisation))
      }
      const keys = [...handling.professional.audience, ...handling.restricted.audience]
      expect(keys.some((key) => away.some(({ id }) => key === keyOf.organisation(id)))).toBe(false)
    }),
  )
})

const database = databaseForTests()
const [authority, customs, other] = [randomUUID(), randomUUID(), randomUUID()]
const [friend, liar] = [
  { id: randomUUID(), name: 'lumen.example' },
  { id: randomUUID(), name: 'elsewhere.example' },
]
const author = { id: randomUUID(), name: 'Authority of Lumen', kind: 'authority' }
let db: Kysely<WarningTables>
beforeAll(async () => {
  const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
  const more = { events: eventsMigrations, attachments: attachmentMigrations, peers: peersMigrations }
  const compartment = await database.open<WarningTables>('supply', {
    ...{ ...platform, ...more, warnings: warningsMigrations },
  })
  db = compartment.db
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    const open = [authority, customs].map((organisation) => ({ node: friend.id, organisation, is_open: true }))
    await trx.insertInto('peer_offer').values(open).execute()
  })
})
const officer = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['warnings:officer'], groups: [] },
  ...{ clearance: 'red', purposes: ['early-warning', 'advisories'] },
})
const unknown = { ok: false as const, refusal: { code: 'unreadable', detail: '' } }
const registry = {
  match: () => ({ findings: [], amounts: [], reference: '' }),
  ...{ matchStructure: async () => unknown, substance: async () => unknown, molecule: async () => unknown },
  reference: () => ({ version: '' }),
}
const deskOf = (organisation: string) =>
  openWarnings({ db, actor: officer(organisation), seats: () => Promise.resolve([]), registry })

const told = (over: object = {}, versions: object = {}) => ({
  ...{ from: author, substance: { name: 'Zelvox' }, severity: 'Severe', urgency: 'Immediate', certainty: 'Observed' },
  ...{ regions: ['XV'], published: '2026-03-02T10:00:00.000Z', expires: '2099-01-01T00:00:00.000Z' },
  versions: {
    public: { to: [authority, customs], marking: 'clear', texts: written('public') },
    professional: { to: [authority, customs], marking: 'green', texts: written('professional') },
    restricted: { to: [customs], marking: 'amber', texts: written('restricted') },
    ...versions,
  },
  ...over,
})
/** What becomes of a message: a code of a refusal, where it is out of shape, or that it was accepted. */
const says = async (from: typeof friend, payload: unknown, id: string = randomUUID(), name = 'warnings.advisory') => {
  const kind = warningKinds.find((each) => each.kind === name)
  const shaped = kind?.shape.safeParse(payload)
  if (!kind || !shaped) throw new Error(`No such kind: ${name}`)
  if (!shaped.success) return `shape: ${shaped.error.issues[0]?.path.join('.')}`
  const message = { id, kind: name, sent: new Date().toISOString(), payload: shaped.data }
  const answer = await db.transaction().execute((trx) => kind.receive(trx, message, from))
  return answer.ok ? answer.value : answer.refusal.code
}
const takeBack = (from: typeof friend, message: string, reason?: string) =>
  db.transaction().execute((trx) => warningKinds[0]!.recalled(trx, message, from, reason))
const readersOf = async (organisation: string, id: string) => {
  const read = await deskOf(organisation).advisory(id)
  return read.ok ? read.value.versions.map(({ reader }) => reader) : read.refusal.code
}

test('what came is read by those who were told, each in its versions, and neither public nor for services', async () => {
  const message = randomUUID()
  expect(await says(friend, told(), message)).toBe('accepted')
  const id = idOf(friend.id, message)
  expect(await readersOf(authority, id)).toEqual(['public', 'professional'])
  expect(await readersOf(customs, id)).toEqual(['public', 'professional', 'restricted'])
  expect(await readersOf(other, id)).toBe('not-found')
  expect(await openAdvisories(db).open(id)).toBeUndefined()
  expect(await advisoryForHealth(db, id)).toBeUndefined()
  const [row] = await sit(db, officer(customs), (trx) => versionsOf(trx, id))
  expect(row).toMatchObject({ is_originator_controlled: true, originator: idOf(friend.id, author.id) })
  const { items } = await deskOf(authority)
    .advisories()
    .then((page) => (page.ok ? page.value : { items: [] }))
  expect(items).toMatchObject([{ id, publisher: author.name, node: friend, status: 'published' }])
})

test('what is for none of ours, out of shape, in a language of nobody or hides characters is refused', async () => {
  expect(await says(liar, told())).toBe('not-found')
  expect(await says(friend, told({}, { public: { to: [other], marking: 'clear', texts: written('x') } }))).toBe(
    'not-found',
  )
  const texts = { ...written('x'), tlh: text('x') }
  expect(await says(friend, told({}, { public: { to: [authority], marking: 'clear', texts } }))).toMatch('shape')
  const long = { ...written('x'), en: { ...text('x'), headline: 'x'.repeat(161) } }
  expect(await says(friend, told({}, { public: { to: [authority], marking: 'clear', texts: long } }))).toMatch('shape')
  for (const hidden of ['\u202eexe.', 'a\u0000b', '\u2066x'])
    expect(await says(friend, told({ from: { ...author, name: hidden } }))).toBe('shape: ')
  expect(await says(friend, told({ audience: ['everyone'] }))).toMatch('shape')
  expect(await says(friend, told({ regions: ['Lumen'] }))).toMatch('shape: regions')
})

test('a clock that is ahead puts nothing on top; one that comes past its day has expired', async () => {
  const [ahead, late] = [randomUUID(), randomUUID()]
  await says(friend, told({ published: '2999-01-01T00:00:00.000Z' }), ahead)
  await says(friend, told({ expires: '2026-03-03T00:00:00.000Z' }), late)
  const read = async (message: string) => {
    const found = await deskOf(authority).advisory(idOf(friend.id, message))
    return found.ok ? found.value : undefined
  }
  expect(Date.parse((await read(ahead))?.versions[0]?.published ?? '')).toBeLessThanOrEqual(Date.now())
  expect(await read(late)).toMatchObject({ versions: [{ status: 'expired' }, {}], mayAdopt: false })
})

test('its author alone takes it back; then nobody adopts it', async () => {
  const message = randomUUID()
  await says(friend, told(), message)
  const id = idOf(friend.id, message)
  await takeBack(liar, message)
  expect(await deskOf(authority).advisory(id)).toMatchObject({ value: { mayAdopt: true } })
  await takeBack(friend, message, 'A wrong sample.')
  await takeBack(friend, message, 'Again.')
  expect(await deskOf(authority).advisory(id)).toMatchObject({
    value: { mayAdopt: false, versions: [{ status: 'withdrawn', reason: 'A wrong sample.' }, {}] },
  })
  expect(await deskOf(authority).adopt(id, { regions: ['ZZ'] })).toMatchObject({ refusal: { code: 'not-now' } })
})

test('adopted, it is a draft of one’s own for its officers: only what its marks let pass, for no reader yet', async () => {
  const message = randomUUID()
  await says(friend, told({ substance: { name: 'Novel blend' } }), message)
  const id = idOf(friend.id, message)
  expect(await deskOf(other).adopt(id, { regions: ['ZZ'] })).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await deskOf(customs).adopt(id, { regions: [] })).toMatchObject({ refusal: { code: 'not-valid' } })
  const key = randomUUID()
  const adopted = await deskOf(customs).adopt(id, { regions: ['ZZ'] }, key)
  const draft = adopted.ok ? adopted.value : undefined
  expect(draft).toMatchObject({
    status: 'draft',
    substance: { name: 'Novel blend' },
    may: ['revise', 'propose', 'discard'],
  })
  expect(draft?.content.readers).toEqual({ public: [], professional: [], restricted: [], health: false })
  expect(Object.keys(draft?.content.versions ?? {})).toEqual(['public', 'professional'])
  expect(draft?.content.versions.public.en?.reviewed).toBe(false)
  expect(await readersOf(authority, draft?.id ?? '')).toBe('not-found')
  expect(await deskOf(customs).advisory(id)).toMatchObject({ value: { adopted: draft?.id, mayAdopt: false } })
  expect(await deskOf(customs).adopt(id, { regions: ['ZZ'] })).toMatchObject({ refusal: { code: 'not-now' } })
  const gone = await deskOf(authority).discard(draft?.id ?? '', 1)
  expect(gone).toEqual(await deskOf(authority).discard(randomUUID(), 1)) // another authority's is not there
  expect(await deskOf(customs).discard(draft?.id ?? '', 2)).toMatchObject({ refusal: { code: 'changed' } })
  expect(await deskOf(customs).discard(draft?.id ?? '', 1)).toMatchObject({ ok: true })
  expect(await readersOf(customs, draft?.id ?? '')).toBe('not-found')
  const { lines } = await readLedger(db, { kind: 'advisory', id: draft?.id ?? '' }).then((read) =>
    read.ok ? read.value : { lines: [] },
  )
  expect(lines.map(({ verb }) => verb).sort()).toEqual(['discard', 'prepare'])
  const again = await deskOf(customs).adopt(id, { regions: ['ZZ'] }, key)
  expect(again).toMatchObject({ ok: true, value: { status: 'draft' } }) // nor is what was answered kept
  const next = again.ok ? again.value : undefined
  expect(next?.id).not.toBe(draft?.id)
  const proposed = await deskOf(customs).decide(next?.id ?? '', { do: 'propose' }, 1)
  expect(proposed).toMatchObject({ ok: true, value: { may: ['decline'] } })
  expect(await deskOf(customs).discard(next?.id ?? '', 2)).toMatchObject({ refusal: { code: 'not-now' } })

  const marked = randomUUID()
  const versions = {
    public: { to: [customs], marking: 'green', texts: written('for some') },
    ...{ professional: undefined, restricted: undefined },
  }
  await says(friend, told({}, versions), marked)
  const wider = await deskOf(customs).adopt(idOf(friend.id, marked), { regions: ['ZZ'] })
  expect(wider).toMatchObject({ refusal: { code: 'not-now' } })
})

test('that it was read is believed of an organisation that was told, by the message that told it, and once', async () => {
  const watched = randomUUID()
  const [message, there, elsewhere] = [randomUUID(), randomUUID(), randomUUID()]
  const id = randomUUID()
  await sit(db, officer(authority), async (trx) => {
    const names = { node: friend.id, organisation: there, node_name: friend.name, name: 'A', kind: 'authority' }
    const handling = publishedFor(authority, { public: [], professional: [], restricted: [], health: false }, [
      { id: idOf(friend.id, there), ...names, may_be_told: true },
    ])
    expect(handling.public.audience).toContain(partnerKey(friend.id, there))
    const at = new Date()
    const identity = { name: 'Z', names: [], structure: '', inchikey: '', formula: '', mass: null, cas: '' }
    await insertWatched(trx, {
      ...{ id: watched, keys: ['name:z'], status: 'proposed', identity, novelty: null, assessment: null },
      ...{ recommendation: null, opened_at: at, changed_at: at, reason: null, version: 1 },
      ...columnsOf(keptBy(authority)),
    })
    const head = {
      ...{ severity: 'Severe' as const, urgency: 'Immediate' as const, certainty: 'Observed' as const },
      ...{ regions: ['ZZ'], areas: [], substance: { name: 'Z' }, publisher: 'A' },
    }
    const content = {
      ...{ ...head, expires: '2099-01-01T00:00:00Z', versions: { public: written('z') } },
      readers: { public: [], professional: [], restricted: [], health: false },
    }
    const times = { published_at: at, expires_at: new Date('2099-01-01'), ended_at: null, reason: null, version: 1 }
    await insertAdvisory(trx, {
      ...{ id, watched, status: 'published', content, prepared_at: at, proposed_by: randomUUID() },
      ...{ ...times, adopted_from: null, ...columnsOf(keptBy(authority)) },
    })
    const version = { advisory: id, reader: 'public' as const, head, texts: written('z'), ...times }
    await insertVersion(trx, { ...version, ...columnsOf(handling.public) })
    const row = { record: id, originator: authority, node: friend.id, message, recall: null }
    await trx.insertInto('peer_told').values(row).execute()
  })
  const read = (of: string, reader: string) => ({ from: { ...author, id: reader }, message, of })
  const say = (from: typeof friend, payload: unknown) => says(from, payload, randomUUID(), 'warnings.acknowledged')
  expect(await say(liar, read(authority, there))).toBe('not-found')
  expect(await say(friend, read(authority, elsewhere))).toBe('not-found')
  expect(await say(friend, read(customs, there))).toBe('not-found')
  expect(await say(friend, read(authority, there))).toBe('accepted')
  expect(await say(friend, read(authority, there))).toBe('accepted')
  expect(await deskOf(authority).receipts(id)).toMatchObject({
    value: { people: 1, organisations: [{ organisation: idOf(friend.id, there) }] },
  })
  const now = new Date()
  const plan = { db, organisations: [authority], country: 'ZZ', year: now.getUTCFullYear(), now }
  const facts = (await advisoryExchangeFacts(plan)).map(({ indicator, value }) => [indicator, value])
  expect(facts).toContainEqual(['IND-128', 100])
  expect(facts.find(([indicator]) => indicator === 'IND-127')?.[1]).toBeGreaterThan(1) // told here, and received above
})
