// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, matches, readLedger } from '#platform/ledger/index.ts'
import type { Area, NewSignal } from './contract.ts'
import { carrySignal, type Due, openSignals, type SignalsPlan, type SignalTables, signalsMigrations } from './index.ts'
import { signalById } from './store.ts'
import { contentOf } from './view.ts'

const database = databaseForTests()
const migrations = {
  access: accessMigrations,
  request: requestMigrations,
  ledger: ledgerMigrations,
  events: eventsMigrations,
  signals: signalsMigrations,
}
const areas: Area[] = [
  { code: 'ZZ-NO', parent: null, name: { en: 'North Shore', fr: 'Rive-Nord' } },
  { code: 'ZZ-NO-1', parent: 'ZZ-NO', name: { en: 'Port Selvane', fr: 'Port-Selvane' } },
]
const recognise = (told: string) =>
  /nitazen/i.test(told) ? [{ id: 'isotonitazene', name: 'Isotonitazene', as: told, certainty: 0.9 }] : []
const leaves: SignalsPlan['leaves'] = ({ source: sourceKind, people, ...rest }) => ({
  ...{ sourceKind, ...rest, count: String(people) },
})
const actorOf = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['signals:reporter'], groups: [] },
  ...{ clearance: 'amber', purposes: ['health-protection'], ...over },
})
const [hospital, clinic] = [randomUUID(), randomUUID()]
const opened = async () => {
  const { db } = await database.open<SignalTables>('health', migrations)
  const deskOf = (actor: Actor) =>
    openSignals({
      ...{ db, actor, areas, recognise, leaves, now: () => new Date('2026-11-22T10:00:00Z') },
      organisation: async () => ({ kind: actor.organisation === clinic ? 'bank' : 'hospital', area: 'ZZ-NO-1' }),
    })
  return { db, deskOf }
}
let known: ReturnType<typeof opened> | undefined
const open = () => {
  known ??= opened()
  return known
}
const nitazene: NewSignal = {
  substance: { told: 'isonitazene', id: 'isotonitazene' },
  severity: 'severe',
  effects: ['unconscious', 'slow-breathing'],
  region: 'ZZ-NO-1',
  day: '2026-11-21',
  people: 3,
  certainty: 'clinical',
  ages: '15-24',
  gender: 'men',
  note: 'Answered to naloxone only after a third dose.',
}
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

test('a signal is kept without its day, for those who reported it alone, and says what would leave', async () => {
  const { db, deskOf } = await open()
  const reporter = actorOf(hospital)
  const desk = deskOf(reporter)
  const checked = value(await desk.check(nitazene))
  expect(checked.recognised[0]?.id).toBe('isotonitazene')
  const told = {
    ...{ sourceKind: 'hospital', substance: { id: 'isotonitazene', name: 'Isotonitazene' }, severity: 'severe' },
    ...{ region: 'ZZ-NO-1', week: '2026-W47', count: '3' },
  }
  expect(checked.leaves).toEqual(told)
  const signal = value(await desk.report(nitazene))
  expect(signal).toMatchObject({
    status: 'reported',
    week: '2026-W47',
    people: 3,
    source: 'hospital',
    leaves: told,
    version: 1,
  })
  expect(JSON.stringify(signal)).not.toContain('2026-11-21')
  const { rows } = await sql<{
    all: string
  }>`select coalesce(string_agg(to_jsonb(s)::text, ' '), '') as all from signal s`.execute(db)
  expect(rows[0]?.all).toBe('') // nobody sits here

  // A colleague reads it, whoever else asks does not, and they cannot tell it from nothing.
  expect(value(await deskOf(actorOf(hospital)).open(signal.id)).note).toBe(nitazene.note)
  for (const other of [
    actorOf(clinic),
    actorOf(hospital, { roles: [] }),
    actorOf(hospital, { purposes: ['research'] }),
  ]) {
    const closed = deskOf(other)
    for (const id of [signal.id, randomUUID()]) {
      expect(codeOf(await closed.open(id))).toBe('not-found')
      expect(codeOf(await closed.withdraw(id, 'A mistake.', 1))).toBe('not-found')
    }
  }
  const row = await sit(db, reporter, (trx) => signalById(trx, signal.id))
  expect(await sit(db, reporter, (trx) => matches(trx, 'signal', signal.id, contentOf(row!)))).toBe(true)
  const lines = await readLedger(db, { record: signal.id } as never)
  expect(JSON.stringify(lines)).not.toMatch(/nitazene|naloxone/)
})

test('what points to a person is refused with what and where, and written nowhere, not even as an answer', async () => {
  const { db, deskOf } = await open()
  const reporter = actorOf(hospital)
  const desk = deskOf(reporter)
  const phone = '06 99 88 77 66'
  for (const [where, given] of Object.entries({
    note: { ...nitazene, note: `Mother at ${phone}` },
    appearance: { ...nitazene, appearance: phone },
    'substance.told': { ...nitazene, substance: { told: phone } },
  })) {
    const refused = await desk.report(given, `key-of-${where}`)
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'person', where, values: { mark: 'telephone', text: phone } },
    })
  }
  const { id, version } = value(await desk.report(nitazene))
  expect(codeOf(await desk.withdraw(id, `Call ${phone}`, version, 'a-key-of-mine'))).toBe('person')
  expect(codeOf(await desk.correct(id, { ...nitazene, note: phone }, version, 'another-key'))).toBe('person')
  const { rows } = await sit(db, reporter, (trx) =>
    sql<{ answer: string }>`select answer::text from request`.execute(trx),
  )
  expect(JSON.stringify(rows)).not.toContain(phone)
})

test.each<[string, Partial<NewSignal>, string]>([
  ['an area that is none', { region: 'ZZ-XX' }, 'region'],
  ['a day to come', { day: '2026-11-24' }, 'day'],
  ['a day long past', { day: '2024-11-24' }, 'day'],
  ['a kind of source that it is not', { source: 'poison-centre' }, 'source'],
  ['a substance that its name does not mean', { substance: { told: 'isonitazene', id: 'fentanyl' } }, 'substance.id'],
  ['an age in years', { age: 34 } as never, 'input'],
])('%s is refused', async (_what, over, where) => {
  const { deskOf } = await open()
  expect(await deskOf(actorOf(hospital)).report({ ...nitazene, ...over })).toMatchObject({
    ok: false,
    refusal: { code: 'not-valid', where },
  })
})

test('sent twice it counts once; it is corrected and withdrawn by who read it as it is', async () => {
  const { deskOf } = await open()
  const desk = deskOf(actorOf(randomUUID()))
  const first = value(await desk.report(nitazene, 'key-number-one'))
  expect(value(await desk.report(nitazene, 'key-number-one')).id).toBe(first.id)
  expect(value(await desk.count())).toBe(1)
  const second = value(await desk.report({ ...nitazene, substance: { told: 'powder, unknown' }, severity: 'fatal' }))
  expect(second.substance).toEqual({ told: 'powder, unknown' })
  expect(value(await desk.list({ limit: 1 })).next).not.toBeNull()
  expect(value(await desk.list({ text: 'ISOTO' })).items.map(({ id }) => id)).toEqual([first.id])
  expect(value(await desk.list({ severity: 'fatal' })).items.map(({ id }) => id)).toEqual([second.id])

  const corrected = value(await desk.correct(first.id, { ...nitazene, people: 12 }, 1))
  expect(corrected).toMatchObject({ version: 2, people: 12, leaves: { count: '12' } })
  expect(codeOf(await desk.correct(first.id, nitazene, 1))).toBe('changed')
  const withdrawn = value(await desk.withdraw(first.id, 'Another substance.', 2))
  expect(withdrawn).toMatchObject({ status: 'withdrawn', leaves: null, withdrawn: { reason: 'Another substance.' } })
  expect(codeOf(await desk.withdraw(first.id, 'Again.', 3))).toBe('not-now')
  expect(value(await desk.list({ status: 'withdrawn' })).items).toHaveLength(1)
})

test('each version is carried under an id of its own, once; a later one takes the one before back', async () => {
  const { db, deskOf } = await open()
  const desk = deskOf(actorOf(hospital))
  const { id } = value(await desk.report(nitazene))
  const carried: Due[] = []
  const carry = (isOpen = true) =>
    db.transaction().execute((trx) =>
      carrySignal(trx, id, async (due) => {
        if (!isOpen) return undefined
        carried.push(due)
        return JSON.stringify(due)
      }),
    )
  await carry(false)
  expect(carried).toEqual([])
  await carry()
  await carry()
  expect(carried).toHaveLength(1)
  expect(carried[0]).toMatchObject({ do: 'tell', signal: { region: 'ZZ-NO-1', people: 3 } })
  expect(JSON.stringify(carried)).not.toMatch(new RegExp(`${id}|naloxone|15-24|unconscious|clinical`))

  value(await desk.correct(id, { ...nitazene, severity: 'fatal' }, 1))
  await carry()
  expect(carried.slice(1).map((due) => due.do)).toEqual(['take-back', 'tell'])
  expect(carried[1]?.id).toBe(carried[0]?.id)
  expect(carried[2]?.id).not.toBe(carried[0]?.id)
  value(await desk.withdraw(id, 'It was something else.', 2))
  await carry()
  await carry()
  expect(carried.slice(3)).toEqual([{ do: 'take-back', id: carried[2]?.id }])

  // Who fails on the way has marked nothing.
  const { id: other } = value(await desk.report(nitazene))
  const failing = db.transaction().execute((trx) => carrySignal(trx, other, () => Promise.reject(new Error('away'))))
  await expect(failing).rejects.toThrow('away')
  const again: Due[] = []
  const carryOn = () =>
    db.transaction().execute((trx) => carrySignal(trx, other, async (due) => String(again.push(due))))
  const lost = db.transaction().execute(async (trx) => {
    await carrySignal(trx, other, async (due) => String(again.push(due)))
    throw new Error('away')
  })
  await expect(lost).rejects.toThrow('away')
  // It left, nothing says so, and then it is withdrawn: what left is taken back all the same.
  value(await desk.withdraw(other, 'It was something else.', 1))
  await carryOn()
  await carryOn()
  expect(again.map((due) => `${due.do} ${due.id === again[0]?.id}`)).toEqual(['tell true', 'take-back true'])
})
