// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over signals of harm: drawn people, drawn signals of five organisations, every way to ask. */
import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import { openSignals, type SignalsDesk, type SignalTables, signalsRoutes } from '#health/signals/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import type { Compartment } from '#platform/database/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import type { NewSignal } from '../../src/health/signals/contract.ts'
import { reaches } from './oracle.ts'
import { drawFrom } from './world.ts'

/** Half of them here, half over advice. */
const RUNS = Math.ceil(Number(process.env.FUZZ_RUNS ?? 10_000) / 2)
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const MANY = 40

interface Kept {
  id: string
  word: string
  from: string
  status: 'reported' | 'withdrawn'
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['signals:reporter', 'advice:reader', 'incidents:officer']
const PURPOSES = ['health-protection', 'supply-control']
const drawActor = (): Actor => ({
  ...{
    account: randomUUID(),
    organisation: one(organisations),
    roles: some(ROLES, 0.7),
    groups: some(['group:1'], 0.3),
  },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const maySee = (person: Actor, record: Kept): boolean =>
  person.organisation === record.from &&
  person.roles.includes('signals:reporter') &&
  person.purposes.includes('health-protection') &&
  reaches(person.clearance, 'amber')

const database = databaseForTests()
let compartment: Compartment<SignalTables>
const records: Kept[] = []
const actors = Array.from({ length: Math.max(12, Math.ceil(RUNS / MANY / 8)) }, drawActor)

const deskOf = (actor: Actor) =>
  openSignals({
    ...{ db: compartment.db, actor, areas: [{ code: 'ZZ-NO', parent: null, name: { en: '', fr: '' } }] },
    ...{ recognise: () => [], organisation: async () => ({ kind: 'hospital', area: null }) },
  })
const authorOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['signals:reporter'], groups: [], clearance: 'amber' },
  purposes: ['health-protection'],
})
const given = (word: string): NewSignal => ({
  ...{ substance: { told: word }, severity: 'severe', region: 'ZZ-NO', people: 3, certainty: 'clinical' },
  ...{ day: new Date().toISOString().slice(0, 10), note: `note ${word}`, appearance: word },
})

/** Letters alone: numbers would be taken for those of a person. */
const wordOf = (id: string) => id.replaceAll('-', '').replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] as string)

beforeAll(async () => {
  const plan = COMPARTMENTS.find(({ name }) => name === 'health')
  compartment = await database.open<SignalTables>('health', plan?.migrations ?? {})
  for (let i = 0; i < MANY; i++) {
    const [word, from] = [wordOf(randomUUID()), one(organisations)]
    const desk = deskOf(authorOf(from))
    const reported = await desk.report(given(word))
    if (!reported.ok) throw new Error(reported.refusal.detail)
    const status = one(['reported', 'withdrawn'] as const)
    if (status === 'withdrawn') await desk.withdraw(reported.value.id, `over ${word}`, 1)
    records.push({ id: reported.value.id, word, from, status })
  }
})
afterAll(() => compartment.close())

const each = async (reveals: (record: Kept) => Promise<boolean>): Promise<Set<string>> => {
  const seen = new Set<string>()
  for (const record of records) if (await reveals(record)) seen.add(record.id)
  return seen
}
const all = async (desk: SignalsDesk, query: Parameters<SignalsDesk['list']>[0] = {}) => {
  const items: { id: string }[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await desk.list({ ...query, limit: 7, ...(cursor === undefined ? {} : { cursor }) })
    if (!page.ok) return items
    items.push(...page.value.items)
    cursor = page.value.next
  }
  return items
}
const idsOf = (items: { id: string }[]) => new Set(items.map(({ id }) => id))
const isTold = async (act: (id: string) => Promise<object>, id: string) =>
  JSON.stringify(await act(id)) !== JSON.stringify(await act(randomUUID()))
const httpOf = (desk: SignalsDesk) => {
  const api = createApi()
  api.onError(answerError)
  api.route(
    '/',
    signalsRoutes(() => Promise.resolve(desk)),
  )
  return api
}

const CHANNELS: Record<string, (desk: SignalsDesk) => Promise<Set<string> | number>> = {
  open: (desk) => each(({ id }) => isTold(desk.open, id)),
  content: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`note ${word}`)),
  list: async (desk) => idsOf(await all(desk)),
  filter: async (desk) => {
    const found = []
    for (const status of ['reported', 'withdrawn'] as const)
      found.push(...(await all(desk, { status, severity: 'severe' })))
    return idsOf(found)
  },
  search: (desk) => each(async ({ word }) => (await all(desk, { text: word })).length > 0),
  count: async (desk) => {
    const counted = await desk.count()
    return counted.ok ? counted.value : 0
  },
  change: (desk) =>
    each(async ({ id }) => {
      const told = [
        await isTold((each) => desk.withdraw(each, 'x', 99), id),
        await isTold((each) => desk.correct(each, given('x'), 99), id),
      ]
      if (new Set(told).size > 1) throw new Error(`One of withdraw and correct knows ${id}, the other does not.`)
      return told[0] as boolean
    }),
  HTTP: async (desk) => {
    const api = httpOf(desk)
    const nowhere = await (await api.request(`/api/signals/${randomUUID()}`)).text()
    return each(async ({ id }) => {
      const answer = await api.request(`/api/signals/${id}`)
      return answer.status !== 404 || answer.headers.has('etag') || (await answer.text()) !== nowhere
    })
  },
}

/** Which channels cover a desk method. What is offered and checked is of no record. */
const METHODS: Record<Exclude<keyof SignalsDesk, 'may'>, string[]> = {
  ...{ offered: [], check: [], report: [], correct: ['change'], withdraw: ['change'] },
  ...{ list: ['list', 'filter', 'search'], count: ['count'], open: ['open', 'content', 'HTTP'] },
}

const look = async (actor: Actor, name: string, as: Actor = actor): Promise<string[]> => {
  const seen = await (CHANNELS[name] as (typeof CHANNELS)[string])(deskOf(as))
  const due = records.filter((record) => maySee(actor, record))
  const say = (what: string) => `${name}: ${what} for ${JSON.stringify(actor)}`
  if (typeof seen === 'number') return seen === due.length ? [] : [say(`${seen} counted, ${due.length} may be seen`)]
  return [
    ...due.filter(({ id }) => !seen.has(id)).map(({ id }) => say(`${id} is missed`)),
    ...records
      .filter((record) => seen.has(record.id) && !due.includes(record))
      .map((record) => say(`${JSON.stringify(record)} leaks`)),
  ]
}

test(`nobody sees of signals what is not theirs, and everybody what is (seed ${SEED})`, {
  timeout: 3_600_000,
}, async () => {
  let combinations = 0
  for (const actor of actors)
    for (const name of Object.keys(CHANNELS)) {
      expect(await look(actor, name), `seed ${SEED}`).toEqual([])
      combinations += MANY
    }
  expect(combinations).toBeGreaterThanOrEqual(RUNS)
  console.log(`${combinations} combinations of actor, signal and channel, seed ${SEED}`)
})

test.each(Object.keys(CHANNELS))('a leak planted in the channel %s is found', async (name) => {
  const stranger: Actor = { ...(actors[0] as Actor), roles: [], purposes: [] }
  const [first] = records
  expect((await look(stranger, name, authorOf(first?.from ?? ''))).length).toBeGreaterThan(0)
})

test('every method of the desk is known here', () => {
  const methods = Object.keys(deskOf(actors[0] as Actor)).filter((name) => name !== 'may')
  expect(methods.sort()).toEqual(Object.keys(METHODS).sort())
  for (const channel of Object.values(METHODS).flat()) expect(Object.keys(CHANNELS)).toContain(channel)
})
