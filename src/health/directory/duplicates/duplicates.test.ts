// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import type { ImportReport, Source } from '../contract.ts'
import { type DirectoryTables, directoryMigrations, openDirectory, openFinder } from '../index.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, directory: directoryMigrations },
}
const now = new Date('2026-11-22T10:00:00Z')
const editor = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['directory:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['finding-help'], ...over },
})
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'
const bytes = (text: string) => new TextEncoder().encode(text)

const HEADER = 'id,name,city,country,address_1,phones,minimum_age,address_public'
const csvOf = (rows: readonly string[]) => bytes([HEADER, ...rows].join('\n'))
const samhsaOf = (rows: readonly string[]) =>
  bytes(['name1,street1,city,state,zip,latitude,longitude', ...rows].join('\n'))
const pier = (phone: string, age = '', open = '') => `p1,Pier House,Selvane,US,4 Pier Street,${phone},${age},${open}`
const other = 'o1,Hill House,Selvane,US,9 Hill Road,+000 9,,'
const street = (position = '44,-123') => `Pier House,4 Pier St,Selvane,OR,97401,${position}`
const street2 = 'Lake House,1 Lake Road,Selvane,OR,97401,44.2,-123'

/** An organisation of its own for each test, on one database. */
const opened = async () => {
  const { db } = await database.open<DirectoryTables>('health', migrations)
  return db
}
let known: ReturnType<typeof opened> | undefined
const open = async () => {
  known ??= opened()
  const db = await known
  const organisation = randomUUID()
  const desk = openDirectory({ db, actor: editor(organisation), now: () => now })
  const take = async (source: Source, file: Uint8Array): Promise<ImportReport> => value(await desk.import(source, file))
  const finder = openFinder(db, () => now)
  const all = async () => value(await desk.list()).items
  const of = async (source: string) => {
    const found = (await all()).find((each) => each.source === source && each.name === 'Pier House')
    if (!found) throw new Error('It is not there.')
    return found
  }
  return { db, desk, organisation, take, finder, all, of }
}
const merged = async () => {
  const house = await open()
  const { desk, take, of } = house
  await take('csv', csvOf([pier('+000 111'), other]))
  await take('samhsa', samhsaOf([street(), street2]))
  expect(value(await desk.lookForPairs())).toBe(1)
  const [pair] = value(await desk.pairs()).items
  if (!pair) throw new Error('No pair.')
  const [csv, samhsa] = [await of('csv'), await of('samhsa')]
  const taken = ['location' as const]
  value(await desk.decide(pair.id, { do: 'same', kept: csv.id, taken }, pair.version))
  return { ...house, pair, csv, samhsa }
}
const notes = ({ notes: all }: ImportReport) => all.map(({ code, given }) => `${code} ${given}`).sort()

test('two sources of one service become one listing; each source goes on to change its own fields, and neither makes it anew', async () => {
  const { desk, take, finder, csv, samhsa, pair, db } = await merged()
  const shown = async () => {
    const one = await finder.open(csv.id)
    return [one?.phones[0]?.number, one?.location.latitude, one?.location.address1, one?.left]
  }
  expect(await shown()).toEqual(['+000 111', 44, '4 Pier St', null])
  expect(await finder.open(samhsa.id)).toMatchObject({ mergedInto: csv.id, phones: [] })
  expect(value(await finder.find({ text: 'Pier House' })).items.filter(({ id }) => id === samhsa.id)).toEqual([])
  for (const actor of [editor(randomUUID()), editor(randomUUID(), { roles: [] })]) {
    const stranger = openDirectory({ db, actor })
    expect(codeOf(await stranger.pair(pair.id))).toBe('not-found')
    expect(codeOf(await stranger.decide(pair.id, { do: 'undo' }, pair.version + 1))).toBe('not-found')
  }
  expect(await take('samhsa', samhsaOf([street('45,-124'), street2]))).toMatchObject({ added: 0, changed: 1, left: 0 })
  expect(await shown()).toEqual(['+000 111', 45, '4 Pier St', null])
  expect(await take('csv', csvOf([pier('+000 222'), other]))).toMatchObject({ added: 0, changed: 1, left: 0 })
  expect(await shown()).toEqual(['+000 222', 45, '4 Pier St', null])
  // The same files again change nothing.
  expect(await take('csv', csvOf([pier('+000 222'), other]))).toMatchObject({ added: 0, changed: 0, same: 2 })
  expect(await take('samhsa', samhsaOf([street('45,-124'), street2]))).toMatchObject({ added: 0, changed: 0, same: 2 })
  expect(value(await desk.lookForPairs())).toBe(0)
  expect(codeOf(await desk.decide(pair.id, { do: 'undo' }, pair.version))).toBe('changed')
  value(await desk.decide(pair.id, { do: 'undo' }, pair.version + 1))
  expect(await shown()).toEqual(['+000 222', null, '4 Pier Street', null])
  expect(await finder.open(samhsa.id)).toMatchObject({ mergedInto: null, ended: null, location: { latitude: 45 } })
  value(await desk.decide(pair.id, { do: 'different' }, pair.version + 2))
  expect(value(await desk.lookForPairs())).toBe(0)
})

test('what one source deletes and the other still has stays, and the report says so; gone from both, it is gone', async () => {
  const { take, finder, csv, samhsa } = await merged()
  const left = async () => (await finder.open(csv.id))?.left ?? null
  const without = await take('csv', csvOf([other]))
  expect([without.left, notes(without)]).toEqual([0, ['left-kept Pier House']])
  expect(await take('samhsa', samhsaOf([street('46,-124'), street2]))).toMatchObject({ changed: 1 })
  expect(await left()).toBeNull()
  expect((await finder.open(csv.id))?.location.latitude).toBe(46)
  expect(notes(await take('csv', csvOf([other])))).toEqual([]) // told once
  const both = await take('samhsa', samhsaOf([street2]))
  expect([both.left, notes(both)]).toEqual([1, ['left-merged Pier House']])
  expect(await left()).not.toBeNull()
  expect(await take('samhsa', samhsaOf([street('46,-124'), street2]))).toMatchObject({ back: 1 })
  expect(await left()).toBeNull()
  expect(await take('csv', csvOf([pier('+000 111'), other]))).toMatchObject({ back: 1, added: 0 })
  expect((await finder.open(samhsa.id))?.mergedInto).toBe(csv.id)
})

test('what was written by hand outlives a file that left it out and comes again, a merge, and its undoing', async () => {
  const { desk, take, finder, of, all } = await open()
  await take('csv', csvOf([pier('+000 111'), other]))
  const { id, version } = await of('csv')
  const rest = {
    name: 'Pier House',
    location: { city: 'Selvane', region: null, country: 'US', address1: '4 Pier Street' },
  }
  value(await desk.change(id, { ...rest, phones: [{ number: '+000 777' }] }, version))
  const phone = async () => (await finder.open(id))?.phones[0]?.number
  const without = await take('csv', csvOf([other]))
  expect([without.left, notes(without)]).toEqual([1, ['left-edited Pier House']])
  // It comes again as it was when it left, and then with something new: neither takes the place of what was written.
  expect(await take('csv', csvOf([pier('+000 111'), other]))).toMatchObject({ back: 1, changed: 0 })
  expect([await phone(), (await finder.open(id))?.left]).toEqual(['+000 777', null])
  await take('csv', csvOf([other]))
  const again = await take('csv', csvOf([pier('+000 222'), other]))
  expect([again.back, again.changed, notes(again)]).toEqual([1, 0, ['edited-here Pier House']])
  expect([await phone(), (await finder.open(id))?.left]).toEqual(['+000 777', null])
  await take('samhsa', samhsaOf([street(), street2]))
  value(await desk.lookForPairs())
  const [pair] = value(await desk.pairs()).items
  value(await desk.decide(pair?.id ?? '', { do: 'same', kept: id, taken: ['location'] }, 1))
  const kept = await of('csv')
  const { location } = kept
  value(await desk.change(id, { name: 'Pier House', location, phones: [{ number: '+000 888' }] }, kept.version))
  expect(notes(await take('samhsa', samhsaOf([street('45,-124'), street2])))).toEqual(['edited-here Pier House'])
  value(await desk.decide(pair?.id ?? '', { do: 'undo' }, 2))
  expect(await phone()).toBe('+000 888')
  expect((await all()).filter(({ ended }) => ended !== null)).toEqual([])
})

test('a refuge stays a refuge, whatever is chosen, and a pair is decided by ids that are of it', async () => {
  const { desk, take, finder, of } = await open()
  await take('csv', csvOf([pier('+000 111', '18', 'no'), other]))
  await take('samhsa', samhsaOf([street(), street2]))
  const [hidden, told] = [await of('csv'), await of('samhsa')]
  // Its address is not kept, so no program finds the pair: by hand it is none either. Another with its position is.
  expect(value(await desk.lookForPairs())).toBe(0)
  await take('csv', csvOf([pier('+000 111', '18'), other]))
  expect(value(await desk.lookForPairs())).toBe(1)
  const [pair] = value(await desk.pairs()).items
  expect(codeOf(await desk.decide(pair?.id ?? '', { do: 'same', kept: randomUUID(), taken: [] }, 1))).toBe('not-valid')
  await take('csv', csvOf([pier('+000 111', '18', 'no'), other]))
  value(await desk.decide(pair?.id ?? '', { do: 'same', kept: told.id, taken: ['ages'] }, 1))
  expect(await finder.open(told.id)).toMatchObject({
    ...{ minimumAge: 18, location: { address1: '', latitude: null, isAddressPublic: false } },
  })
  await take('samhsa', samhsaOf([street('45,-124'), street2]))
  expect((await finder.open(told.id))?.location).toMatchObject({ address1: '', latitude: null })
  expect((await finder.open(hidden.id))?.mergedInto).toBe(told.id)
})

test('what one of two alone knows is lost by no merging, whichever stands for both', async () => {
  const { desk, take, of, finder } = await open()
  await take('csv', csvOf([pier('+000 333'), other]))
  await take('samhsa', samhsaOf([street(), street2]))
  value(await desk.lookForPairs())
  const [pair] = value(await desk.pairs()).items
  const [csv, samhsa] = [await of('csv'), await of('samhsa')]
  expect((await finder.open(samhsa.id))?.phones).toEqual([])
  const decision = { do: 'same' as const, kept: samhsa.id, taken: [] }
  const done = value(await desk.decide(pair?.id ?? '', decision, pair?.version ?? 0))
  expect((await finder.open(samhsa.id))?.phones.map(({ number }) => number)).toEqual(['+000 333'])
  value(await desk.decide(pair?.id ?? '', { do: 'undo' }, done.version))
  expect((await finder.open(samhsa.id))?.phones).toEqual([])
  expect((await finder.open(csv.id))?.phones.map(({ number }) => number)).toEqual(['+000 333'])
  // To tick what the other one does not know takes nothing away.
  const again = value(await desk.pair(pair?.id ?? ''))
  value(await desk.decide(again.id, { do: 'same', kept: csv.id, taken: ['phones'] }, again.version))
  expect((await finder.open(csv.id))?.phones.map(({ number }) => number)).toEqual(['+000 333'])
})
