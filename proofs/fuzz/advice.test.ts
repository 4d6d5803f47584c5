// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over advice: drawn people, advice for drawn regions, every way to ask. */
import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import {
  type AdviceDesk,
  type AdviceTables,
  adviceRoutes,
  openAdvice,
  takeAdvice,
  takeAdviceBack,
} from '#health/advice/index.ts'
import { type Actor, MARKINGS } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import type { Compartment } from '#platform/database/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import { reaches } from './oracle.ts'
import { drawFrom } from './world.ts'

/** Half of them here, half over signals. */
const RUNS = Math.ceil(Number(process.env.FUZZ_RUNS ?? 10_000) / 2)
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const MANY = 40

interface Kept {
  id: string
  region: string
}

const { one, some } = drawFrom(SEED)
const REGIONS = ['ZZ', 'ZZ-NO', 'ZZ-CE', 'XV']
const services = Array.from({ length: 6 }, () => ({
  ...{ id: randomUUID(), kind: one(['hospital', 'police']), country: one(['ZZ', 'XV']) },
  area: one([null, 'ZZ-NO', 'ZZ-CE']),
})).map((each, n) => {
  if (n === 0) return { ...each, kind: 'hospital', country: 'ZZ', area: null } // there is somebody to be told, whatever is drawn
  return each.country === 'XV' ? { ...each, area: null } : each
})
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(services).id, groups: some(['group:1'], 0.3) },
  ...{ roles: some(['advice:reader', 'signals:reporter'], 0.8), clearance: one(MARKINGS) },
  purposes: some(['health-protection', 'supply-control'], 0.8),
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
const maySee = (person: Actor, { region }: Kept): boolean => {
  const own = services.find(({ id }) => id === person.organisation)
  const concerns =
    own?.country === region.slice(0, 2) && (own.area === null || region.length === 2 || own.area === region)
  return (
    concerns &&
    own?.kind === 'hospital' &&
    person.roles.includes('advice:reader') &&
    person.purposes.includes('health-protection') &&
    reaches(person.clearance, 'green')
  )
}

const database = databaseForTests()
let compartment: Compartment<AdviceTables>
const records: Kept[] = []
const actors = Array.from({ length: Math.max(12, Math.ceil(RUNS / MANY / 6)) }, drawActor)
const deskOf = (actor: Actor) => openAdvice({ db: compartment.db, actor })

beforeAll(async () => {
  const plan = COMPARTMENTS.find(({ name }) => name === 'health')
  compartment = await database.open<AdviceTables>('health', plan?.migrations ?? {})
  const areas = ['ZZ-NO', 'ZZ-CE'].map((code) => ({ code, parent: null }))
  for (let i = 0; i < MANY; i++) {
    const [id, region] = [randomUUID(), one(REGIONS)]
    const expires = one(['2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'])
    const texts = { en: { headline: `word ${id}`, text: 'x', reviewed: true } }
    const given = { severity: 'Severe', urgency: 'Immediate', regions: [region], texts, expires } as const
    await takeAdvice(compartment.db, id, { ...given, regions: [region] }, { services, areas })
    if (one([true, false])) await takeAdviceBack(compartment.db, id, { at: new Date(), reason: `over ${id}` })
    records.push({ id, region })
  }
})
afterAll(() => compartment.close())

const each = async (reveals: (record: Kept) => Promise<boolean>): Promise<Set<string>> => {
  const seen = new Set<string>()
  for (const record of records) if (await reveals(record)) seen.add(record.id)
  return seen
}
const all = async (desk: AdviceDesk, query: Parameters<AdviceDesk['list']>[0] = {}) => {
  const seen = new Set<string>()
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await desk.list({ ...query, limit: 7, ...(cursor === undefined ? {} : { cursor }) })
    if (!page.ok) return seen
    for (const { id } of page.value.items) seen.add(id)
    cursor = page.value.next
  }
  return seen
}
const isTold = async (act: (id: string) => Promise<object>, id: string) =>
  JSON.stringify(await act(id)) !== JSON.stringify(await act(randomUUID()))

const CHANNELS: Record<string, (desk: AdviceDesk) => Promise<Set<string> | number>> = {
  open: (desk) => each(async ({ id }) => JSON.stringify(await desk.open(id)).includes(`word ${id}`)),
  list: (desk) => all(desk),
  filter: async (desk) => {
    const states = ['in-force', 'expired', 'withdrawn'] as const
    const found = await Promise.all(states.map((state) => all(desk, { state, unread: 'yes' })))
    return new Set(found.flatMap((ids) => [...ids]))
  },
  count: async (desk) => {
    const counted = await desk.count()
    return counted.ok ? counted.value : 0
  },
  acknowledge: (desk) => each(({ id }) => isTold((each) => desk.acknowledge(each, 99), id)),
  HTTP: async (desk) => {
    const api = createApi()
    api.onError(answerError)
    api.route(
      '/',
      adviceRoutes(() => Promise.resolve(desk)),
    )
    const nowhere = await (await api.request(`/api/advice/${randomUUID()}`)).text()
    return each(async ({ id }) => {
      const answer = await api.request(`/api/advice/${id}`)
      return answer.status !== 404 || answer.headers.has('etag') || (await answer.text()) !== nowhere
    })
  },
}

const METHODS: Record<Exclude<keyof AdviceDesk, 'may'>, string[]> = {
  ...{ list: ['list', 'filter'], count: ['count'], open: ['open', 'HTTP'], acknowledge: ['acknowledge'] },
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

test(`nobody sees advice that is not for their service, and everybody what is (seed ${SEED})`, {
  timeout: 3_600_000,
}, async () => {
  let combinations = 0
  for (const actor of actors)
    for (const name of Object.keys(CHANNELS)) {
      expect(await look(actor, name), `seed ${SEED}`).toEqual([])
      combinations += MANY
    }
  expect(combinations).toBeGreaterThanOrEqual(RUNS)
  console.log(`${combinations} combinations of actor, advice and channel, seed ${SEED}`)
})

test.each(Object.keys(CHANNELS))('a leak planted in the channel %s is found', async (name) => {
  const stranger: Actor = { ...(actors[0] as Actor), roles: [], purposes: [] }
  const keys = services.map(({ id }) => `organisation:${id}`)
  const allSeeing: Actor = {
    ...{ ...stranger, groups: keys, roles: ['advice:reader'], clearance: 'red', purposes: ['health-protection'] },
  }
  expect((await look(stranger, name, allSeeing)).length).toBeGreaterThan(0)
})

test('every method of the desk is known here', () => {
  const methods = Object.keys(deskOf(actors[0] as Actor)).filter((name) => name !== 'may')
  expect(methods.sort()).toEqual(Object.keys(METHODS).sort())
  for (const channel of Object.values(METHODS).flat()) expect(Object.keys(CHANNELS)).toContain(channel)
})
