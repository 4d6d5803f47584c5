// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, matches, readLedger } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { loadServiceTaxonomy } from '#reference/index.ts'
import {
  EVIDENCE,
  type FindPage,
  type Found,
  isFlagged,
  type NewListing,
  newListingShape,
  preventionIn,
  WANTED,
  WEEKDAYS,
} from './contract.ts'
import { contentOf } from './desk.ts'
import {
  type DirectoryTables,
  directoryFacts,
  directoryMigrations,
  importAtNode,
  lookAhead,
  openDirectory,
  openFinder,
} from './index.ts'
import { type ListingRow, listingById, stalest } from './store.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, directory: directoryMigrations },
}
const ministry = randomUUID()
/** A Sunday, 10:00 in UTC. */
const now = new Date('2026-11-22T10:00:00Z')
const actorOf = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['directory:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['finding-help'], ...over },
})
const opened = async () => {
  const { db } = await database.open<DirectoryTables>('health', migrations)
  const deskOf = (actor: Actor) => openDirectory({ db, actor, now: () => now })
  return { db, deskOf, finder: openFinder(db, () => now) }
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
const bytes = (text: string) => new TextEncoder().encode(text)

const always = [{ byday: [...WEEKDAYS], opensAt: '00:00', closesAt: '24:00' }]
const service = (name: string, city: string | null, over: Partial<NewListing> = {}): NewListing => ({
  ...{ name, phones: [{ number: '+000 1234' }] },
  location: {
    ...{ city, region: city === 'Selvane' || city === null ? 'North Shore' : 'West', country: 'ZZ' },
    ...{ latitude: city === 'Selvane' ? 10 : null, longitude: city === 'Selvane' ? 20 : null },
  },
  ...over,
})
const names = ({ items }: { items: Found[] }) => items.map(({ name }) => name)

test('a public holiday of which nobody said anything counts as not known; what is made out ahead is made out anew', async () => {
  const { deskOf, db } = await open()
  const desk = deskOf(actorOf(ministry))
  const hours = { schedules: always, timeZone: 'Etc/UTC' }
  for (const [name, holidays] of [
    ['Says nothing', null],
    ['Is closed', 'closed'],
    ['Is open', 'open'],
  ] as const)
    value(await desk.add(service(name, 'Feastown', { ...hours, holidays })))
  value(
    await desk.add(
      service('First Saturdays', 'Feastown', {
        ...hours,
        schedules: [{ byday: ['2SA'], opensAt: '09:00', closesAt: '17:00' }],
        holidays: 'open',
      }),
    ),
  )
  // Founders’ Day of the invented country, a Saturday and the second of its month.
  const feast = new Date('2026-12-12T10:00:00Z')
  const there = async (when: Date) =>
    value(await openFinder(db, () => when).find({ place: 'Feastown' })).items.map(({ name, opening }) => [
      name,
      opening?.isOpen,
    ])
  const seen = new Map((await there(feast)) as [string, boolean | null][])
  expect(seen).toEqual(
    new Map<string, boolean | null>([
      ['Is open', true],
      ['First Saturdays', true],
      ['Is closed', false],
      ['Says nothing', null],
    ]),
  )
  expect((await there(feast)).map(([, isOpen]) => isOpen)).toEqual([true, true, false, null]) // in that order
  // Beyond what was made out nobody knows; then it is made out anew.
  const later = new Date('2027-01-12T10:00:00Z')
  const ranks = async () =>
    (
      await sit(db, actorOf(ministry), (trx) =>
        stalest(trx, { before: later, digests: new Map([['ZZ', 'other']]), limit: 99 }),
      )
    ).length
  expect(await ranks()).toBeGreaterThanOrEqual(4)
  expect(await lookAhead(db, later)).toBeGreaterThanOrEqual(4)
  expect(await lookAhead(db, later)).toBe(0)
  expect((await there(later)).filter(([, isOpen]) => isOpen === true)).toHaveLength(3)
})

test('anybody says what is wrong, and an editor settles it; of whoever said it nothing is there', async () => {
  const { deskOf, finder, db } = await open()
  const desk = deskOf(actorOf(ministry))
  const { id } = value(await desk.add(service('Moved away', 'Wrongtown')))
  expect(codeOf(await finder.correct(id, { concerns: 'other' }))).toBe('not-valid')
  expect(codeOf(await finder.correct(randomUUID(), { concerns: 'closed' }))).toBe('not-found')
  value(await finder.correct(id, { concerns: 'phone', note: 'Nobody answers.' }))
  const [said] = value(await desk.corrections(id))
  expect(said).toMatchObject({ listing: id, concerns: 'phone', note: 'Nobody answers.', version: 1 })
  expect(value(await desk.list({ state: 'asked' })).items.map(({ name }) => name)).toEqual(['Moved away'])
  for (const other of [actorOf(randomUUID()), actorOf(ministry, { roles: [] })]) {
    expect(codeOf(await deskOf(other).corrections(id))).toBe('not-found')
    expect(codeOf(await deskOf(other).settle(said?.id ?? '', 'true', 1))).toBe('not-found')
  }
  expect(codeOf(await desk.settle(said?.id ?? '', 'true', 7))).toBe('changed')
  value(await desk.settle(said?.id ?? '', 'true', 1))
  expect(codeOf(await desk.settle(said?.id ?? '', 'not-true', 2))).toBe('not-now')
  expect(value(await desk.count({ state: 'asked' }))).toBe(0)
  const { lines } = value(await readLedger(db, { kind: 'listing-correction', id: said?.id ?? '' }))
  expect(lines.map(({ verb, account }) => [verb, account === null])).toEqual([
    ['settle', false],
    ['receive', true],
  ])
  for (let sent = 0; sent < 20; sent++) value(await finder.correct(id, { concerns: 'closed' }))
  expect(codeOf(await finder.correct(id, { concerns: 'closed' }))).toBe('not-now')
})

test('a language leaves out who is known not to speak it; what was confirmed long ago comes later and is said to be', async () => {
  const { deskOf, finder, db } = await open()
  const late = (days: number) =>
    openDirectory({ db, actor: actorOf(ministry), now: () => new Date(now.getTime() - days * 86_400_000) })
  for (const [name, days] of [
    ['Long ago', 400],
    ['Fresh', 10],
    ['Some time ago', 200],
  ] as const) {
    const { id, version } = value(await late(days).add(service(name, 'Tonguetown', { languages: ['fr'] })))
    value(await late(days).confirm(id, version))
  }
  value(await deskOf(actorOf(ministry)).add(service('Arabic alone', 'Tonguetown', { languages: ['ar'] })))
  value(await deskOf(actorOf(ministry)).add(service('Not known', 'Tonguetown')))
  const page = value(await finder.find({ place: 'Tonguetown', language: 'fr' }))
  expect(names(page)).toEqual(['Fresh', 'Some time ago', 'Long ago', 'Not known'])
  expect(page.items.map(({ freshness }) => freshness)).toEqual(['fresh', 'some-time', 'long', null])
})

const HEADER = 'name1,name2,street1,street2,city,state,zip,zip4,county,latitude,longitude\n'
const ROWS = [
  'Elm House,,1 Elm St,,Springfield,OR,97477,,Lane,44.05,-123.02',
  'Oak House,,2 Oak St,,Springfield,IL,62701,,Sangamon,39.8,-89.65',
  'Fir House,,3 Fir St,,Eugene,OR,97401,,Lane,44.05,-123.09',
  'Hogar Señora,,4 Sol,,Ponce,PR,731,,Ponce,18.01,-66.61',
]
const file = (rows: readonly string[]) => `${HEADER}${rows.join('\n')}\n`

test('open comes before closed, closed before not known; in each free, confirmed, near', async () => {
  const { deskOf, finder, db } = await open()
  const desk = deskOf(actorOf(ministry))
  const weekdays = [{ byday: WEEKDAYS.slice(0, 2), opensAt: '09:00', closesAt: '17:00' }]
  const far = { city: 'Selvane', region: 'North Shore', country: 'ZZ', latitude: 10.1, longitude: 20 }
  const made = [
    service('Hours not known', 'Selvane', { terms: ['cost:free'] }),
    service('Closed today', 'Selvane', { schedules: weekdays, timeZone: 'Etc/UTC', terms: ['cost:free'] }),
    service('Open, cost not known', 'Selvane', { schedules: always, timeZone: 'Etc/UTC' }),
    service('Open, free', 'Selvane', { schedules: always, timeZone: 'Etc/UTC', terms: ['cost:free'] }),
    service('Open, free, far', 'Selvane', {
      schedules: always,
      timeZone: 'Etc/UTC',
      terms: ['cost:free'],
      location: far,
    }),
    service('Open, free, confirmed', 'Selvane', {
      schedules: always,
      timeZone: 'Etc/UTC',
      terms: ['cost:free'],
      location: far,
    }),
    service('Open, no number', 'Selvane', { schedules: always, timeZone: 'Etc/UTC', phones: [] }),
    service('By telephone', null, { schedules: always, timeZone: 'Etc/UTC' }),
    service('Elsewhere', 'Belmare', { location: { ...far, city: 'Belmare', region: 'South', latitude: -40 } }),
  ]
  for (const each of made) {
    const { id, version } = value(await desk.add(each))
    if (each.name.endsWith('confirmed')) value(await desk.confirm(id, version))
  }
  const page = value(await finder.find({ place: 'selvane' }))
  expect(names(page)).toEqual([
    ...['Open, free, confirmed', 'Open, free', 'Open, free, far'],
    ...['By telephone', 'Open, cost not known', 'Open, no number', 'Closed today', 'Hours not known'],
  ])
  expect(page.total).toBe(8)
  expect(page.items.map(({ opening }) => opening?.isOpen)).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
    undefined,
  ])
  expect(page.items.find(({ name }) => name === 'Closed today')?.opening?.changes).toEqual({
    date: '2026-11-23',
    day: 'MO',
    time: '09:00',
    days: 1,
  })
  expect(page.items.find(({ name }) => name === 'By telephone')?.metres).toBeNull()
  expect(names(value(await finder.find({ place: 'Selvane', free: true, text: 'confirm' })))).toEqual([
    'Open, free, confirmed',
  ])
  const seen: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const next: { items: Found[]; next: string | null } = value(
      await finder.find({ place: 'selvane', limit: 2, ...(cursor === undefined ? {} : { cursor }) }),
    )
    seen.push(...names(next))
    cursor = next.next
  }
  expect(seen).toEqual(names(page))
  expect(codeOf(await finder.find({ cursor: 'zzz' }))).toBe('not-valid')
  // Of a list of some time ago the next page would call open what has closed since.
  const { next } = value(await finder.find({ place: 'selvane', limit: 2 }))
  const after = (minutes: number) => openFinder(db, () => new Date(now.getTime() + minutes * 60_000))
  const again = { place: 'selvane', limit: 2, cursor: next ?? '' }
  expect(codeOf(await after(9).find(again))).toBe('ok')
  expect(codeOf(await after(11).find(again))).toBe('not-valid')
  expect(codeOf(await after(-1).find(again))).toBe('not-valid')
})

test('hours, languages and numbers are refused where they could be taken for something else', () => {
  const isTaken = (over: Partial<NewListing>) => newListingShape.safeParse(service('X', 'Selvane', over)).success
  const hours = (opensAt: string, closesAt: string) => [{ byday: [...WEEKDAYS], opensAt, closesAt }]
  const timeZone = 'Etc/UTC'
  expect(isTaken({ schedules: hours('00:00', '24:00'), timeZone })).toBe(true)
  expect(isTaken({ schedules: hours('22:00', '02:00'), timeZone })).toBe(true)
  expect(isTaken({ schedules: hours('09:00', '09:00'), timeZone })).toBe(false) // a whole day, or none
  expect(isTaken({ schedules: hours('24:00', '02:00'), timeZone })).toBe(false)
  expect(isTaken({ schedules: [], timeZone })).toBe(false) // not known is null, not never
  expect(isTaken({ languages: [] })).toBe(false)
  // PostgreSQL reads the sign of an offset the other way round than Intl, and knows not every name that Intl does.
  for (const zone of ['+05:00', '-03', 'moon/base'])
    expect(isTaken({ schedules: always, timeZone: zone }), zone).toBe(false)
  expect(isTaken({ schedules: always, timeZone: 'America/Argentina/Buenos_Aires' })).toBe(true)
  expect(isTaken({ phones: [{ number: '112' }] })).toBe(true)
  expect(isTaken({ phones: [{ number: '(---)' }] })).toBe(false)
})

test('an age leaves out who is known not to take it, and nobody of whom it is not known', async () => {
  const { deskOf, finder } = await open()
  const desk = deskOf(actorOf(ministry))
  value(await desk.add(service('Young people', 'Agetown', { minimumAge: 12, maximumAge: 17 })))
  value(await desk.add(service('Adults by term', 'Agetown', { terms: ['population:age.26-64'] })))
  value(await desk.add(service('Ages not known', 'Agetown')))
  const at = async (age: number) => names(value(await finder.find({ place: 'Agetown', age }))).sort()
  expect(await at(17)).toEqual(['Ages not known', 'Young people'])
  expect(await at(18)).toEqual(['Ages not known'])
  expect(await at(64)).toEqual(['Adults by term', 'Ages not known'])
})

test('who may not, does not; what is withdrawn is no longer found and says why; a refuge has no address', async () => {
  const { deskOf, finder, db } = await open()
  const actor = actorOf(ministry)
  const desk = deskOf(actor)
  const hidden = {
    city: 'Hidden',
    region: 'North Shore',
    country: 'ZZ',
    address1: '7 Secret Lane',
    latitude: 1,
    longitude: 1,
  }
  const refuge = value(await desk.add(service('Refuge', 'Hidden', { location: { ...hidden, isAddressPublic: false } })))
  expect(JSON.stringify(await finder.open(refuge.id))).not.toMatch(/Secret|"latitude":1/)
  expect(await db.selectFrom('listing').selectAll().execute()).toEqual([]) // where nobody sits nothing is there
  for (const other of [actorOf(ministry, { roles: [] }), actorOf(ministry, { purposes: ['co-operation'] })])
    expect(codeOf(await deskOf(other).add(service('X', 'Hidden')))).toBe('not-found')
  expect(codeOf(await deskOf(actorOf(randomUUID())).withdraw(refuge.id, 'not mine', 1))).toBe('not-found')
  expect(codeOf(await desk.add(service('X', 'Hidden', { terms: ['setting:moon'] })))).toBe('not-valid')
  const nowhere = service('X', 'Hidden')
  const away = { ...nowhere, location: { ...nowhere.location, country: 'QQ' } }
  expect(await desk.add(away)).toMatchObject({ refusal: { code: 'not-valid', where: 'location.country' } })
  expect(codeOf(await desk.confirm(refuge.id, 9))).toBe('changed')
  value(await desk.withdraw(refuge.id, 'It moved.', 1))
  expect(names(value(await finder.find({ place: 'Hidden' })))).toEqual([])
  expect((await finder.open(refuge.id))?.ended?.reason).toBe('It moved.')
  // Listed with its address by mistake, and withdrawn for that: nobody reads it there any more, nor whom to call.
  const open24 = { schedules: always, timeZone: 'Etc/UTC', website: 'https://refuge.example' }
  const mistaken = value(await desk.add(service('By mistake', 'Hidden', { ...open24, location: hidden })))
  value(await desk.withdraw(mistaken.id, 'It must not be public.', 1))
  const withdrawn = await finder.open(mistaken.id)
  expect(JSON.stringify(withdrawn)).not.toMatch(/Secret|"latitude":1|1234|refuge/)
  expect(withdrawn).toMatchObject({ name: 'By mistake', opening: null, phones: [], schedules: null })
  expect(codeOf(await desk.confirm(refuge.id, 2))).toBe('not-now')
  const { lines } = value(await readLedger(db, { kind: 'listing', id: refuge.id }))
  expect(lines.map(({ verb, account }) => [verb, account])).toEqual([
    ['withdraw', actor.account],
    ['add', actor.account],
  ])
  const row = await sit(db, actor, (trx) => listingById(trx, refuge.id))
  expect(await matches(db, 'listing', refuge.id, contentOf(row as ListingRow))).toBe(true)
  expect(JSON.stringify(row)).not.toContain('Secret')
})

test('a file twice changes nothing; bad rows are told with their line; what left is marked and found no more', async () => {
  const { deskOf, finder, db } = await open()
  const desk = deskOf(actorOf(randomUUID()))
  const bad = [
    ',,1 No Name,,Eugene,OR,97401,,,44,-123',
    'Short,row',
    'Far,,9 A,,Spokane,WA,99201,,,444,-123',
    ROWS[0] as string,
  ]
  const first = bytes(file([...ROWS, ...bad]))
  const shown = value(await desk.preview('samhsa', first))
  expect((await desk.list()).ok && value(await desk.list()).items).toEqual([])
  const report = value(await desk.import('samhsa', first))
  expect(report).toEqual(shown)
  expect(report).toMatchObject({ rows: 8, added: 5, changed: 0, same: 0, left: 0 })
  expect(report.refused.map(({ line, code }) => [line, code])).toEqual([
    ...[
      [6, 'no-name'],
      [7, 'fields'],
      [9, 'repeated'],
    ],
  ])
  expect(report.notes.map(({ line, code }) => [line, code])).toEqual([
    ...[
      [5, 'short-postal-code'],
      [8, 'no-position'],
    ],
  ])
  expect(value(await desk.import('samhsa', first))).toMatchObject({ added: 0, changed: 0, same: 5, left: 0 })
  const elm = value(await desk.list()).items.find(({ name }) => name === 'Elm House')
  value(await desk.confirm(elm?.id ?? '', elm?.version ?? 0))
  // In Latin-1, one row moved on the map, two gone.
  const moved = (ROWS[0] as string).replace('44.05', '44.06')
  const latin = Uint8Array.from(Buffer.from(file([moved, ROWS[1] as string, ROWS[3] as string]), 'latin1'))
  const second = value(await desk.import('samhsa', latin))
  expect(second).toMatchObject({ added: 0, changed: 1, same: 2, left: 2, back: 0 })
  expect((await finder.open(elm?.id ?? ''))?.confirmed).toBeNull() // what was confirmed is not what its source says now
  expect(names(value(await finder.find({ place: 'ponce' })))).toEqual(['Hogar Señora'])
  expect(names(value(await finder.find({ text: 'fir house' })))).toEqual([])
  const gone = value(await desk.list()).items.find(({ name }) => name === 'Fir House')
  expect((await finder.open(gone?.id ?? ''))?.left).toBe(now.toISOString())
  expect(value(await desk.import('samhsa', first))).toMatchObject({ changed: 1, back: 2, same: 2 })
  expect(names(value(await finder.find({ text: 'fir house' })))).toEqual(['Fir House'])
  const { lines } = value(await readLedger(db, { kind: 'listing-import' }))
  expect(lines.filter(({ verb }) => verb === 'import').length).toBe(4)
  expect(codeOf(await desk.import('samhsa', bytes('a,b\n1,2\n')))).toBe('not-this-format')
  expect(codeOf(await desk.import('samhsa', bytes(HEADER)))).toBe('not-this-format')
})

test('two tables of one organisation say each of its own rows alone which are gone, and which these are', async () => {
  const { deskOf, finder } = await open()
  const desk = deskOf(actorOf(randomUUID()))
  const table = (...names: string[]) =>
    bytes(['name,city,country', ...names.map((name) => `${name},Twosources,ZZ`)].join('\n'))
  const send = async (file: string, content: Uint8Array, named = '') => {
    const { id, named: called, report } = value(await desk.upload('csv', file, content, undefined, named))
    return { called, leaving: report.leaving, report: value(await desk.takeOver(id)) }
  }
  expect(await send('north-2026-06.csv', table('Elm', 'Oak'))).toMatchObject({ called: 'north', report: { added: 2 } })
  // The same name in another table is another row, and nothing of the first is gone.
  expect(await send('south-2026-06.csv', table('Elm', 'Ash'))).toMatchObject({ report: { added: 2, left: 0 } })
  const { called, leaving, report } = await send('north-2026-07.csv', table('Elm'))
  expect([called, leaving, report.left, report.added]).toEqual(['north', ['Oak'], 1, 0])
  expect(names(value(await finder.find({ place: 'Twosources' }))).sort()).toEqual(['Ash', 'Elm', 'Elm'])
  expect(await send('other.csv', table('Elm'), 'south')).toMatchObject({
    leaving: ['Ash'],
    report: { same: 1, left: 1 },
  })
  expect(value(await desk.preview('csv', table('Elm'), undefined, 'north'))).toMatchObject({ named: 'north', same: 1 })
})

test('an editor writes into a listing, which an import then leaves as it stands, and takes over a file that was looked at', async () => {
  const { deskOf, finder, db } = await open()
  const actor = actorOf(randomUUID())
  const desk = deskOf(actor)
  const row = 'Ash House,,9 Ash St,,Ashton,OR,97001,,Lane,44.5,-123.5'
  const upload = value(await desk.upload('samhsa', 'services.csv', bytes(file([row]))))
  expect(upload.report).toMatchObject({ rows: 1, added: 1 })
  expect(value(await desk.count())).toBe(0) // looked at alone
  expect(codeOf(await deskOf(actorOf(randomUUID())).takeOver(upload.id))).toBe('not-found')
  expect(value(await desk.takeOver(upload.id))).toMatchObject({ added: 1 })
  expect(codeOf(await desk.takeOver(upload.id))).toBe('not-found')
  expect(codeOf(await desk.upload('samhsa', 'x.csv', bytes('a,b')))).toBe('not-this-format')
  const [ash] = value(await desk.list({ text: 'ash hou' })).items
  expect(value(await desk.list({ text: 'oak' })).items).toEqual([])
  const { id, version } = value(await desk.confirm(ash?.id ?? '', ash?.version ?? 0))
  const written = service('Ash House', 'Ashton', { phones: [{ number: '+000 77' }] })
  expect(codeOf(await desk.change(id, { ...written, name: '' }, version))).toBe('not-valid')
  const changed = value(await desk.change(id, written, version))
  expect(changed).toMatchObject({ confirmed: null, phones: [{ number: '+000 77' }] }) // confirmed was what it said before
  expect(codeOf(await desk.change(id, written, version))).toBe('changed')
  expect(value(await desk.import('samhsa', bytes(file([row])))).notes).toEqual([])
  const again = value(await desk.import('samhsa', bytes(file([row.replace('44.5', '44.6')]))))
  expect(again).toMatchObject({ changed: 0, same: 1, notes: [{ line: 2, code: 'edited-here', given: 'Ash House' }] })
  expect((await finder.open(id))?.phones[0]?.number).toBe('+000 77')
  value(await desk.withdraw(id, 'Closed.', changed.version))
  expect(value(await desk.count({ state: 'ended' }))).toBe(1)
  expect(value(await desk.count({ state: 'listed' }))).toBe(0)
  expect(value(await desk.history(id)).map(({ verb, by }) => [verb, by])).toEqual([
    ...[
      ['withdraw', 'you'],
      ['change', 'you'],
      ['confirm', 'you'],
    ],
  ])
  const late = openDirectory({ db, actor, now: () => new Date(now.getTime() + 25 * 3_600_000) })
  const other = value(await desk.upload('samhsa', 'late.csv', bytes(file([row]))))
  expect(codeOf(await late.takeOver(other.id))).toBe('not-found')
})

test('a name that means several places asks which; nothing that is not known is shown as known', async () => {
  const { finder } = await open()
  const asked = value(await finder.find({ place: 'Springfield' }))
  expect(asked.items).toEqual([])
  expect(asked.places.map(({ city, region }) => `${city}, ${region}`).sort()).toEqual([
    'Springfield, IL',
    'Springfield, OR',
  ])
  const found = value(await finder.find({ place: 'springfield, or' }))
  expect(names(found)).toEqual(['Elm House', 'Fir House']) // Eugene is near
  expect(found.items[1]?.metres).toBeGreaterThan(4_000)
  expect(found.items[1]?.metres).toBeLessThan(7_000)
  expect(names(value(await finder.find({ place: 'OR' }))).sort()).toEqual(['Elm House', 'Fir House'])
  const [elm] = found.items
  expect(elm).toMatchObject({
    opening: null,
    confirmed: null,
    languages: null,
    minimumAge: null,
    phones: [],
    terms: [],
  })
  expect(names(value(await finder.find({ place: 'springfield, or', free: true })))).toEqual([])
  expect(value(await finder.find({ place: 'Nowhere' }))).toMatchObject({ items: [], places: [], place: null })
  // One slip of the finger is asked about, not taken for it.
  const near = value(await finder.find({ place: 'Srpingfield' }))
  expect([near.items, near.places.map(({ city, region }) => `${city}, ${region}`).sort()]).toEqual([
    [],
    ['Springfield, IL', 'Springfield, OR'],
  ])
  expect(value(await finder.find({ place: 'Springfeld, OR' })).places.map(({ region }) => region)).toEqual(['OR'])
})

test('a town of which a file names no region is one with that of its name, where only one can be meant', async () => {
  const { db, finder } = await open()
  const head = 'name,city,region,country,latitude,longitude\n'
  const take = (lines: string[]) =>
    importAtNode(db, {
      organisation: randomUUID(),
      source: 'csv',
      bytes: bytes(head + lines.join('\n')),
      isMeant: true,
    })
  value(await take(['Reed,Twotown,West,ZZ,-40,100', 'Rush,Twotown,West,ZZ,-40.01,100', 'Fern,Twotown,East,ZZ,-40,109']))
  value(await take(['Moss,Twotown,,ZZ,-40.02,100']))
  const asked = value(await finder.find({ place: 'Twotown' }))
  expect(asked.places.map(({ region, services }) => [region, services])).toEqual([
    ['West', 3],
    ['East', 1],
  ])
  expect(names(value(await finder.find({ place: 'Twotown, West' }))).sort()).toEqual(['Moss', 'Reed', 'Rush'])
  // Without a position nobody can say which of the two is meant, and nothing is lost.
  value(await take(['Sedge,Twotown,,ZZ,,']))
  expect(names(value(await finder.find({ place: 'Twotown, East' }))).sort()).toEqual(['Fern', 'Sedge'])
  value(await take(['Lark,Onetown,North,ZZ,-50,60', 'Wren,Onetown,,ZZ,,']))
  const one = value(await finder.find({ place: 'onetown' }))
  expect([names(one).sort(), one.place?.region]).toEqual([['Lark', 'Wren'], 'North'])
})

const facility = (over: object = {}) => ({
  ...{ id: 1, name: 'River Clinic', name_secondary: 'River Ltd' },
  address: { street1: '5 Quay', street2: '', city: 'Salem', state: 'OR', zip: '97301' },
  contact: { phone: '503-555-0100 x12', intake_phone: null, hotline: null, website: 'https://' },
  location: { latitude: 44.9, longitude: -123 },
  services: {
    ...{
      type_of_care: ['Detoxification'],
      service_settings: ['Outpatient'],
      special_programs: [],
      age_groups: ['Adults'],
    },
    ...{ payment_options: ['Medicaid'], languages: ['Spanish'], other_services: [{ code: 'SN', values: ['Female'] }] },
  },
  ...over,
})

test('FindTreatment gives telephone, terms and languages; what it does not say stays unknown', async () => {
  const { db, finder } = await open()
  const given = JSON.stringify({ facilities: [facility(), facility({ name: '' }), { name: 'No address' }] })
  const plan = { organisation: randomUUID(), source: 'findtreatment' as const, bytes: bytes(given) }
  expect(value(await importAtNode(db, { ...plan, isMeant: false }))).toMatchObject({ added: 1 })
  expect(value(await finder.find({ place: 'Salem' })).total).toBe(0)
  const report = value(await importAtNode(db, { ...plan, isMeant: true }))
  expect(report.refused.map(({ line, code }) => [line, code])).toEqual([
    [2, 'no-name'],
    [3, 'not-valid'],
  ])
  expect(report.notes).toEqual([{ line: 1, code: 'website', given: 'https://' }])
  const [clinic] = value(await finder.find({ place: 'Salem' })).items
  expect(clinic).toMatchObject({
    ...{ phones: [{ number: '503-555-0100', extension: '12', type: 'voice' }], languages: ['es'], schedules: null },
    terms: ['cost:public', 'population:age.26-64', 'population:gen.women', 'setting:hc.outpatient'],
  })
  expect(codeOf(await importAtNode(db, { ...plan, bytes: bytes('{"a":1}'), isMeant: true }))).toBe('not-this-format')
})

/** Real files, which are not ours to ship: `DIRECTORY_FILES` names a folder that has them. */
const files = process.env.DIRECTORY_FILES ?? ''
const samhsa = `${files}/samhsa_us_substance_use_treatment.csv`

test.skipIf(files === '' || !existsSync(samhsa))(
  '14,034 real rows are imported and found (DIRECTORY_FILES)',
  async () => {
    const { db, finder } = await open()
    const plan = { organisation: randomUUID(), source: 'samhsa' as const, bytes: readFileSync(samhsa), isMeant: true }
    const started = performance.now()
    const report = value(await importAtNode(db, plan))
    const seconds = (performance.now() - started) / 1000
    const again = performance.now()
    expect(value(await importAtNode(db, plan))).toMatchObject({ added: 0, changed: 0, left: 0, same: report.added })
    const asked = performance.now()
    const page = value(await finder.find({ place: 'Birmingham, AL' }))
    const found = performance.now()
    console.info(
      `${report.rows} rows in ${seconds.toFixed(1)} s, again in ${((asked - again) / 1000).toFixed(1)} s,`,
      `${page.total} near a city in ${(found - asked).toFixed(0)} ms`,
    )
    expect(report).toMatchObject({ rows: 14_034, added: 14_027 })
    expect(report.refused.every(({ code }) => code === 'repeated')).toBe(true)
    expect(page.total).toBeGreaterThan(5)
    expect(page.items.every(({ opening, confirmed }) => opening === null && confirmed === null)).toBe(true)
    expect(seconds).toBeLessThan(60)
  },
  120_000,
)

test('of listings that somebody confirmed in 90 days a share is told, and how many of those say that they are free or care for children', async () => {
  const { db, deskOf } = await open()
  const country = 'LI' // no other test lists a service there
  const place = { country, city: 'Valmora', region: 'Harbour', latitude: null, longitude: null }
  const desk = deskOf(actorOf(ministry))
  const end = new Date('2026-12-01T00:00:00Z')
  const told = async () =>
    (await directoryFacts(db, { country, now: end })).map(({ indicator, value }) => [indicator, value])
  expect(await told()).toEqual([])
  const listed = []
  for (const terms of [['cost:free'], ['intervention:rec.child'], ['cost:free']])
    listed.push(value(await desk.add({ ...service('Open door', null, { terms }), location: place })))
  for (const { id, version } of listed.slice(0, 2)) value(await desk.confirm(id, version))
  expect(await told()).toEqual([
    ['IND-016', 66.7],
    ['IND-012', 50],
    ['IND-089', 50],
  ])
  const [fresh, free] = await directoryFacts(db, { country, now: end })
  expect(fresh).toMatchObject({ period: '2026-11', area: country, unit: 'percent', certainty: 'complete' })
  expect(free?.certainty).toBe('partial') // one of those confirmed says nothing of cost
  const later = new Date('2027-04-01T00:00:00Z')
  expect((await directoryFacts(db, { country, now: later })).map(({ value }) => value)).toEqual([0])
})

const table = (rows: readonly string[]) => bytes(`Nom du service;Commune;Téléphone;Note interne\n${rows.join('\n')}\n`)

test('a table with headings of its own is guessed, chosen and looked at again; what was chosen serves the next file', async () => {
  const { deskOf } = await open()
  const desk = deskOf(actorOf(randomUUID()))
  const file = table(['Maison bleue;Ville-Col;+000 12;x', 'Maison verte;Ville-Col;;y', ';Ville-Col;;z'])
  const sent = value(await desk.upload('csv', 'maisons.csv', file))
  // Nobody said in which country they are: nothing can be taken over yet.
  expect(sent.report).toMatchObject({
    rows: 0,
    columns: { name: 'Nom du service', city: 'Commune', phones: 'Téléphone' },
  })
  expect(sent.headings[1]).toEqual({ heading: 'Commune', example: 'Ville-Col' })
  expect(codeOf(await desk.takeOver(sent.id))).toBe('not-this-format')
  expect(codeOf(await desk.chooseColumns(sent.id, { last_modified: 'Commune' } as never))).toBe('not-valid')
  expect(codeOf(await deskOf(actorOf(randomUUID())).chooseColumns(sent.id, {}))).toBe('not-found')
  const chosen = { ...sent.report.columns, phones: undefined, organization: 'Note interne', country: '=ZZ' }
  const { report } = value(await desk.chooseColumns(sent.id, chosen))
  expect(report).toMatchObject({ rows: 3, added: 2, refused: [{ line: 4, code: 'no-name' }] })
  expect(report.notes).toEqual([{ line: 1, code: 'column', given: 'Téléphone' }])
  expect(value(await desk.uploaded(sent.id)).report).toEqual(report)
  expect(value(await desk.takeOver(sent.id))).toEqual(report)
  const [blue] = value(await desk.list()).items
  expect(blue).toMatchObject({ name: 'Maison bleue', organization: 'x', phones: [], location: { country: 'ZZ' } })
  const again = value(await desk.preview('csv', file, undefined, 'maisons'))
  expect(again).toMatchObject({ same: 2, columns: { organization: 'Note interne', country: '=ZZ' } })
  // Asked by name, the headings alone count; a file of other headings is guessed anew.
  const named = { name: 'nom du service', city: 'COMMUNE', country: '=ZZ' }
  expect(value(await desk.preview('csv', file, named, 'maisons'))).toMatchObject({ changed: 0, added: 2 })
  const other = bytes('service name,town,country code,zip\nElm,Ville-Col,ZZ,007\n')
  expect(value(await desk.preview('csv', other))).toMatchObject({
    added: 1,
    columns: { name: 'service name', city: 'town', country: 'country code', postal_code: 'zip' },
  })
})

test('a programme of prevention says how it works and how well that was studied; what speaks against it is plain', async () => {
  const { deskOf, finder } = await open()
  const desk = deskOf(actorOf(randomUUID()))
  const programme = (name: string, terms: string[]) => service(name, 'Prevenir', { terms })
  const school = 'intervention:prev.school.skills'
  value(await desk.add(programme('Skills', [school, 'strategy:skills', 'evidence:likely'])))
  value(await desk.add(programme('Nobody says', [school])))
  value(await desk.add(programme('Fright', ['strategy:adverse.fear', 'evidence:studies'])))
  value(await desk.add(programme('No prevention', ['setting:hc.outpatient'])))
  expect(codeOf(await desk.add(programme('Two', ['evidence:likely', 'evidence:harmful'])))).toBe('not-valid')
  const found = async (over: object) =>
    value(await finder.find({ place: 'Prevenir', what: 'prevention', ...over })).items
  expect((await found({})).map(({ name }) => name).sort()).toEqual(['Fright', 'Nobody says', 'Skills'])
  expect((await found({ tested: true })).map(({ name }) => name)).toEqual(['Skills'])
  // Not known is not harmful, nor tested.
  const said = new Map((await found({})).map(({ name, terms }) => [name, preventionIn(terms)]))
  expect(said.get('Nobody says')).toEqual({ evidence: null, isAdverse: false })
  expect([...said].map(([name, of]) => [name, of && isFlagged(of)]).sort()).toEqual([
    ['Fright', true],
    ['Nobody says', false],
    ['Skills', false],
  ])
  expect(preventionIn(['setting:hc.outpatient', 'cost:free'])).toBeNull()
  // As a table says it.
  const table =
    'name,city,region,country,terms\nLine,Prevenir,West,ZZ,intervention:prev strategy:adverse.police evidence:unlikely\n'
  value(await desk.import('csv', bytes(table)))
  expect((await found({})).find(({ name }) => name === 'Line')?.terms).toContain('evidence:unlikely')
  const twice = table.replace('evidence:unlikely', 'evidence:unlikely evidence:likely')
  expect(value(await desk.preview('csv', bytes(twice))).notes).toMatchObject([
    { line: 2, code: 'left-out', given: 'terms: evidence:unlikely evidence:likely' },
  ])
})

test('each class and each strategy that pages name is a term of the taxonomy', () => {
  const ids = loadServiceTaxonomy().map(({ id }) => id)
  expect(ids.filter((id) => id.startsWith('evidence:'))).toEqual(EVIDENCE.map((each) => `evidence:${each}`))
  expect(
    Object.values(WANTED)
      .flat()
      .filter((term) => !ids.includes(term)),
  ).toEqual([])
})

test('round a town on the antimeridian, what lies on the other side is near and shown so', async () => {
  const { deskOf, finder } = await open()
  const desk = deskOf(actorOf(ministry))
  const at = (name: string, city: string, longitude: number) =>
    desk.add(
      service(name, city, { location: { city, region: 'Lau', country: 'ZZ', latitude: -16.8, longitude } as never }),
    )
  value(await at('Pier', 'Somosomo', 179.98))
  value(await at('Church', 'Somosomo', -179.98))
  value(await at('Island', 'Elsewhere', -179.8))
  value(await at('Far', 'Remote', 170))
  const found = value(await finder.find({ place: 'Somosomo' }))
  expect(Math.abs(found.place?.longitude ?? 0)).toBeCloseTo(180, 6)
  expect(names(found)).toEqual(expect.arrayContaining(['Pier', 'Church', 'Island']))
  expect(names(found)).not.toContain('Far')
  for (const { metres } of found.items) expect(metres).toBeLessThan(25_000)
})

test('what is closed in a crisis is not open, whatever its hours say; of two alike the one whose quality was checked comes first', async () => {
  const { deskOf, db } = await open()
  const desk = deskOf(actorOf(ministry))
  const add = async (name: string) => {
    const { id } = value(await desk.add(service(name, 'Crisistown', { schedules: always, timeZone: 'Etc/UTC' })))
    return [name, id] as const
  }
  const ids = new Map([await add('One'), await add('Two'), await add('Three')])
  const first = value(await openFinder(db, () => now).find({ place: 'Crisistown' })).items[0]?.name ?? ''
  const [other, third] = [...ids.keys()].filter((name) => name !== first) as [string, string]
  const beside = { closed: [ids.get(first) ?? ''], accredited: [ids.get(third) ?? ''] }
  const crisis = openFinder(
    db,
    () => now,
    () => Promise.resolve(beside),
  )
  const { items } = value(await crisis.find({ place: 'Crisistown' }))
  expect(items.map(({ name, opening }) => [name, opening?.isOpen])).toEqual([
    [third, true],
    [other, true],
    [first, false],
  ])
  // Whom people may not leave comes after what is closed, however open, near and well judged it is.
  const held = new Map([[ids.get(third) ?? '', 'disputed' as const]])
  const signed = openFinder(
    db,
    () => now,
    () => Promise.resolve({ ...beside, held }),
  )
  const marked = value(await signed.find({ place: 'Crisistown' })).items
  expect(marked.map((each) => [each.name, each.held])).toEqual([
    [other, undefined],
    [first, undefined],
    [third, 'disputed'],
  ])
  const [page] = value(await crisis.find({ place: 'Crisistown', limit: 1 })).items
  expect(page?.name).toBe(third)
  const walked: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const one: FindPage = value(await crisis.find({ place: 'Crisistown', limit: 1, ...(cursor && { cursor }) }))
    walked.push(...names(one))
    cursor = one.next
  }
  expect(walked).toEqual([third, other, first])
})

test('published numbers are given by id; what was withdrawn has none, and what is no id is nobody’s', async () => {
  const { deskOf, finder } = await open()
  const desk = deskOf(actorOf(ministry))
  const there = value(await desk.add(service('Still there', 'Numbertown')))
  const gone = value(await desk.add(service('Gone', 'Numbertown')))
  value(await desk.withdraw(gone.id, 'It closed.', gone.version))
  const phones = await finder.phones([there.id, gone.id, randomUUID(), 'none'])
  expect([...phones]).toEqual([[there.id, [{ number: '+000 1234', extension: '', type: 'voice' }]]])
  expect(await finder.phones([])).toEqual(new Map())
})

test('asked when, what is closed then is left out, and of which nobody knows stays, after the others', async () => {
  const { deskOf, finder } = await open()
  const desk = deskOf(actorOf(ministry))
  const on = (byday: string, opensAt: string, closesAt: string) =>
    ({
      schedules: [{ byday: [byday], opensAt, closesAt }],
      timeZone: 'Etc/UTC',
      holidays: 'open',
    }) as Partial<NewListing>
  value(await desk.add(service('A Tuesday morning', 'Whenham', on('TU', '09:00', '12:00'))))
  value(await desk.add(service('B nobody knows', 'Whenham')))
  value(await desk.add(service('C Sunday evening', 'Whenham', on('SU', '17:00', '20:00'))))
  const at = async (when: 'now' | 'today' | 'tomorrow' | 'evening' | 'weekend' | 'TU' | 'FR') =>
    value(await finder.find({ place: 'Whenham', when })).items.map(
      ({ name, stands }) => `${name.slice(0, 1)} ${stands}`,
    )
  // Sunday, 10:00.
  expect(await at('now')).toEqual(['B unknown'])
  expect(await at('today')).toEqual(['C open', 'B unknown'])
  expect(await at('tomorrow')).toEqual(['B unknown'])
  expect(await at('TU')).toEqual(['A open', 'B unknown'])
  expect(await at('evening')).toEqual(['C open', 'B unknown'])
  expect(await at('weekend')).toEqual(['C open', 'B unknown'])
  expect(value(await finder.find({ place: 'Whenham' })).items.map(({ stands }) => stands)).toEqual([
    ...['closed', 'closed', 'unknown'],
  ])
  // Its own page of a list goes on from there.
  const first = value(await finder.find({ place: 'Whenham', when: 'TU', limit: 1 }))
  const second = value(await finder.find({ place: 'Whenham', when: 'TU', limit: 1, cursor: first.next ?? '' }))
  expect([...names(first), ...names(second), second.next, second.total]).toEqual([
    ...['A Tuesday morning', 'B nobody knows', null, 2],
  ])
})

test('who is for another gender alone is left out, who thinks of a need comes first, and nobody is sent into a prison', async () => {
  const { deskOf, finder } = await open()
  const desk = deskOf(actorOf(ministry))
  const add = async (name: string, ...terms: string[]) =>
    value(await desk.add(service(name, 'Whomham', { terms, schedules: always, timeZone: 'Etc/UTC', holidays: 'open' })))
  await add('A men', 'population:gen.men')
  await add('B women', 'population:gen.women', 'population:life.pregnant')
  await add('C both', 'population:gen.women', 'population:gen.men')
  await add('D nobody said')
  await add('E remand', 'setting:cj.remand', 'intervention:hr.naloxone')
  await add('F both sides of the wall', 'setting:cj.prison', 'setting:hc.outpatient')
  const found = async (over: object) =>
    value(await finder.find({ place: 'Whomham', ...over }))
      .items.map(({ name }) => name.slice(0, 1))
      .join('')
  // Of those that are alike the ids decide: as sets, those that come first apart.
  const sorted = (text: string) => [...text].sort().join('')
  const parts = async (over: object, first: number) => {
    const all = await found(over)
    return [sorted(all.slice(0, first)), sorted(all.slice(first, -1)), all.slice(-1)]
  }
  expect(await parts({}, 5)).toEqual(['ABCDF', '', 'E'])
  expect(await parts({ gender: 'women' }, 2)).toEqual(['BC', 'DF', 'E'])
  expect(await parts({ gender: 'men' }, 2)).toEqual(['AC', 'DF', 'E'])
  expect(await parts({ gender: 'trans' }, 5)).toEqual(['ABCDF', '', 'E'])
  expect(await parts({ need: 'pregnant' }, 1)).toEqual(['B', 'ACDF', 'E'])
  const all = value(await finder.find({ place: 'Whomham' })).items
  expect(all.map(({ stands }) => stands).slice(-2)).toEqual(['open', 'inside'])
  expect(value(await finder.find({ place: 'Whomham', what: 'custody' })).items.map(({ stands }) => stands)).toEqual([
    ...['open', 'open'],
  ])
})

test('a position is a place of its own: rounded, without a name, and what is near comes first', async () => {
  const { db } = await open()
  const here = openFinder(db, () => now, undefined, 'ZZ')
  const page = value(await here.find({ place: '10.00412, 20.0009' }))
  expect(page.place).toMatchObject({ latitude: 10, longitude: 20, isPosition: true })
  expect(page.items.length).toBeGreaterThan(0)
  expect(page.items.every(({ location: { city } }) => city === 'Selvane' || city === null)).toBe(true)
  const far = value(await here.find({ place: '12, 20' }))
  expect([far.within !== null, far.items.some(({ location: { city } }) => city === 'Selvane')]).toEqual([true, true])
})

test('far away too, the first eight words count, the last of them may be a beginning, and each must stand in it', async () => {
  const { db, deskOf } = await open()
  const name = 'Alpha bravo charlie delta echo foxtrot golf hotel'
  const location = { ...service('', 'Longname').location, latitude: 10, longitude: 40 }
  value(await deskOf(actorOf(ministry)).add({ ...service(name, 'Longname'), location }))
  const here = openFinder(db, () => now, undefined, location.country ?? '')
  const found = async (text: string) => value(await here.find({ place: '12, 40', text })).items.map((each) => each.name)
  expect(await found('alpha fox')).toEqual([name])
  expect(await found(`${name} india juliett`)).toEqual([name])
  expect(await found('zulu alpha')).toEqual([])
  expect(await found('alpha zulu')).toEqual([])
})
