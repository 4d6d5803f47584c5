// SPDX-License-Identifier: Apache-2.0
/** What crosses between the wings, and that nothing else does: two processes' worth of logins, and every row of the other side. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAddresses, writeAddresses } from '#app/addresses.ts'
import { readConfig } from '#app/config.ts'
import { areasOf, isCrossingOpen, packOf } from '#app/country.ts'
import { publishHealthFacts } from '#app/health-facts.ts'
import { type Held, hold } from '#app/held.ts'
import type { Wing } from '#app/wings.ts'
import { createFactsDesk, type FactTables } from '#commitments/index.ts'
import { type AdviceTables, openAdvice } from '#health/advice/index.ts'
import { openSignals, type SignalTables } from '#health/signals/index.ts'
import { type Actor, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { announce } from '#platform/events/index.ts'
import { readLedger } from '#platform/ledger/index.ts'
import { ADVISORY_PUBLISHED, type WarningTables } from '#supply/warnings/index.ts'
import {
  advisoriesIn,
  advisoriesOut,
  carriedOf,
  HARM_SIGNAL_TO_WARNINGS,
  keepReceiving,
  signalsIn,
  signalsOut,
  WARNING_TO_HEALTH,
} from '../src/crossings/index.ts'
import type { NewSignal } from '../src/health/signals/contract.ts'

const database = databaseForTests()
const pack = packOf('ZZ')
const areas = areasOf(pack)
const authority = randomUUID()
let admin: Client
let wings: Record<Wing, Held>
let open = true
const trouble: string[] = []
const stops: (() => Promise<unknown>)[] = []

/** One wing as its process would hold it: by its own file of logins. */
const wingOf = async (wing: Wing): Promise<Held> => {
  const logins = join(database.folder, 'wings', `${wing}.json`)
  const config = readConfig({ DATA: join(database.folder, wing), WING: wing, LOGINS: logins })
  return hold(config, JSON.parse(readFileSync(logins, 'utf8')))
}

beforeAll(async () => {
  const config = readConfig({ DATA: database.folder, DATABASE_URL: database.server.adminUrl })
  const { of } = await makeAddresses(config)
  writeAddresses(join(database.folder, 'wings'), of)
  const owner = new URL(database.server.adminUrl)
  owner.pathname = new URL(of.commons as string).pathname
  admin = new Client(owner.href)
  await admin.connect()
  wings = { health: await wingOf('health'), supply: await wingOf('supply') }
  const { health, supply } = wings
  health.dispatch((name) => (name === 'health' ? [consumer(health)] : []))
  supply.dispatch((name) => (name === 'supply' ? [advisories(supply)] : []))
  const take = signalsIn({
    supply: supply.compartment<WarningTables>('supply').db,
    get isOpen() {
      return open
    },
    planFor: async () => ({
      match: () => ({ findings: [], amounts: [], reference: '' }),
      identityOf: () => undefined,
      officers: [authority],
    }),
    onTrouble: (code) => trouble.push(code),
  })
  const { db } = supply.compartment<object>('commons')
  stops.push(keepReceiving(db, HARM_SIGNAL_TO_WARNINGS, take, (code) => trouble.push(code)))
  const letIn = advisoriesIn({
    health: health.compartment<AdviceTables>('health').db,
    get isOpen() {
      return open
    },
    areas,
    services: async () => [{ id: clinic.organisation, kind: 'treatment-service', country: 'ZZ', area: 'ZZ-NO-1' }],
    onTrouble: (code) => trouble.push(code),
  })
  const post = health.compartment<object>('commons').db
  stops.push(keepReceiving(post, WARNING_TO_HEALTH, letIn, (code) => trouble.push(code)))
}, 120_000)
afterAll(async () => {
  for (const stop of stops) await stop()
  for (const held of Object.values(wings ?? {})) {
    await held.stop()
    await held.close()
  }
  await admin?.end()
})

const advisories = (supply: Held) => {
  const [own, post] = [supply.compartment<WarningTables>('supply').db, supply.compartment<object>('commons').db]
  const [on, off] = [true, false].map((isOpen) => advisoriesOut({ supply: own, post, isOpen }))
  const take = (...given: Parameters<NonNullable<typeof on>['take']>) => (open ? on : off)!.take(...given)
  return { name: 'crossing-advisory', take }
}
const clinic: Actor = {
  ...{ account: randomUUID(), organisation: randomUUID(), roles: ['advice:reader'], groups: [] },
  ...{ clearance: 'amber', purposes: ['health-protection'] },
}

/** The sending end, whose switch the tests turn. */
const consumer = (health: Held) => {
  const post = health.compartment<object>('commons').db
  const [on, off] = [true, false].map((isOpen) => signalsOut({ post, isOpen, areas }))
  const consumer = {
    name: 'crossing-harm-signal',
    take: (...given: Parameters<NonNullable<typeof on>['take']>) => (open ? on : off)!.take(...given),
  }
  return consumer
}

const reporter: Actor = {
  ...{ account: randomUUID(), organisation: randomUUID(), roles: ['signals:reporter'], groups: [] },
  ...{ clearance: 'amber', purposes: ['health-protection'] },
}
const desk = () =>
  openSignals({
    ...{ db: wings.health.compartment<SignalTables>('health').db, actor: reporter, areas },
    organisation: async () => ({ kind: 'hospital', area: 'ZZ-NO-1' }),
    recognise: () => [],
    leaves: (signal) => carriedOf(signal, areas),
  })
/** Everything of it that may never leave, in words that stand nowhere else. */
const given: NewSignal = {
  ...{ substance: { told: 'violet wafers' }, severity: 'severe', region: 'ZZ-NO-1', people: 4321 },
  ...{
    day: new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10),
    certainty: 'analytical',
    form: 'vape',
    ages: '35-64',
    gender: 'another',
  },
  ...{ appearance: 'stamped zebra', effects: ['serotonin', 'kidney'], note: 'Came by ambulance quetzal.' },
}
const hidden = ['ZZ-NO-1', '4321', 'analytical', 'vape', '35-64', 'another', 'zebra', 'serotonin', 'kidney', 'quetzal']

/** Every row of every table of a compartment, as text; its ledger too. */
const rowsOf = async (schema: string): Promise<string> => {
  const { rows } = await admin.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = $1',
    [schema],
  )
  const all: string[] = []
  for (const { name } of rows) {
    const found = await admin.query<{ row: string }>(`select to_jsonb(t)::text as row from "${schema}"."${name}" t`)
    all.push(...found.rows.map(({ row }) => `${name} ${row}`))
  }
  return all.join('\n')
}
const until = async <T>(look: () => Promise<T | false | undefined>): Promise<T> => {
  for (const started = Date.now(); Date.now() - started < 20_000; await new Promise((done) => setTimeout(done, 50))) {
    const found = await look()
    if (found) return found
  }
  throw new Error(`It did not happen. ${trouble}`)
}
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { detail: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}
const arrived = async () => (await rowsOf('supply')).split('\n').filter((row) => row.startsWith('warning_signal '))

test('the pack of the invented country has the switch, and one that says nothing keeps the passage closed', () => {
  expect(isCrossingOpen(pack, HARM_SIGNAL_TO_WARNINGS)).toBe(true)
  expect(isCrossingOpen(packOf('US'), HARM_SIGNAL_TO_WARNINGS)).toBe(false)
  expect(isCrossingOpen(undefined, HARM_SIGNAL_TO_WARNINGS)).toBe(false)
})

test('a signal crosses by the logins of two wings, with what the passage names and nothing else', async () => {
  const before = await rowsOf('supply')
  const signal = value(await desk().report(given))
  const [row = ''] = await until(async () => {
    const rows = await arrived()
    return rows.length > 0 && rows
  })
  expect(row).toMatch(/violet wafers/)
  expect(JSON.parse(row.slice('warning_signal '.length))).toMatchObject({
    source: 'hospital',
    content: {
      substance: { name: 'violet wafers' },
      severity: 'severe',
      region: 'ZZ-NO',
      count: '4320',
      week: signal.week,
    },
  })
  const known = new Set(before.split('\n'))
  const fresh = (await rowsOf('supply')).split('\n').filter((each) => !known.has(each))
  for (const word of [...hidden, given.day, signal.id, reporter.organisation, reporter.account])
    expect(
      fresh.filter((each) => each.includes(word)),
      word,
    ).toEqual([])
  expect(await until(async () => (await rowsOf('commons')).includes('passage_message') === false)).toBe(true)

  // Both ledgers say so, neither in words of the signal.
  const verbs = async (wing: Wing) =>
    (await readLedger(wings[wing].compartment<object>(wing).db, {} as never)) as unknown as {
      lines?: { verb: string }[]
    }
  for (const [wing, verb] of [
    ['health', 'tell'],
    ['supply', 'cross'],
  ] as const)
    await until(async () => JSON.stringify(await verbs(wing)).includes(`"verb":"${verb}"`))
})

test('a correction takes the place of what was told, and a withdrawal leaves nothing that an officer sees', async () => {
  const signal = value(await desk().report({ ...given, substance: { told: 'amber drops' } }))
  const seen = async () => (await arrived()).filter((row) => /amber drops/.test(row) && row.includes(authority))
  await until(async () => (await seen()).length === 1)
  const corrected = value(
    await desk().correct(signal.id, { ...given, substance: { told: 'amber drops' }, people: 3 }, 1),
  )
  await until(async () => {
    const rows = await seen()
    return rows.length === 1 && rows[0]?.includes('"1-7"')
  })
  value(await desk().withdraw(corrected.id, 'It was another thing.', 2))
  await until(async () => (await seen()).length === 0)
  expect(await rowsOf('supply')).not.toContain('It was another thing')
})

test('closed, nothing is told; what was told before is still taken back', async () => {
  const first = value(await desk().report({ ...given, substance: { told: 'open first' } }))
  const seen = async (told: string) => (await arrived()).filter((row) => row.includes(told) && row.includes(authority))
  await until(async () => (await seen('open first')).length === 1)
  open = false
  try {
    value(await desk().report({ ...given, substance: { told: 'never told' } }))
    value(await desk().withdraw(first.id, 'Wrong.', 1))
    await until(async () => (await seen('open first')).length === 0)
    expect(await rowsOf('supply')).not.toContain('never told')
    expect(await rowsOf('commons')).not.toContain('never told')
  } finally {
    open = true
  }
})

test.each<[string, (content: object) => object]>([
  ['a planted field', (content) => ({ ...content, note: 'pheasant' })],
  ['an exact number', (content) => ({ ...content, count: '4' })],
  ['a person in the name', (content) => ({ ...content, substance: { name: 'Mr Pheasant, 06 12 34 56 78' } })],
  ['an area below the region', (content) => ({ ...content, region: 'ZZ-NO-11' })],
])('%s is let in by nobody, whoever puts it on the way', async (_what, plant) => {
  const carried = { sourceKind: 'hospital', substance: { name: 'pheasant' }, severity: 'severe' }
  const content = plant({ ...carried, region: 'ZZ-NO', week: '2026-W47', count: '1-7' })
  const before = trouble.length
  await admin.query(`insert into commons.passage_message (id, verb, passage, content) values ($1, 'tell', $2, $3)`, [
    randomUUID(),
    HARM_SIGNAL_TO_WARNINGS,
    JSON.stringify(content),
  ])
  await until(async () => trouble.length > before)
  expect(trouble.at(-1)).toBe('not-in-shape')
  expect(await rowsOf('supply')).not.toMatch(/pheasant/i)
})

/** An advisory as it stands published in supply, with all that may not cross beside what does. */
const publish = async (headline: string, isForHealth = true) => {
  const [id, watched, account] = [randomUUID(), randomUUID(), randomUUID()]
  const officer: Actor = {
    ...{ account, organisation: authority, roles: ['warnings:officer'], groups: [], clearance: 'amber' },
    purposes: ['early-warning', 'advisories'],
  }
  const { db } = wings.supply.compartment<WarningTables>('supply')
  const at = new Date()
  const text = (words: string) => ({
    en: { headline: words, description: `${words} described`, instruction: '', reviewed: true },
  })
  const own = { originator: authority, field_markings: '{}', is_originator_controlled: false, kept_until: null }
  await sit(db, officer, async (trx) => {
    const names = { name: 'crested auk', names: [], structure: '', inchikey: '', formula: '', mass: null, cas: '' }
    await sql`insert into watched ${rowOf({
      ...{ id: watched, keys: [`name:${watched}`], status: 'watched', identity: names, opened_at: at, changed_at: at },
      ...{ ...own, audience: [`organisation:${authority}`], marking: 2, purposes: ['early-warning'] },
    })}`.execute(trx)
    await sql`insert into advisory ${rowOf({
      ...{ id, watched, status: 'published', content: { secret: 'puffin' }, prepared_at: at, proposed_by: account },
      ...{ published_at: at, expires_at: new Date(at.getTime() + 86_400_000) },
      ...{ ...own, audience: [`organisation:${authority}`], marking: 2, purposes: ['early-warning'] },
    })}`.execute(trx)
    for (const reader of ['professional', 'restricted'])
      await sql`insert into advisory_version ${rowOf({
        ...{ advisory: id, reader, published_at: at, expires_at: new Date(at.getTime() + 86_400_000), version: 2 },
        head: {
          severity: 'Severe',
          urgency: 'Immediate',
          regions: ['ZZ-NO'],
          substance: 'razorbill',
          certainty: 'Observed',
        },
        texts: text(reader === 'professional' ? headline : 'guillemot'),
        ...{ ...own, marking: 1, purposes: ['advisories'] },
        audience: [
          `organisation:${authority}`,
          ...(isForHealth && reader === 'professional' ? ['crossing:warning-to-health'] : []),
        ],
      })}`.execute(trx)
    const told = { audience: [`organisation:${authority}`], marking: 'amber', purposes: ['early-warning'] } as const
    await announce(trx, { kind: ADVISORY_PUBLISHED, record: id, ...told })
  })
  return { id, officer, account }
}
/** Columns and values of one row, objects as JSON. */
const rowOf = (row: Record<string, unknown>) => {
  const isJson = (value: unknown) =>
    typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value)
  const values = Object.values(row).map((value) =>
    isJson(value) ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`,
  )
  return sql`(${sql.join(Object.keys(row).map((name) => sql.ref(name)))}) values (${sql.join(values)})`
}
const adviceDesk = () => openAdvice({ db: wings.health.compartment<AdviceTables>('health').db, actor: clinic })
const advised = async (headline: string) => {
  const page = await adviceDesk().list()
  return page.ok && page.value.items.find(({ texts }) => texts.en?.headline === headline)
}

test('an advisory crosses to the services concerned, with what the passage names and nothing else', async () => {
  const { id, account } = await publish('Kittiwake')
  const advice = await until(() => advised('Kittiwake'))
  expect(advice).toMatchObject({ id, severity: 'Severe', urgency: 'Immediate', regions: ['ZZ-NO'], state: 'in-force' })
  value(await adviceDesk().acknowledge(id, advice.version))
  const health = await rowsOf('health')
  for (const word of [account, authority, 'puffin', 'razorbill', 'guillemot', 'crested auk', 'Observed'])
    expect(health, word).not.toContain(word)
  // That it was read stays in health.
  await new Promise((done) => setTimeout(done, 1000))
  for (const schema of ['supply', 'commons']) expect(await rowsOf(schema)).not.toContain(clinic.organisation)
})

test('what is not meant for services does not cross, nor anything while the passage is closed', async () => {
  await publish('Fulmar', false)
  open = false
  try {
    await publish('Gannet')
    await new Promise((done) => setTimeout(done, 1500))
    for (const schema of ['health', 'commons']) expect(await rowsOf(schema)).not.toMatch(/Fulmar|Gannet/)
  } finally {
    open = true
  }
})

test('figures of health leave under the floor alone, and not at all where the country does not let them', async () => {
  const facts = createFactsDesk(wings.health.compartment<FactTables>('commitments').db)
  const told = async () => {
    const page = await facts.facts({ indicators: ['IND-121', 'IND-122'] })
    return page.ok ? page.value.facts : []
  }
  for (let i = 0; i < 9; i++) value(await desk().report({ ...given, severity: 'fatal' }))
  value(await desk().report({ ...given, severity: 'minor' }))
  await publishHealthFacts(wings.health, 'US', new Date())
  expect(await told()).toEqual([])
  await publishHealthFacts(wings.health, 'ZZ', new Date())
  // This month is not over: nothing of it is told yet.
  expect((await told()).filter(({ value }) => value !== null)).toEqual([])
  const [today] = [new Date()]
  const nextMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 2))
  await publishHealthFacts(wings.health, 'ZZ', nextMonth)
  const before = await told()
  // However often a node starts that month, and whatever is reported or withdrawn meanwhile, nothing moves by one.
  const late = value(await desk().report({ ...given, severity: 'fatal' }))
  for (let i = 0; i < 5; i++) value(await desk().report({ ...given, severity: 'fatal' }))
  await publishHealthFacts(wings.health, 'ZZ', nextMonth)
  value(await desk().withdraw(late.id, 'Reported twice.', late.version))
  await publishHealthFacts(wings.health, 'ZZ', new Date(nextMonth.getTime() + 86_400_000))
  expect(await told()).toEqual(before)
  const severities = (await told()).filter(({ indicator }) => indicator === 'IND-121')
  expect(severities.map(({ disaggregation }) => disaggregation.severity ?? 'all').sort()).toEqual([
    'all',
    'fatal',
    'minor',
    'moderate',
    'severe',
  ])
  expect(severities.find(({ disaggregation }) => disaggregation.severity === 'minor')?.value).toBeNull()
  expect(severities.find(({ disaggregation }) => disaggregation.severity === undefined)?.value).toBeGreaterThan(0)
  for (const { value } of await told()) expect(value === null || (value >= 8 && value % 5 === 0)).toBe(true)
  expect((await told()).find(({ indicator }) => indicator === 'IND-122')?.value).toBeNull()
})
