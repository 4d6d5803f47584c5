// SPDX-License-Identifier: Apache-2.0
/** A report becomes a draft of an incident: what an officer chose crosses, and nothing of the report, the firm or its customer. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { type IncidentTables, openIncidents } from '#supply/incidents/index.ts'
import { DRAFT_HANDED, draftToCarry, openSuspicions, type SuspicionTables } from '#supply/suspicions/index.ts'
import { draftsIn, draftsOut, REPORT_TO_INCIDENT } from '../crossings/index.ts'
import { receive, send } from '../crossings/post.ts'
import {
  authority,
  codeOf,
  dealer,
  oddOrder,
  planForTests,
  somebody,
  value,
} from '../supply/suspicions/suspicions.testing.ts'
import { COMPARTMENTS } from './compartments.ts'

const database = databaseForTests()
const open = async <T>(name: string) =>
  (await database.open<T>(name, COMPARTMENTS.find((each) => each.name === name)?.migrations ?? {})).db
let suspicions: Kysely<SuspicionTables>
let supply: Kysely<IncidentTables>
let post: Kysely<object>
const trouble: string[] = []

const analyst = somebody(dealer, 'analyst')
const officer = somebody(authority, 'officer')
const plan = planForTests([analyst, officer])
const desk = (who: Actor, isDraftingOpen = true) =>
  openSuspicions({ ...plan, db: suspicions, actor: who, isDraftingOpen })
const incidents = (who: Actor) =>
  openIncidents({
    ...{ db: supply, actor: who, prefixes: new Map(), seats: async () => [], isAbroad: async () => false },
    readParagraph: () => ({}) as never,
  })
const reader = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['incidents:officer'], groups: [], clearance: 'amber' },
  purposes: ['supply-control'],
})
const carry = (id: string, isOpen = true) => {
  const out = draftsOut({ post, isOpen, kind: DRAFT_HANDED, draftOf: (each) => draftToCarry(suspicions, each) })
  return suspicions.transaction().execute((trx) => out.take(trx as never, { kind: DRAFT_HANDED, record: id } as never))
}
const taken = async () => {
  const seen: unknown[] = []
  const take = draftsIn({ supply, isOpen: true, onTrouble: (code) => trouble.push(code) })
  const each = async (message: Parameters<typeof take>[0]) => {
    seen.push(message.content)
    await take(message)
  }
  while (await receive(post, REPORT_TO_INCIDENT, each));
  return seen
}
const linesOf = async (db: Kysely<never>, kind: string) => {
  const { rows } = await sql<{ verb: string; account: string | null }>`select verb, account from ledger_line
    where kind = ${kind} and verb in ('hand-over', 'tell', 'cross') order by id`.execute(db)
  return rows.map(({ verb, account }) => `${verb} ${account === null ? 'node' : 'person'}`)
}

beforeAll(async () => {
  suspicions = await open('supply_suspicions')
  supply = await open('supply')
  post = await open('commons')
}, 60_000)

test('what the officer chose crosses once, as a draft of that authority alone', async () => {
  const { alert } = value(await desk(analyst).take(oddOrder({ ref: 'PO-2026-77' })))
  const report = { to: authority, circumstances: 'A new customer asked for a masked precursor and a press.' }
  const sent = value(await desk(analyst).report(alert ?? '', report, 1))
  const read = value(await desk(officer).readReport(sent.id))
  expect(read.may).toContain('draft')
  const found = read.content.about.leg === 'order' ? read.content.about.found : []
  const precursor = found.find(({ kilograms }) => kilograms === 25)
  expect(precursor).toBeDefined()

  const draft = {
    kind: 'attempted-diversion',
    title: 'Precursor and a press asked for together',
    country: 'ZZ',
  } as const
  expect(codeOf(await desk(analyst).draftIncident(sent.id, draft))).toBe('not-found')
  expect(codeOf(await desk(somebody(dealer, 'officer')).draftIncident(sent.id, draft))).toBe('not-found')
  expect(codeOf(await desk(officer, false).draftIncident(sent.id, draft))).toBe('not-now')
  for (const title of ['Asked of ORVANE-chemicals', 'Their number PO/2026/77', 'Global Fine-Trade again', ''])
    expect(codeOf(await desk(officer).draftIncident(sent.id, { ...draft, title })), title).toBe('not-valid')
  const handed = value(await desk(officer).draftIncident(sent.id, { ...draft, goods: [precursor?.id ?? ''] }))
  expect(value(await desk(officer).readReport(sent.id)).drafts).toEqual([handed])
  expect(value(await desk(analyst).readReport(sent.id))).toMatchObject({ drafts: [], may: [] })

  await carry(handed.id, false)
  expect(await taken()).toEqual([])
  await carry(handed.id)
  const goods = [{ id: precursor?.id, name: precursor?.name, amount: { value: '25', unit: 'kg' } }]
  expect(await taken()).toEqual([{ authority, ...draft, place: '', occurred: null, goods }])
  await carry(handed.id)
  await taken()
  expect(await linesOf(suspicions as never, 'handed-draft')).toEqual(['hand-over person', 'tell node', 'tell node'])
  expect(await linesOf(supply as never, 'incident')).toEqual(['cross node'])
  expect(trouble).toEqual([])

  const incident = value((await incidents(reader(authority)).open(handed.id)) as never) as object
  expect(incident).toMatchObject({
    status: 'draft',
    title: draft.title,
    goods: [{ id: precursor?.id, certainty: 'declared' }],
  })
  expect(JSON.stringify(incident)).not.toMatch(/Orvane|Global|2026-77|crypto/i)
  expect(codeOf((await incidents(reader(randomUUID())).open(handed.id)) as never)).toBe('not-found')
  expect(codeOf((await incidents(reader(dealer)).open(handed.id)) as never)).toBe('not-found')
})

test('what is in no shape, or says more, is let in by nobody, and only that it came is told', async () => {
  const good = { authority, kind: 'diversion', title: 'T', country: 'ZZ', place: '', occurred: null, goods: [] }
  for (const content of [
    { ...good, reporter: 'Orvane Chemicals' },
    { ...good, kind: 'seizure' },
    { ...good, goods: [{ id: 'x' }] },
  ]) {
    const id = randomUUID()
    await send(post, REPORT_TO_INCIDENT, { id, verb: 'tell', content })
    await taken()
    expect(codeOf((await incidents(reader(authority)).open(id)) as never)).toBe('not-found')
  }
  expect(trouble).toEqual(['not-in-shape', 'not-in-shape', 'not-in-shape'])
})

test('the firm that reported sees no draft, also where it asks the table', async () => {
  const rows = (who: Actor) =>
    sit(suspicions, who, (trx) => sql<{ id: string }>`select id from handed_draft`.execute(trx as never))
  expect((await rows(officer)).rows).toHaveLength(1)
  expect((await rows(analyst)).rows).toEqual([])
})
