// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createTextMatcher } from '#matching/index.ts'
import { type Actor, accessMigrations, columnsOf, sit } from '#platform/access/index.ts'
import { attachmentMigrations } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { loadReference } from '#reference/index.ts'
import { filingSeat, PASSAGE, publishedFor } from './access.ts'
import type { AdvisoryHead, CarriedSignal } from './contract.ts'
import {
  advisoryForHealth,
  takeSignal,
  takeSignalBack,
  type WarningTables,
  warningFacts,
  warningsMigrations,
} from './index.ts'
import { changeWatched, insertVersion, listWatched, signalById, stepsOf, watchedById } from './store.ts'

const database = databaseForTests()
const migrations = {
  access: accessMigrations,
  request: requestMigrations,
  ledger: ledgerMigrations,
  events: eventsMigrations,
  attachments: attachmentMigrations,
  warnings: warningsMigrations,
}
const reference = loadReference()
const { match } = createTextMatcher(reference)
const identityOf = (id: string) => {
  const found = reference.substances.find((each) => each.id === id)
  return found && { ...found, name: found.name.en, names: [], structure: found.smiles, mass: null }
}
const [authority, other] = [randomUUID(), randomUUID()]
const plan = { match, identityOf, officers: [authority] }
const signal = (over: Partial<CarriedSignal> = {}): CarriedSignal => ({
  ...{ id: randomUUID(), sourceKind: 'hospital', substance: { name: 'Metonitazene' }, severity: 'severe' },
  ...{ region: 'ZZ-NO-1', week: '2026-W47', count: '1-7' },
  ...over,
})
const open = async () => (await database.open<WarningTables>('supply', migrations)).db
const taken = async (db: Awaited<ReturnType<typeof open>>, given: CarriedSignal, officers = [authority]) => {
  const outcome = await takeSignal(db, given, { ...plan, officers })
  if (!outcome.ok) throw new Error(outcome.refusal.detail)
  return outcome.value
}

test('a harm that crossed is proposed to the officers told, once, and to nobody else', async () => {
  const db = await open()
  const given = signal()
  const first = await taken(db, given)
  const [watched] = first.watched as [string]
  expect(await taken(db, given)).toEqual({ id: given.id, isNew: false, watched: [] })
  const seen = (actor: Actor) =>
    sit(db, actor, async (trx) => [
      (await watchedById(trx, watched))?.identity.id,
      (await signalById(trx, given.id))?.key,
    ])
  expect(await seen(filingSeat(authority))).toEqual(['metonitazene', 'metonitazene'])
  expect(await seen(filingSeat(other))).toEqual([undefined, undefined])
  expect(await seen({ ...filingSeat(authority), roles: ['warnings:reader'] })).toEqual([undefined, undefined])
  expect(await seen({ ...filingSeat(authority), purposes: ['supply-control'] })).toEqual([undefined, undefined])
  const steps = await sit(db, filingSeat(authority), (trx) => stepsOf(trx, watched))
  expect(steps).toMatchObject([{ did: 'propose', account: null, version: 1 }])
  expect(await sit(db, filingSeat(other), (trx) => stepsOf(trx, watched))).toEqual([])
})

test('signals come together by substance, under another name of it too, and unknown ones by their own', async () => {
  const db = await open()
  const byName = await taken(db, signal())
  expect((await taken(db, signal({ substance: { name: 'métonitazène' } }))).watched).toEqual(byName.watched)
  expect((await taken(db, signal({ substance: { id: 'metonitazene', name: 'M' } }))).watched).toEqual(byName.watched)
  const unknown = await taken(db, signal({ substance: { name: 'Blue  Lagoon-7' } }))
  expect(unknown.watched).not.toEqual(byName.watched)
  expect((await taken(db, signal({ substance: { name: 'blue lagoon 7' } }))).watched).toEqual(unknown.watched)
  const both = await taken(db, signal(), [authority, other])
  expect(both.watched[0]).toBe(byName.watched[0])
  expect(await sit(db, filingSeat(other), (trx) => watchedById(trx, both.watched[1] as string))).toBeDefined()
})

test('what was taken back leaves no officer the words of whoever reported it, and its name is free again', async () => {
  const db = await open()
  const [first, second] = [randomUUID(), randomUUID()]
  const officers = [first, second]
  const named = (over: Partial<CarriedSignal> = {}) => signal({ substance: { name: 'Jean Quetzal' }, ...over })
  const officer = (id: string): Actor => ({ ...filingSeat(id), account: randomUUID() })
  const board = (id: string) => sit(db, officer(id), (trx) => listWatched(trx, undefined, 50))
  const told = (id: string) =>
    sit(db, officer(id), async (trx) => (await trx.selectFrom('event').select('record').execute()).length)
  const [one, two] = [named(), named()]
  await taken(db, one, officers)
  await taken(db, two, officers)
  expect(await takeSignalBack(db, one.id)).toBe(true)
  expect([(await board(first)).length, (await board(second)).length]).toEqual([1, 1]) // the other one stands
  expect(await takeSignalBack(db, two.id)).toBe(true)
  expect([await board(first), await board(second), await told(first)]).toEqual([[], [], 0])
  expect(await takeSignalBack(db, two.id)).toBe(false)

  // Another one by that name begins anew; what an officer took up is the officer's, and stays.
  const three = named()
  await taken(db, three, officers)
  await sit(db, officer(first), async (trx) => {
    const [proposal] = await listWatched(trx, 'proposed', 1)
    if (proposal) await changeWatched(trx, proposal, { status: 'watched' }, new Date())
  })
  expect(await takeSignalBack(db, three.id)).toBe(true)
  expect([(await board(first)).map(({ status }) => status), await board(second)]).toEqual([['watched'], []])
})

test('of four signals that two authorities were told of no figure is published: they are four', async () => {
  const db = await open()
  const authorities = [randomUUID(), randomUUID()]
  const facts = async () => {
    const all = await warningFacts({ db, authorities, country: 'ZZ', year: new Date().getFullYear(), now: new Date() })
    return all.find(({ indicator }) => indicator === 'IND-115')?.value
  }
  for (let i = 0; i < 4; i++) await taken(db, signal(), authorities)
  expect(await facts()).toBeNull()
  for (let i = 0; i < 4; i++) await taken(db, signal(), authorities)
  expect(await facts()).toBe(10)
})

test('what is not in shape does not cross: an exact small number, a person, an unknown week; nor what nobody would read', async () => {
  const db = await open()
  const refused = async (over: object) => {
    const outcome = await takeSignal(db, { ...signal(), ...over } as CarriedSignal, plan)
    return outcome.ok ? 'ok' : `${outcome.refusal.code} ${outcome.refusal.where ?? ''}`
  }
  expect(await refused({ count: '3' })).toBe('not-valid count')
  expect(await refused({ count: '12' })).toBe('not-valid count')
  expect(await refused({ count: '10' })).toBe('ok')
  expect(await refused({ patient: 'x' })).toMatch(/^not-valid/)
  expect(await refused({ week: '2026-W60' })).toBe('not-valid week')
  const outcome = await takeSignal(db, signal(), { ...plan, officers: [] })
  expect(outcome.ok ? 'ok' : outcome.refusal.code).toBe('nobody-listens')
})

test('the passage to the health wing reads the professional version that is meant for it, and nothing else', async () => {
  const db = await open()
  const author: Actor = { ...filingSeat(authority), purposes: ['early-warning', 'advisories'] }
  const publish = async (health: boolean) => {
    const [id, watched] = [randomUUID(), (await taken(db, signal())).watched[0] as string]
    const handling = publishedFor(authority, { public: [], professional: [], restricted: [], health })
    const text = (reader: string) => ({
      headline: reader,
      description: 'It is stronger.',
      instruction: 'Call.',
      reviewed: true,
    })
    const at = new Date()
    await sit(db, author, async (trx) => {
      const content = JSON.stringify({})
      const advisory = { id, watched, status: 'published', content, prepared_at: at, proposed_by: randomUUID() }
      const times = {
        published_at: at,
        expires_at: new Date('2099-01-01T00:00:00Z'),
        ended_at: null,
        reason: null,
        version: 3,
      }
      await trx
        .insertInto('advisory')
        .values({ ...advisory, ...times, ...columnsOf(handling.restricted) } as never)
        .execute()
      const head: AdvisoryHead = {
        ...{ severity: 'Severe', urgency: 'Immediate', certainty: 'Observed', regions: ['ZZ'] },
        ...{ substance: { name: 'x' }, publisher: 'x', areas: [] },
      }
      for (const reader of ['public', 'professional', 'restricted'] as const) {
        const texts = { en: text(reader), fr: text(reader) }
        await insertVersion(trx, {
          advisory: id,
          reader,
          head,
          texts,
          ...times,
          ...columnsOf(handling[reader]),
        })
      }
    })
    return id
  }
  const meant = await publish(true)
  expect(await advisoryForHealth(db, meant)).toEqual({
    ...{ id: meant, version: 3, severity: 'Severe', urgency: 'Immediate', regions: ['ZZ'] },
    texts: Object.fromEntries(
      ['en', 'fr'].map((each) => [
        each,
        { headline: 'professional', text: 'It is stronger.\n\nCall.', reviewed: true },
      ]),
    ),
    ...{ expires: '2099-01-01T00:00:00.000Z', withdrawn: null },
  })
  expect(await advisoryForHealth(db, await publish(false))).toBeUndefined()
  expect(await advisoryForHealth(db, randomUUID())).toBeUndefined()
  expect(await sit(db, PASSAGE, (trx) => trx.selectFrom('advisory_version').selectAll().execute())).toEqual([])
})
