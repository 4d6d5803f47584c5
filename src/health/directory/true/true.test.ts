// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { type Letter, MailError } from '#platform/mail/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import type { Listing, NewListing } from '../contract.ts'
import { type DirectoryTables, directoryMigrations, openDirectory, openFinder } from '../index.ts'
import { openConfirmations } from './confirming.ts'
import { askContacts } from './letters.ts'
import { linkKeyOf, readLink, writeLink } from './link.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, directory: directoryMigrations },
}
const ministry = randomUUID()
const DAY = 86_400_000
const start = new Date('2026-11-22T10:00:00Z')
let now = start
const clock = () => now
const later = (days: number) => {
  now = new Date(now.getTime() + days * DAY)
}
const editor = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['directory:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['finding-help'], ...over },
})
const key = linkKeyOf('a secret of a node')
const opened = async () => {
  const { db } = await database.open<DirectoryTables>('health', migrations)
  const deskOf = (actor: Actor) => openDirectory({ db, actor, now: clock })
  return { db, deskOf, desk: deskOf(editor(ministry)), finder: openFinder(db, clock) }
}
let known: ReturnType<typeof opened> | undefined
const open = () => {
  known ??= opened()
  return known
}
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'
const service = (name: string, over: Partial<NewListing> = {}): NewListing => ({
  ...{ name, phones: [{ number: '+000 1234' }] },
  location: { city: 'Selvane', region: 'North', country: 'ZZ', address1: '4 Hidden Street' },
  ...over,
})
/** A mail server that takes letters, says later, or never. */
const mailServer = () => {
  const letters: Letter[] = []
  const server = { says: undefined as MailError | undefined }
  const send = (letter: Letter) => {
    if (server.says) return Promise.reject(server.says)
    letters.push(letter)
    return Promise.resolve()
  }
  return { letters, server, mailer: { send, close: () => Promise.resolve() } }
}
const node = { name: 'Orvane', origin: 'https://node.example' }
const linkIn = (letter: Letter | undefined) => /\/help\/confirm\/([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? ''

test('a link is read by the key that wrote it alone, and no letter of it can be another', () => {
  const ids = fc.uuid()
  fc.assert(
    fc.property(ids, ids, fc.integer({ min: 0, max: 4_000_000_000 }), fc.nat(90), (listing, asking, seconds, at) => {
      const link = { listing, asking, until: new Date(seconds * 1000) }
      const written = writeLink(key, link)
      expect(readLink(key, written)).toEqual(link)
      expect(readLink(linkKeyOf('another secret'), written)).toBeUndefined()
      const other = written[at] === 'A' ? 'B' : 'A'
      expect(readLink(key, written.slice(0, at) + other + written.slice(at + 1))).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})

test('a service is asked once a month, and one click says that its listing is right; looking at the link says nothing', async () => {
  const { db, desk, deskOf, finder } = await open()
  const confirmations = openConfirmations({ db, key, now: clock })
  const { letters, server, mailer } = mailServer()
  const ask = () => askContacts({ db, mailer, key, node }, now)
  const refuge = service('Women’s house', {
    languages: ['so', 'fr', 'en', 'es'],
    location: { city: 'Selvane', region: 'North', country: 'ZZ', address1: '4 Hidden Street', isAddressPublic: false },
  })
  const { id, version } = value(await desk.add(refuge))
  expect(codeOf(await desk.setContact(id, 'no address', 0))).toBe('not-valid')
  value(await desk.setContact(id, 'desk@zz.example', 0))
  expect(codeOf(await desk.setContact(id, 'other@zz.example', 0))).toBe('changed')
  for (const other of [editor(randomUUID()), editor(ministry, { roles: [] })])
    for (const asked of [deskOf(other).contact(id), deskOf(other).setContact(id, '', 1), deskOf(other).quality(id)])
      expect(codeOf(await asked)).toBe('not-found')
  expect(await ask()).toBe(1)
  expect(await ask()).toBe(0)
  const [letter] = letters
  expect(letter).toMatchObject({ to: 'desk@zz.example', language: 'fr' })
  expect(letter?.subject).toContain('toujours exact')
  expect(letter?.text).toContain('is good until 1 January 2027')
  expect(letter?.text).not.toMatch(/Hidden|\+000|Selvane/)
  const link = linkIn(letter)
  expect(await confirmations.look(link)).toMatchObject({ state: 'open', listing: { id, version } })
  expect((await finder.open(id))?.confirmed).toBeNull()
  expect(await confirmations.confirm(link, version + 1)).toEqual({ state: 'changed', id, name: 'Women’s house' })
  later(1)
  expect(await confirmations.confirm(link, version)).toMatchObject({ state: 'confirmed' })
  expect((await finder.open(id))?.confirmed).toBe('2026-11-23')
  later(1)
  expect(await confirmations.confirm(link, version + 1)).toMatchObject({ state: 'answered', on: '2026-11-23' })
  expect((await finder.open(id))?.confirmed).toBe('2026-11-23')
  const { lines } = value(await readLedger(db, { kind: 'listing', id }))
  expect(lines.map(({ verb, account }) => `${verb} ${account === null}`)).toEqual([
    ...['confirm-by-link true', 'ask true', 'set-contact false', 'add false'],
  ])
  expect(JSON.stringify(value(await desk.history(id)))).not.toContain('zz.example')
  expect(await ask()).toBe(0) // confirmed two days ago
  later(29)
  expect(await ask()).toBe(1)
  expect(await confirmations.look(link)).toMatchObject({ state: 'answered' })
  const second = linkIn(letters[1])
  value(await desk.setContact(id, 'other@zz.example', 1))
  expect(await confirmations.confirm(second, version + 1)).toMatchObject({ state: 'void' })
  expect(await ask()).toBe(1)
  const third = linkIn(letters[2])
  later(40)
  expect(await confirmations.confirm(third, version + 1)).toMatchObject({ state: 'old' })
  for (const strange of [
    '',
    'x'.repeat(91),
    `${third.slice(0, -2)}AA`,
    writeLink(linkKeyOf('x'), { listing: id, asking: id, until: now }),
  ])
    expect(await confirmations.look(strange)).toEqual({ state: 'unknown' })
  // Signed, and of a letter that there never was.
  const never = writeLink(key, { listing: id, asking: randomUUID(), until: new Date(now.getTime() + DAY) })
  expect(await confirmations.confirm(never, version + 1)).toEqual({ state: 'unknown' })
  expect(value(await desk.contact(id))).toMatchObject({
    ...{ email: 'other@zz.example', version: 2, letters: { sent: 3, answered: 1, waiting: 0, undelivered: 0 } },
  })
  // A server that is away is asked again; one that never takes it is counted.
  server.says = new MailError('ECONNECTION', undefined)
  expect(await ask()).toBe(0)
  expect(value(await desk.letters())).toMatchObject({ sent: 3, waiting: 1, undelivered: 0 })
  server.says = new MailError('EENVELOPE', 550)
  later(1)
  expect(await ask()).toBe(0)
  expect(value(await desk.letters())).toMatchObject({ sent: 3, waiting: 0, undelivered: 1 })
  expect(value(await deskOf(editor(randomUUID())).letters())).toMatchObject({ sent: 0, undelivered: 0 })
  server.says = undefined
  expect(await ask()).toBe(0)
  later(31)
  value(await desk.withdraw(id, 'It closed.', version + 1))
  expect(await ask()).toBe(0)
  expect(await confirmations.look(third)).toMatchObject({ state: 'ended' })
})

test('a service says by its link how many places are free; it counts for a month, and what its source says of itself does not undo it', async () => {
  const { db, deskOf, finder } = await open()
  const desk = deskOf(editor(randomUUID()))
  const table = (city: string, free = '') =>
    new TextEncoder().encode(`id,name,city,country,free_places,places,assured_date\n1,Reed House,${city},ZZ,${free}\n`)
  const early = new Date(now.getTime() + 3 * DAY).toISOString().slice(0, 10)
  const today = now.toISOString().slice(0, 10)
  value(await desk.import('csv', table('Reedham', `7,20,2024-01-02`)))
  const { id, version } = value(await desk.list()).items[0] as Listing
  expect(await finder.open(id)).toMatchObject({ free: { count: 7, on: '2024-01-02' }, outdated: ['places', 'free'] })
  expect(codeOf(await desk.change(id, service('Reed House', { free: { count: 1, on: early } }), version))).toBe(
    'not-valid',
  )
  value(await desk.setContact(id, 'reed@zz.example', 0))
  const { letters, mailer } = mailServer()
  expect(await askContacts({ db, mailer, key, node }, now)).toBeGreaterThan(0)
  const link = linkIn(letters.find(({ to }) => to === 'reed@zz.example'))
  const confirmations = openConfirmations({ db, key, now: clock })
  expect(await confirmations.confirm(link, version, { free: -1 })).toMatchObject({ state: 'not-valid' })
  expect(await confirmations.confirm(link, version, { free: 3, waiting: 'closed' })).toMatchObject({
    state: 'confirmed',
  })
  const said = { free: { count: 3, on: today }, waiting: { days: 'closed', on: today } }
  expect(await finder.open(id)).toMatchObject({
    ...said,
    places: { count: 20 },
    outdated: ['places'],
    confirmed: today,
  })
  // Its table says that it moved, and again the old number: it moved, and what the service said later stands.
  value(await desk.import('csv', table('Reedham Bay', '7,20,2024-01-02')))
  expect(await finder.open(id)).toMatchObject({ ...said, location: { city: 'Reedham Bay' }, confirmed: '2024-01-02' })
  // A number of free places that is another one takes nothing from what was confirmed.
  const read = value(await desk.open(id))
  const { version: before } = value(await desk.confirm(id, read.version))
  const { places, waiting } = read
  const written = service('Reed House', {
    ...{ places, waiting, free: { count: 2, on: today } },
    location: { city: 'Reedham Bay', region: null, country: 'ZZ' },
    phones: [],
  })
  const again = value(await desk.change(id, written, before))
  expect([again.free?.count, again.confirmed]).toEqual([2, today])
  later(32)
  expect((await finder.open(id))?.outdated).toEqual(['places', 'free'])
  later(61)
  expect((await finder.open(id))?.outdated).toEqual(['places', 'free', 'waiting'])
})

test('what is missing and what is old of a listing is counted, and what does not apply counts as known', async () => {
  const { desk } = await open()
  const bare = value(await desk.add({ name: 'Bare', location: { city: 'Selvane', region: null, country: 'ZZ' } }))
  const missing = value(await desk.quality(bare.id))
  expect(missing.missing.slice(0, 3)).toEqual(['phone', 'confirmed', 'hours'])
  expect(missing.score).toBe(2) // public holidays of hours that are not known
  const full = value(
    await desk.add(
      service('Whole', {
        ...{ terms: ['cost:free', 'intervention:psy.counsel', 'access_mode:walkin', 'population:all'] },
        ...{ languages: ['en'], website: 'https://zz.example', timeZone: 'Etc/UTC', holidays: 'open' },
        schedules: [{ byday: ['MO'], opensAt: '09:00', closesAt: '17:00' }],
      }),
    ),
  )
  expect(value(await desk.quality(full.id))).toEqual({ score: 80, missing: ['confirmed'], old: [] })
  value(await desk.confirm(full.id, full.version))
  expect(value(await desk.quality(full.id))).toEqual({ score: 100, missing: [], old: [] })
  later(100)
  expect(value(await desk.quality(full.id))).toEqual({ score: 90, missing: [], old: ['confirmed'] })
  later(300)
  expect(value(await desk.quality(full.id))).toMatchObject({ score: 80, old: ['confirmed'] })
})
