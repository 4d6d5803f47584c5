// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import type { VisitCommand } from './contract.ts'
import {
  openVisits,
  openVisitsRegister,
  type VisitsTables,
  visitFacts,
  visitsMigrations,
  visitsRoutes,
} from './index.ts'

const database = databaseForTests()
let db: Kysely<VisitsTables>
let today = new Date('2026-03-02T10:00:00Z')
const [mechanism, house, clinic] = [randomUUID(), randomUUID(), randomUUID()]
const [lake, hill]: [string, string] = [randomUUID(), randomUUID()]
const runners = new Map<string, string>([[lake, house]])
const actor = (organisation: string, role: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`visits:${role}`], groups: [], clearance: 'amber' },
  ...{ purposes: ['preventive-visits'], ...over },
})
const [member, second] = [actor(mechanism, 'member'), actor(mechanism, 'member')]
const [answerer, other] = [actor(house, 'answerer'), actor(clinic, 'answerer')]
const seats = async () =>
  [answerer, other].map((seat) => ({
    organisation: { id: seat.organisation, name: seat === answerer ? 'House' : 'Clinic', kind: 'treatment-service' },
    actor: seat,
  }))
const directory = {
  find: async () => [],
  open: async (id: string) =>
    [lake, hill].includes(id) ? { id, name: 'Place', city: null, runner: runners.get(id) } : undefined,
}
const deskOf = (who: Actor) =>
  openVisits({
    ...{ db, actor: who, directory, seats, now: () => today },
    answer: { days: 30, rule: 'country' },
  })
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string; where?: string | undefined } }) =>
  outcome.ok ? 'ok' : [outcome.refusal?.code, outcome.refusal?.where].filter(Boolean).join(' ')
const plan = async (service = lake, announced = false) =>
  value(await deskOf(member).plan({ service, plannedOn: '2026-03-05', announced }))
const hold: VisitCommand = {
  ...{ do: 'hold', heldOn: '2026-03-02', team: ['doctor', 'lawyer'], notes: 'zqxnotes: cell 4.' },
  asked: [
    { what: 'rooms', given: 'given' },
    { what: 'alone', given: 'refused' },
  ],
}
/** Everything that somebody reaches by asking. */
const allOf = async (who: Actor, id: string) =>
  JSON.stringify([
    ...[await deskOf(who).list(), await deskOf(who).open(id), await deskOf(who).recommendations()],
    await openVisitsRegister(db).list(),
  ])

beforeAll(async () => {
  const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
  ;({ db } = await database.open<VisitsTables>('health', {
    ...{ ...platform, events: eventsMigrations, visits: visitsMigrations },
  }))
})

test('a plan and notes exist for the mechanism alone, recommendations for it and the place, a summary for everybody by two', async () => {
  const { id } = await plan()
  expect(codeOf(await deskOf(member).act(id, { ...hold, heldOn: '2026-03-03' }, 1))).toBe('not-valid heldOn')
  expect(codeOf(await deskOf(member).act(id, { do: 'send', recommendations: ['x'] }, 1))).toBe('not-now')
  const held = value(await deskOf(member).act(id, hold, 1))
  expect(held).toMatchObject({ state: 'held', may: ['hold', 'send', 'propose'], runner: house })
  for (const stranger of [
    answerer,
    other,
    actor(randomUUID(), 'member'),
    actor(mechanism, 'member', { purposes: ['service-quality'] }),
    actor(mechanism, 'member', { clearance: 'green' }),
    actor(mechanism, 'member', { roles: ['assurance:officer', 'liberty:licensing', 'safeguards:officer'] }),
  ]) {
    expect(await allOf(stranger, id)).not.toContain(lake)
    expect(codeOf(await deskOf(stranger).act(id, { do: 'drop' }, 2))).toBe('not-found')
  }
  const key = randomUUID()
  const send: VisitCommand = { do: 'send', recommendations: ['Glass in cell 4.', 'A doctor at night.'] }
  const sent = value(await deskOf(member).act(id, send, 2, key))
  expect(value(await deskOf(member).act(id, send, 2, key))).toEqual(sent)
  expect(codeOf(await deskOf(member).act(id, hold, sent.version))).toBe('not-now')
  const [first, next] = value(await deskOf(answerer).recommendations())
  expect(first).toMatchObject({ number: 1, answerBy: '2026-04-01', answerRule: 'country', provider: house })
  const seen = await allOf(answerer, id)
  for (const hidden of ['zqxnotes', 'doctor"', 'refused', 'plannedOn']) expect(seen).not.toContain(hidden)
  expect(await allOf(other, id)).not.toContain('cell 4')

  const done = { answer: 'accepted', text: 'In April.' } as const
  for (const stranger of [other, member, second])
    expect(codeOf(await deskOf(stranger).answer(first?.id ?? '', done))).toBe('not-found')
  value(await deskOf(answerer).answer(first?.id ?? '', done))
  expect(codeOf(await deskOf(answerer).follow(first?.id ?? '', { state: 'done' }))).toBe('not-found')
  value(await deskOf(second).follow(first?.id ?? '', { state: 'not', text: 'Seen on 4 May.' }))
  today = new Date('2026-04-02T10:00:00Z')
  const listed = value(await deskOf(answerer).recommendations())
  expect(listed.map(({ id: each, isLate }) => [each, isLate])).toEqual([
    [next?.id, true],
    [first?.id, false],
  ])
  expect(listed[1]?.followUps).toMatchObject([{ state: 'not', text: 'Seen on 4 May.' }])

  const propose: VisitCommand = { do: 'propose', summary: 'We saw the house by the lake.' }
  const proposed = value(await deskOf(member).act(id, propose, sent.version))
  expect(await openVisitsRegister(db).list()).toEqual([])
  expect(codeOf(await deskOf(member).act(id, { do: 'publish' }, proposed.version))).toBe('second-person')
  const published = value(await deskOf(second).act(id, { do: 'publish' }, proposed.version))
  const shown = await openVisitsRegister(db).list()
  expect(shown).toMatchObject([
    {
      from: mechanism,
      announced: false,
      team: ['doctor', 'lawyer'],
      recommendations: 2,
      answered: 1,
      text: propose.summary,
    },
  ])
  for (const hidden of ['zqxnotes', 'Glass', member.account, second.account])
    expect(JSON.stringify(shown)).not.toContain(hidden)
  expect(codeOf(await deskOf(second).act(id, propose, published.version))).toBe('not-now')
  value(await deskOf(member).act(id, { do: 'take-back' }, published.version))
  expect(await openVisitsRegister(db).list()).toEqual([])
})

test('what is recommended goes to who runs the place as an authority said; where none did, to whom the mechanism names', async () => {
  today = new Date('2026-03-02T10:00:00Z')
  const { id } = await plan(hill)
  value(await deskOf(member).act(id, hold, 1))
  const send = (provider?: string): VisitCommand => ({
    ...{ do: 'send', recommendations: ['x'] },
    ...(provider && { provider }),
  })
  expect(codeOf(await deskOf(member).act(id, send(), 2))).toBe('not-valid provider')
  expect(codeOf(await deskOf(member).act(id, send(mechanism), 2))).toBe('not-valid provider')
  expect(value(await deskOf(member).providers()).map(({ name }) => name)).toEqual(['Clinic', 'House'])
  value(await deskOf(member).act(id, send(clinic), 2))
  expect(value(await deskOf(other).recommendations())).toHaveLength(1)
  // Named for another place: who runs it gets it all the same.
  const known = await plan()
  value(await deskOf(member).act(known.id, hold, 1))
  value(await deskOf(member).act(known.id, send(clinic), 2))
  expect(value(await deskOf(other).recommendations())).toHaveLength(1)
  const dropped = await plan(hill)
  expect(value(await deskOf(second).act(dropped.id, { do: 'drop' }, 1))).toMatchObject({ state: 'dropped', may: [] })
  const inputs = [
    [{ service: randomUUID(), plannedOn: '2026-03-05', announced: true }, 'not-valid service'],
    [{ service: lake, plannedOn: 'soon', announced: true }, 'not-valid plannedOn'],
  ] as const
  for (const [input, code] of inputs) expect(codeOf(await deskOf(member).plan(input))).toBe(code)
})

test('over HTTP the same: a plan is its mechanism’s, an answer its place’s, a summary everybody’s', async () => {
  let who: Actor | undefined = member
  const api = visitsRoutes({ deskOf: async () => who && deskOf(who), register: openVisitsRegister(db) })
  const ask = (path: string, body?: unknown) =>
    api.request(`/api/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    })
  const planned = await ask('visits', { service: lake, plannedOn: '2026-06-01', announced: true })
  expect(planned.status).toBe(201)
  const { id } = await planned.json()
  expect((await ask(`visits/${id}/acts`, { command: { do: 'drop' }, version: 9 })).status).toBe(412)
  expect((await ask(`visits/${id}/acts`, { command: { do: 'drop' }, version: 1 })).status).toBe(200)
  expect((await (await ask('visit-providers')).json()).items).toHaveLength(2)
  who = answerer
  expect((await ask(`visits/${id}`)).status).toBe(404)
  const { items } = await (await ask('visit-recommendations')).json()
  const path = `visit-recommendations/${items[0].id}`
  expect((await ask(`${path}/answers`, { answer: 'refused', text: 'No.' })).status).toBe(200)
  expect((await ask(`${path}/follow-ups`, { state: 'done' })).status).toBe(404)
  who = undefined
  expect((await ask('visits')).status).toBe(401)
  expect((await ask('visit-summaries')).status).toBe(200)
})

test('neither side can change what the other wrote, not even past the desk', async () => {
  const grants = await sql<{ table_name: string; privilege_type: string }>`
    select distinct table_name, privilege_type from information_schema.column_privileges
    where table_name in ('visit_recommendation', 'visit_answer', 'visit_follow_up') and privilege_type in ('UPDATE')
      and grantee = current_user`.execute(db)
  expect(grants.rows).toEqual([])
})

test('figures count visits and answers in time up to the end of a month, over the floor', async () => {
  const now = new Date('2026-05-01T00:00:00Z')
  const counts: number[] = []
  const floored = (count: number) => counts.push(count) && null
  const facts = await visitFacts(db, { country: 'ZZ', year: 2026, now, floored, shareOf: () => null })
  // Three visits; of four recommendations two were answered by their day.
  expect(counts).toEqual([3, 2, 4])
  expect(facts.map(({ indicator, value: figure, floor }) => [indicator, figure, floor?.least])).toEqual([
    ['IND-142', null, 8],
    ['IND-143', null, 8],
  ])
})
