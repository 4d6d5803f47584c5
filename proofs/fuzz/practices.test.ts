// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over practices: drafts, published and withdrawn ones, of members, public, and of other nodes. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  openPractices,
  openPublicPractices,
  type PracticesDesk,
  type PracticeTables,
  practiceKinds,
  practicesRoutes,
} from '#commons/practices/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { idOf } from '#platform/peers/index.ts'
import type { NewPractice } from '../../src/commons/practices/contract.ts'
import { allPages, asking, counted, idsOf } from './asking.ts'
import { drawFrom } from './draw.ts'
import { type Channel, compartmentOf, fuzzRoom, type Rule, SEED } from './harness.ts'
import { reaches } from './oracle.ts'

interface Kept {
  id: string
  /** A word that stands in no other record. */
  word: string
  /** Whose it is; of another node where `to` is there. */
  organisation: string
  to: string[] | null
  reach: 'members' | 'public'
  status: 'draft' | 'published' | 'withdrawn'
  /** Who said what became of it. */
  reuser: string | null
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const node = { id: randomUUID(), name: 'lumen.example' }
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(['practices:editor', 'other:reader']) },
  ...{ groups: some(['group:1'], 0.3), clearance: one(MARKINGS), purposes: some(['co-operation', 'research'], 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const maySee: Rule<Kept> = (person, { organisation, to, reach, status }) => {
  if (!person.purposes.includes('co-operation')) return false
  const isEditor = person.roles.includes('practices:editor')
  if (status === 'draft') return isEditor && person.organisation === organisation && reaches(person.clearance, 'green')
  if (to && reach === 'members') return to.includes(person.organisation) && reaches(person.clearance, 'green')
  return reaches(person.clearance, to || reach === 'members' ? 'green' : 'clear')
}
const mayEdit: Rule<Kept> = (person, kept) =>
  maySee(person, kept) && person.organisation === kept.organisation && person.roles.includes('practices:editor')
const maySay: Rule<Kept> = (person, kept) => maySee(person, kept) && person.roles.includes('practices:editor')
const maySeeReuse: Rule<Kept> = (person, kept) => maySee(person, kept) && kept.reuser !== null

const commons = compartmentOf<PracticeTables>('commons')
const records: Kept[] = []
const editorOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['practices:editor'], groups: [], clearance: 'red' },
  purposes: ['co-operation'],
})
const deskOf = (actor: Actor) =>
  openPractices({ db: commons.db, actor, seats: () => Promise.resolve([]), kinds: ['authority'] })

const practiceOf = (word: string, reach: Kept['reach']): NewPractice => ({
  texts: { en: { title: word, summary: word, problem: word, done: word, result: word } },
  ...{ setting: 'both', audience: ['authority'], country: 'ZZ', from: '2026', effect: 'mixed', grade: 'low', reach },
})
/** One that another node told. */
const receive = async (kept: Kept): Promise<void> => {
  const message = randomUUID()
  kept.id = idOf(node.id, message)
  kept.organisation = idOf(node.id, node.id)
  const { reach, ...content } = { costs: '', page: '', ...practiceOf(kept.word, kept.reach) }
  const payload = {
    from: { id: node.id, name: 'Far', kind: 'authority' },
    ...{ to: kept.to, reach, published: new Date().toISOString(), content },
  }
  await commons.db.transaction().execute(async (trx) => {
    await sql`select set_config('app.peers', 'on', true)`.execute(trx)
    const offered = organisations.map((organisation) => ({ node: node.id, organisation, is_open: true }))
    await trx
      .insertInto('peer_offer')
      .values(offered)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
  const [kind] = practiceKinds
  await commons.db.transaction().execute(async (trx) => {
    const told = { id: message, kind: 'practices.practice', sent: new Date().toISOString(), payload: payload as never }
    const taken = await kind?.receive(trx, told, node)
    if (!taken?.ok) throw new Error('A practice of another node was not taken.')
  })
  if (kept.status === 'withdrawn')
    await commons.db.transaction().execute((trx) => kind!.recalled(trx, message, node, 'over'))
}

const keep = async (): Promise<Kept> => {
  const isAway = one([true, false, false])
  const named = some(organisations, 0.3)
  const kept: Kept = {
    ...{ id: '', word: `w${randomUUID().replaceAll('-', '')}`, organisation: one(organisations) },
    ...{ to: isAway ? (named.length > 0 ? named : [one(organisations)]) : null, reuser: null },
    ...{ reach: one(['members', 'public'] as const), status: one(['draft', 'published', 'withdrawn'] as const) },
  }
  if (isAway && kept.status === 'draft') kept.status = 'published'
  if (isAway) await receive(kept)
  else {
    const desk = deskOf(editorOf(kept.organisation))
    const made = await desk.prepare(practiceOf(kept.word, kept.reach))
    if (!made.ok) throw new Error(made.refusal.detail)
    kept.id = made.value.id
    if (kept.status !== 'draft') await desk.act(kept.id, { do: 'publish' }, 1)
  }
  const reuser = one(organisations.filter((each) => each !== kept.organisation))
  const said = await deskOf(editorOf(reuser)).reuse(kept.id, { outcome: 'used', note: `said ${kept.word}` })
  if (said.ok) kept.reuser = reuser
  if (!isAway && kept.status === 'withdrawn')
    await deskOf(editorOf(kept.organisation)).act(kept.id, { do: 'withdraw', reason: 'over' }, 2)
  return kept
}

const { each, saidAt, served, told } = asking(records)
const list = (desk: PracticesDesk, query: Parameters<PracticesDesk['list']>[0] = {}) =>
  allPages((page) => desk.list({ ...query, ...page }))
const routes = (desk: PracticesDesk) =>
  practicesRoutes({
    deskOf: () => Promise.resolve(desk),
    everybody: { list: async () => [], open: async () => undefined, namesAway: async () => new Map() },
    ...{ origin: 'https://n.example', names: async () => new Map() },
  })

const channels: Record<string, Channel<PracticesDesk, Kept>> = {
  read: { rule: maySee, ask: (desk) => told([desk.read]) },
  reuses: {
    rule: maySeeReuse,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.read(id)).includes(`said ${word}`)),
  },
  list: { rule: maySee, ask: async (desk) => idsOf(await list(desk)) },
  count: { rule: maySee, ask: async (desk) => counted(await desk.count()) },
  filter: {
    rule: maySee,
    ask: async (desk) => {
      const found = []
      for (const status of ['draft', 'published', 'withdrawn'] as const)
        found.push(...(await list(desk, { status, setting: 'both', effect: 'mixed' })))
      return idsOf(found)
    },
  },
  search: {
    rule: (person, kept) => maySee(person, kept) && kept.status !== 'withdrawn',
    ask: (desk) => each(async ({ word }) => (await list(desk, { text: word })).length > 0),
  },
  act: { rule: mayEdit, ask: (desk) => told([(id) => desk.act(id, { do: 'publish' }, 99)]) },
  revise: { rule: mayEdit, ask: (desk) => told([(id) => desk.revise(id, practiceOf('x', 'members'), 99)]) },
  deliveries: { rule: mayEdit, ask: (desk) => told([desk.deliveries]) },
  // Nothing is said: what is sent is not valid, or it is their own.
  reuse: { rule: maySay, ask: (desk) => told([(id) => desk.reuse(id, { outcome: 'loved' as 'used' })]) },
  translate: {
    rule: maySay,
    ask: (desk) => told([(id) => desk.translate(id, { language: 'xx' as 'es', texts: {} as never })]),
  },
  'HTTP detail': { rule: maySee, ask: (desk) => served(routes(desk), '/api/practices') },
  'HTTP list': { rule: maySee, ask: (desk) => saidAt(routes(desk), '/api/practices?limit=100', ({ id }) => id) },
  'HTTP card': {
    rule: maySee,
    ask: (desk) => each(async ({ id }) => (await routes(desk).request(`/api/practices/${id}/card`)).status === 200),
  },
}

fuzzRoom<PracticesDesk, Kept>({
  ...{ of: 'practices', runs: 4_000, many: 30, records, keep, drawActor, channels, deskOf },
  methods: {
    ...{ read: ['read', 'reuses'], list: ['list', 'filter', 'search'], count: ['count'], act: ['act'] },
    ...{ revise: ['revise'], deliveries: ['deliveries'], reuse: ['reuse'], translate: ['translate'] },
    prepare: 'it writes',
    partners: 'organisations, which all who are signed in may know',
  },
  insiders: (_, { organisation, to }) => [
    editorOf(organisation),
    ...(to ?? []).map(editorOf),
    editorOf(organisations[0] as string),
  ],
})

test('without an account one reads what is public, of this node, and was published', async () => {
  const open = openPublicPractices(commons.db)
  const due = records.filter(({ to, reach, status }) => !to && reach === 'public' && status !== 'draft')
  const seen = []
  for (const { id } of records) if (await open.open(id)) seen.push(id)
  expect(seen).toEqual(due.map(({ id }) => id))
  const listed = (await open.list()).map(({ id }) => id)
  expect(new Set(listed)).toEqual(new Set(due.filter(({ status }) => status === 'published').map(({ id }) => id)))
})
