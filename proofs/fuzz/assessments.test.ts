// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over self-assessments: drawn people, drawn records shown to drawn authorities, every way to ask. */
import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import type { Compartment } from '#platform/database/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import {
  type AssessmentsDesk,
  type AssessmentTables,
  assessmentsRoutes,
  openAssessments,
  openRegister,
} from '#supply/partnerships/index.ts'
import { insertAssessment } from '../../src/supply/partnerships/assessments/store.ts'
import { maySee } from './oracle.ts'
import { drawFrom } from './world.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 3_000)
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const MANY = 20
const NOW = new Date('2026-03-01T00:00:00Z')

interface Kept {
  id: string
  word: string
  handling: Handling
  isNamed: boolean
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 6 }, () => randomUUID())
const ROLES = ['partnerships:officer', 'partnerships:signatory', 'partnerships:reader', 'oversight:inspector']
const PURPOSES = ['partnership', 'supervision']
const drawActor = (): Actor => ({
  ...{ account: randomUUID(), organisation: one(organisations), roles: some(ROLES), groups: [] },
  ...{ clearance: one(MARKINGS), purposes: some(PURPOSES, 0.8) },
})

// What may be seen, in words of its own: nothing of it comes from the code that is judged.
type Rule = (person: Actor, record: Kept) => boolean
const has = (person: Actor, ...roles: string[]) =>
  person.purposes.includes('partnership') && roles.some((role) => person.roles.includes(`partnerships:${role}`))
const exists: Rule = (person, record) =>
  has(person, 'officer', 'signatory', 'reader') && maySee(person, record as never)
const mayAct: Rule = (person, record) =>
  has(person, 'signatory') && maySee(person, record as never) && person.organisation === record.handling.originator

const database = databaseForTests()
let compartment: Compartment<AssessmentTables>
let records: Kept[]

const keep = async (number: number): Promise<Kept> => {
  const id = randomUUID()
  const word = `w${id.replaceAll('-', '')}`
  const [originator, shown] = [one(organisations), some(organisations, 0.3)]
  const handling: Handling = {
    ...{ originator, marking: one(MARKINGS), purposes: [one(PURPOSES)], fields: {} },
    audience: [keyOf.organisation(originator), ...shown.map((each) => keyOf.role(each, 'partnerships:officer'))],
    ...{ originatorControlled: true, keptUntil: null },
  }
  const isNamed = one([true, false])
  const author: Actor = { ...drawActor(), organisation: originator, clearance: 'red', purposes: PURPOSES }
  await sit(compartment.db, author, (trx) =>
    insertAssessment(trx, {
      ...{ id, kind: 'chemical-operator' as const, number, result: { themes: [], open: [] } },
      answers: { 'co-manager': { reply: 'no' as const, note: word } },
      ...{ begun_at: NOW, completed_at: NOW, completed_by: author.account, reminded_of: null, version: 1 },
      ...{ valid_from: '2026-02-01', valid_until: '2027-01-31', shown_to: shown, named_since: isNamed ? NOW : null },
      ...columnsOf(handling),
    }),
  )
  return { id, word, handling, isNamed }
}

beforeAll(async () => {
  const plan = COMPARTMENTS.find(({ name }) => name === 'supply')
  compartment = await database.open<AssessmentTables>('supply', plan?.migrations ?? {})
  records = []
  for (let i = 0; i < MANY; i++) records.push(await keep(i + 1))
})
afterAll(() => compartment.close())

const deskOf = (actor: Actor) => openAssessments({ db: compartment.db, actor, seats: async () => [], now: () => NOW })
const each = async (reveals: (record: Kept) => Promise<boolean>): Promise<Set<string>> => {
  const seen = new Set<string>()
  for (const record of records) if (await reveals(record)) seen.add(record.id)
  return seen
}
const isTold = async (ask: (id: string) => Promise<object>, id: string) =>
  JSON.stringify(await ask(id)) !== JSON.stringify(await ask(randomUUID()))
const saidOf = (text: string) => new Set(records.filter(({ id }) => text.includes(id)).map(({ id }) => id))
const httpOf = (desk: AssessmentsDesk) => {
  const api = createApi()
  api.onError(answerError)
  api.route('/', assessmentsRoutes({ deskOf: () => Promise.resolve(desk), register: undefined }))
  return api
}

const CHANNELS: Record<string, { rule: Rule; ask(desk: AssessmentsDesk): Promise<Set<string>> }> = {
  open: { rule: exists, ask: (desk) => each(({ id }) => isTold(desk.open, id)) },
  answers: {
    rule: exists,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(word)),
  },
  list: { rule: exists, ask: async (desk) => saidOf(JSON.stringify(await desk.list())) },
  acts: { rule: mayAct, ask: (desk) => each(({ id }) => isTold((one) => desk.act(one, { do: 'complete' }, 99), id)) },
  'HTTP detail': {
    rule: exists,
    ask: async (desk) => {
      const api = httpOf(desk)
      const nowhere = await (await api.request(`/api/assessments/${randomUUID()}`)).text()
      return each(async ({ id }) => {
        const answer = await api.request(`/api/assessments/${id}`)
        return answer.status !== 404 || answer.headers.has('etag') || (await answer.text()) !== nowhere
      })
    },
  },
  'HTTP list': {
    rule: exists,
    ask: async (desk) => saidOf(await (await httpOf(desk).request('/api/assessments')).text()),
  },
}
const actors = Array.from({ length: Math.max(12, Math.ceil(RUNS / MANY / 6)) }, drawActor)

/** Which channels cover a desk method; beginning one, and lists of what may be chosen, reveal no record that was there. */
const METHODS: Record<keyof Omit<AssessmentsDesk, 'may'>, string[]> = {
  ...{ list: ['list'], open: ['open', 'answers'], act: ['acts'], begin: [], kinds: [], authorities: [] },
}

/** An actor to whom nothing is closed: what a leak would make of any actor. */
const allSeeing = (actor: Actor, record: Kept): Actor => ({
  ...{ ...actor, organisation: record.handling.originator, roles: ROLES, clearance: 'red', purposes: PURPOSES },
})

const look = async (actor: Actor, name: string, as: Actor = actor): Promise<string[]> => {
  const { ask, rule } = CHANNELS[name] as (typeof CHANNELS)[string]
  const seen = await ask(deskOf(as))
  return records
    .filter((record) => seen.has(record.id) !== rule(actor, record))
    .map(({ id }) => `${name}: ${id} ${seen.has(id) ? 'leaks' : 'is missed'} for ${JSON.stringify(actor)}`)
}

test(`nobody sees of self-assessments what is not theirs, and everybody what is (seed ${SEED})`, {
  timeout: 3_600_000,
}, async () => {
  let combinations = 0
  for (const actor of actors)
    for (const name of Object.keys(CHANNELS)) {
      expect(await look(actor, name), `seed ${SEED}`).toEqual([])
      combinations += MANY
    }
  expect(combinations).toBeGreaterThanOrEqual(RUNS)
  console.log(`${combinations} combinations of actor, self-assessment and channel, seed ${SEED}`)
})

test.each(Object.keys(CHANNELS))('a leak planted in the channel %s is found', async (name) => {
  const stranger = { ...(actors[0] as Actor), roles: [], groups: [], purposes: [] }
  const leaks = await Promise.all(
    records.slice(0, 6).map((record) => look(stranger, name, allSeeing(stranger, record))),
  )
  expect(leaks.flat().length).toBeGreaterThan(0)
})

test('the register tells names of firms that agreed, and of no record an id, an answer or to whom it is shown', async () => {
  const names = new Map<string, string>(organisations.map((id, i) => [id, `Firm ${i}`]))
  const told = await openRegister(
    compartment.db,
    async () => names,
    () => NOW,
  )()
  const agreed = new Set(records.filter(({ isNamed }) => isNamed).map(({ handling }) => names.get(handling.originator)))
  expect(new Set(told.map(({ name }) => name))).toEqual(agreed)
  for (const each of told) expect(Object.keys(each).sort()).toEqual(['from', 'kind', 'name', 'until'])
  const text = JSON.stringify(told)
  expect(records.filter(({ id, word }) => text.includes(id) || text.includes(word))).toEqual([])
})

test('every method of the desk is known here', () => {
  const methods = Object.keys(deskOf(actors[0] as Actor)).filter((name) => name !== 'may')
  expect(methods.sort()).toEqual(Object.keys(METHODS).sort())
  for (const channel of Object.values(METHODS).flat()) expect(Object.keys(CHANNELS)).toContain(channel)
})
