// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { commitmentsMigrations, createFactsDesk, createPublisher, type FactTables } from '#commitments/index.ts'
import { type Actor, accessMigrations, columnsOf, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { loadIndicators } from '#reference/index.ts'
import { bornFor } from './access.ts'
import { incidentFacts } from './facts.ts'
import { incidentsMigrations } from './index.ts'
import type { IncidentContent } from './shapes.ts'
import { type IncidentTables, insertIncident, type RequestRow } from './store.ts'

const database = databaseForTests()
let db: Kysely<IncidentTables>
beforeAll(async () => {
  const platform = { access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations }
  const more = { events: eventsMigrations, search: searchMigrations, peers: peersMigrations }
  ;({ db } = await database.open<IncidentTables>('supply', { ...platform, ...more, incidents: incidentsMigrations }))
})
const [customs, police, away] = [randomUUID(), randomUUID(), randomUUID()]
const now = new Date('2026-06-15T12:00:00Z')
const actorOf = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['incidents:officer'], groups: [] },
  ...{ clearance: 'red', purposes: ['supply-control'] },
})
const told = (
  organisation: string,
  over: Partial<IncidentContent>,
  released: Date | null,
  status: 'released' | 'recalled' | 'draft' = 'released',
) =>
  sit(db, actorOf(organisation), async (trx) => {
    const content: IncidentContent = {
      ...{
        kind: 'seizure',
        urgency: 'routine',
        title: 'x',
        account: '',
        place: { country: 'ZZ', name: '' },
        goods: [],
      },
      ...{ equipment: [], route: [], parties: [], identifiers: [], ...over },
    }
    const isOver = status === 'recalled'
    const id = randomUUID()
    await insertIncident(trx, {
      ...{ id, kind: content.kind, status, urgency: 'routine', content, countries: ['ZZ'], reported_at: now },
      ...{ released_at: released, look_by: null, proposed_by: null, proposed_release: null, version: 1 },
      ...{ ended_at: isOver ? now : null, reason: isOver ? 'x' : null, ...columnsOf(bornFor(actorOf(organisation))) },
    })
    return id
  })
const asked = async (incident: string, to: string, due: string, over: Partial<RequestRow>) =>
  sit(db, actorOf(customs), (trx) =>
    trx
      .insertInto('incident_request')
      .values({
        ...{ id: randomUUID(), incident, kind: 'backtrack', status: 'open', question: 'x', due_on: due, asked: to },
        ...{
          asked_at: now,
          answer: null,
          settled_at: null,
          version: 1,
          ...columnsOf(bornFor(actorOf(customs))),
          ...over,
        },
      })
      .execute(),
  )
const facts = async () =>
  incidentFacts({ db, organisations: [customs, police], watched: ['w1'], country: 'ZZ', year: 2026, now })
const figure = (all: Awaited<ReturnType<typeof facts>>, indicator: string) =>
  all.find((fact) => fact.indicator === indicator)?.value

test('answers in time, watched substances and equipment are counted, floored, and taken by the publisher', async () => {
  expect((await facts()).map(({ indicator, value }) => [indicator, value])).toEqual([
    ...[
      ['IND-117', null],
      ['IND-118', null],
    ],
  ])
  const may = new Date('2026-05-01T00:00:00Z')
  const goods = [{ name: 'x', id: 'w1', certainty: 'declared' as const }]
  const ids: string[] = []
  for (let n = 0; n < 9; n++) ids.push(await told(n % 2 ? customs : police, { goods }, may))
  for (let n = 0; n < 12; n++) await told(customs, { equipment: [{ name: 'press', count: 1 }] }, may)
  await told(police, { kind: 'equipment' }, may)
  // None of these is counted: another year, drafts, what was recalled, what is not watched, what others told.
  await told(customs, { goods }, new Date('2025-12-31T23:59:59Z'))
  await told(customs, { goods }, null, 'draft')
  await told(customs, { goods }, may, 'recalled')
  await told(customs, { goods: [{ ...(goods[0] as (typeof goods)[0]), id: 'other' }] }, may)
  await told(away, { goods, equipment: [{ name: 'press', count: 1 }] }, may)

  const incident = await told(customs, {}, may)
  const settled = (day: string) => ({
    status: 'answered' as const,
    answer: 'x',
    settled_at: new Date(`${day}T23:00:00Z`),
  })
  await asked(incident, away, '2026-05-10', settled('2026-05-10')) // on its last day
  await asked(incident, away, '2026-05-10', settled('2026-05-11')) // too late
  await asked(incident, away, '2026-05-10', { status: 'declined', answer: 'x', settled_at: may })
  await asked(incident, away, '2026-05-10', {}) // expired
  await asked(incident, away, '2026-07-10', {}) // still open
  await asked(incident, police, '2026-05-10', settled('2026-05-01')) // within the node
  const all = await facts()
  expect([figure(all, 'IND-116'), figure(all, 'IND-117'), figure(all, 'IND-118')]).toEqual([25, 10, 15])

  const { db: public_ } = await database.open<FactTables>('commitments', { facts: commitmentsMigrations })
  const published = await createPublisher(loadIndicators())(public_, all)
  expect(published).toMatchObject({ ok: true })
  const read = await createFactsDesk(public_).facts({ source: 'supply/incidents' })
  expect(read.ok && read.value.facts.length).toBe(3)
})
