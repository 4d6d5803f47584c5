// SPDX-License-Identifier: Apache-2.0
/** The permission fuzzer over agreements: drawn people, drawn agreements in every phase, every way to ask. */
import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPARTMENTS } from '#app/compartments.ts'
import { type Actor, columnsOf, type Handling, keyOf, MARKINGS, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import type { Compartment } from '#platform/database/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import {
  openPartnerships,
  type PartnershipsDesk,
  type PartnershipTables,
  partnershipsRoutes,
} from '#supply/partnerships/index.ts'
import { insertAgreement, writeText } from '../../src/supply/partnerships/store.ts'
import { termsShape } from '../../src/supply/partnerships/terms.ts'
import { textRow } from '../../src/supply/partnerships/text-row.ts'
import { maySee } from './oracle.ts'
import { drawFrom } from './world.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 3_000)
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const MANY = 30

interface Kept {
  id: string
  word: string
  handling: Handling
  partner: string
  phase: 'preparing' | 'agreed' | 'suspended' | 'ended'
}

const { one, some } = drawFrom(SEED)
const organisations = Array.from({ length: 5 }, () => randomUUID())
const ROLES = ['partnerships:officer', 'partnerships:signatory', 'partnerships:reader', 'other:reader']
const PURPOSES = ['partnership', 'research']
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
const mayAct: Rule = (person, record) => has(person, 'officer', 'signatory') && maySee(person, record as never)

const database = databaseForTests()
let compartment: Compartment<PartnershipTables>
let records: Kept[]

const TERMS = termsShape.parse({
  ...{ title: 'x', from: '2026-01-01', until: '2026-12-31', review: '2026-06-30', classes: ['incidents'] },
  ...{ purposes: ['supply-control'], legalBasis: 'Invented Act' },
})

const keep = async (): Promise<Kept> => {
  const id = randomUUID()
  const word = `w${id.replaceAll('-', '')}`
  const [originator, partner] = [one(organisations), one(organisations)]
  const isOffered = one([true, false])
  const handling: Handling = {
    ...{ originator, audience: [keyOf.organisation(originator), ...(isOffered ? [keyOf.organisation(partner)] : [])] },
    ...{ marking: one(MARKINGS), purposes: [one(PURPOSES)], fields: {}, originatorControlled: true, keptUntil: null },
  }
  const phase = one(['preparing', 'agreed', 'suspended', 'ended'] as const)
  const at = new Date('2026-01-01T00:00:00Z')
  const author: Actor = { ...drawActor(), organisation: originator, clearance: 'red', purposes: PURPOSES }
  await sit(compartment.db, author, async (trx) => {
    const row = {
      ...{ id, partner, m: 'manufacture' as const, title: word, phase, made_at: at, reminded_of: null, version: 1 },
      ...{ suspended_by: phase === 'suspended' ? originator : null, reason: phase === 'suspended' ? word : null },
      ...{ ended_at: phase === 'ended' ? at : null, ...columnsOf(handling) },
    }
    await insertAgreement(trx, row)
    const given = { number: 1, terms: { ...TERMS, special: word }, parties: { authority: word, partner: word } }
    const [text] = textRow(row, given, author, at)
    await writeText(trx, { ...text, ...columnsOf(handling), offered_at: isOffered ? at : null })
  })
  return { id, word, handling, partner, phase }
}

beforeAll(async () => {
  const plan = COMPARTMENTS.find(({ name }) => name === 'supply')
  compartment = await database.open<PartnershipTables>('supply', plan?.migrations ?? {})
  records = []
  for (let i = 0; i < MANY; i++) records.push(await keep())
})
afterAll(() => compartment.close())

const deskOf = (actor: Actor) =>
  openPartnerships({ db: compartment.db, actor, seats: async () => [], now: () => new Date('2026-03-01T00:00:00Z') })
const each = async (reveals: (record: Kept) => Promise<boolean>): Promise<Set<string>> => {
  const seen = new Set<string>()
  for (const record of records) if (await reveals(record)) seen.add(record.id)
  return seen
}
const isTold = async (act: (id: string) => Promise<object>, id: string) =>
  JSON.stringify(await act(id)) !== JSON.stringify(await act(randomUUID()))
const saidOf = (answer: unknown) => {
  const text = JSON.stringify(answer)
  return new Set(records.filter(({ word }) => text.includes(word)).map(({ id }) => id))
}
const httpOf = (desk: PartnershipsDesk) => {
  const api = createApi()
  api.onError(answerError)
  api.route(
    '/',
    partnershipsRoutes(() => Promise.resolve(desk)),
  )
  return api
}

const CHANNELS: Record<string, { rule: Rule; ask(desk: PartnershipsDesk): Promise<Set<string>> }> = {
  open: { rule: exists, ask: (desk) => each(({ id }) => isTold(desk.open, id)) },
  text: {
    rule: exists,
    ask: (desk) => each(async ({ id, word }) => JSON.stringify(await desk.open(id)).includes(`"special":"${word}"`)),
  },
  list: { rule: exists, ask: async (desk) => saidOf(await desk.list()) },
  filter: {
    rule: (person, record) => exists(person, record) && record.phase === 'suspended',
    ask: async (desk) => saidOf(await desk.list({ status: 'suspended' })),
  },
  acts: {
    rule: mayAct,
    ask: (desk) => each(({ id }) => isTold((each) => desk.act(each, { do: 'resume' }, 99), id)),
  },
  'HTTP detail': {
    rule: exists,
    ask: async (desk) => {
      const api = httpOf(desk)
      const nowhere = await (await api.request(`/api/agreements/${randomUUID()}`)).text()
      return each(async ({ id }) => {
        const answer = await api.request(`/api/agreements/${id}`)
        return answer.status !== 404 || answer.headers.has('etag') || (await answer.text()) !== nowhere
      })
    },
  },
  'HTTP list': {
    rule: exists,
    ask: async (desk) => saidOf(await (await httpOf(desk).request('/api/agreements')).text()),
  },
}
const actors = Array.from({ length: Math.max(12, Math.ceil(RUNS / MANY / 7)) }, drawActor)

/** Which channels cover a desk method; drafting, and asking what terms would open, reveal no agreement that was there. */
const METHODS: Record<keyof Omit<PartnershipsDesk, 'may'>, string[]> = {
  ...{ list: ['list', 'filter'], open: ['open', 'text'], opens: [], partners: [], draft: [], act: ['acts'] },
}

/** An actor to whom nothing is closed: what a leak would make of any actor. */
const allSeeing = (actor: Actor, record: Kept): Actor => ({
  ...{ ...actor, organisation: record.handling.originator, roles: ROLES, clearance: 'red', purposes: PURPOSES },
  groups: organisations.map(keyOf.organisation),
})

const look = async (actor: Actor, name: string, as: Actor = actor): Promise<string[]> => {
  const { ask, rule } = CHANNELS[name] as (typeof CHANNELS)[string]
  const seen = await ask(deskOf(as))
  const due = records.filter((record) => rule(actor, record))
  const say = (what: string) => `${name}: ${what} for ${JSON.stringify(actor)}`
  return [
    ...due.filter(({ id }) => !seen.has(id)).map(({ id }) => say(`${id} is missed`)),
    ...records
      .filter((record) => seen.has(record.id) && !due.includes(record))
      .map((record) => say(`${JSON.stringify(record)} leaks`)),
  ]
}

test(`nobody sees of agreements what is not theirs, and everybody what is (seed ${SEED})`, {
  timeout: 3_600_000,
}, async () => {
  let combinations = 0
  for (const actor of actors)
    for (const name of Object.keys(CHANNELS)) {
      expect(await look(actor, name), `seed ${SEED}`).toEqual([])
      combinations += MANY
    }
  expect(combinations).toBeGreaterThanOrEqual(RUNS)
  console.log(`${combinations} combinations of actor, agreement and channel, seed ${SEED}`)
})

test.each(Object.keys(CHANNELS))('a leak planted in the channel %s is found', async (name) => {
  const stranger = { ...(actors[0] as Actor), roles: [], groups: [], purposes: [] }
  const leaks = await Promise.all(
    records.slice(0, 8).map((record) => look(stranger, name, allSeeing(stranger, record))),
  )
  expect(leaks.flat().length).toBeGreaterThan(0)
})

test('every method of the desk is known here', () => {
  const methods = Object.keys(deskOf(actors[0] as Actor)).filter((name) => name !== 'may')
  expect(methods.sort()).toEqual(Object.keys(METHODS).sort())
  for (const channel of Object.values(METHODS).flat()) expect(Object.keys(CHANNELS)).toContain(channel)
})
