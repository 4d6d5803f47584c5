// SPDX-License-Identifier: Apache-2.0
/** What a post and a marketplace do: parcels and listings come in, are looked at, decided, appealed against and reported. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { NewListing, NewParcel, Subject } from '../contract.ts'
import { exampleListings, exampleParcels } from '../index.ts'
import { isVague } from '../parcels/parcels.ts'
import { authority, codeOf, market, post, roomForTests, somebody, value } from '../suspicions.testing.ts'

const [analyst, second] = [somebody(post, 'parcels'), somebody(post, 'approver')]
const [moderator, other] = [somebody(market, 'listings'), somebody(market, 'approver')]
const officer = somebody(authority, 'officer')
const room = roomForTests([analyst, second, moderator, other, officer])
const dayIn = (days: number) => new Date(room.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
const bytes = (text: string) => new TextEncoder().encode(text)
const parcel = (ref: string, over: Partial<NewParcel> = {}): NewParcel => ({
  ...{
    ref,
    at: '2026-03-02T10:00:00Z',
    service: 'express',
    contents: 'gift',
    description: 'Pseudoephedrine hydrochloride',
  },
  ...{ hs: '9503.00', grams: '2400', value: '12', currency: 'EUR', postage: '64', paidWith: 'cash' },
  sender: { name: 'R. Moran', address: '4 Quay Street, Port Selvane', country: 'ZZ' },
  addressee: { name: 'L. Marsh', address: '9 Hill Road, Leeds', country: 'GB' },
  ...over,
})
const plainParcel = (ref: string, over: Partial<NewParcel> = {}) =>
  parcel(ref, {
    ...{
      description: 'Wool socks',
      hs: '611594',
      value: '40',
      postage: '9',
      service: 'small-packet',
      paidWith: 'card',
    },
    ...over,
  })

test('a parcel under another heading is held, asked about, not loaded, appealed against, found out and reported', async () => {
  const desk = room.deskOf(analyst)
  const taken = value(await desk.takeParcel(parcel('RR473124829ZZ')))
  expect(taken.outcome).toBe('hold')
  expect(value(await desk.takeParcel(plainParcel('RR000000014ZZ'))), 'socks go on').toMatchObject({ alert: null })
  const id = taken.alert ?? ''
  const first = value(await desk.alert(id))
  expect(first.reasons.map(({ flag }) => flag)).toEqual(expect.arrayContaining(['P-GOODS', 'P-HS', 'P-POSTAGE']))
  expect(first.may).toEqual(expect.arrayContaining(['ask', 'screen', 'stop', 'release', 'find', 'report']))
  expect(first.may).not.toContain('refuse')
  const asked = value(await desk.act(id, { do: 'ask', text: 'An invoice', until: dayIn(3) }, first.version))
  expect([asked.status, asked.awaited]).toEqual(['held', dayIn(3)])
  const tooLate = await desk.act(id, { do: 'screen', text: 'X-ray', until: dayIn(90) }, asked.version)
  expect(tooLate).toMatchObject({ refusal: { code: 'not-valid', where: 'until' } })
  const stop = { do: 'stop', text: 'No answer came', customerText: 'cannot-supply' } as const
  const stopped = value(await desk.act(id, stop, asked.version))
  expect([stopped.status, stopped.awaited]).toEqual(['stopped', null])
  expect(codeOf(await desk.act(id, { do: 'delist', text: 'no', customerText: 'not-our-trade' }, stopped.version))).toBe(
    'not-now',
  )
  const appealed = value(await desk.act(id, { do: 'appeal', text: 'It was a toy' }, stopped.version))
  expect(codeOf(await desk.act(id, { do: 'uphold', text: 'Mine' }, appealed.version))).toBe('second-person')
  const upheld = value(await room.deskOf(second).act(id, { do: 'uphold', text: 'It was not' }, appealed.version))
  expect(upheld.status).toBe('stopped')
  expect(codeOf(await desk.act(id, { do: 'appeal', text: 'Again' }, upheld.version)), 'once').toBe('not-now')
  const found = value(await desk.act(id, { do: 'find', finding: 'precursor' }, upheld.version))
  expect(found.finding).toBe('precursor')
  expect(found.record.find(({ flag }) => flag === 'P-HS')).toEqual({ flag: 'P-HS', known: 1, found: 1 })
  // What goes to that address after it weighs more, and says why.
  const next = value(
    await desk.takeParcel(
      plainParcel('RR000000028ZZ', { at: '2026-03-05T10:00:00Z', description: 'gift', paidWith: 'cash' }),
    ),
  )
  const again = value(await desk.alert(next.alert ?? ''))
  expect(again.reasons.map(({ flag }) => flag)).toEqual(expect.arrayContaining(['P-AGAIN', 'P-VAGUE']))
  expect(again.about).toMatchObject({ leg: 'parcel' })
  expect(again.about.leg === 'parcel' && again.about.alike.map(({ ref }) => ref)).toContain('RR473124829ZZ')
  const report = { to: authority, circumstances: 'A precursor under the heading of toys.', necessity: '' }
  expect(codeOf(await desk.report(id, report, found.version)), 'people are named with a reason').toBe('not-valid')
  const sent = value(
    await desk.report(id, { ...report, necessity: 'Without the names nobody can look.' }, found.version),
  )
  const received = value(await room.deskOf(officer).readReport(sent.id))
  expect([received.leg, received.content.about]).toMatchObject(['parcel', { parcel: { ref: 'RR473124829ZZ' } }])
  // The socks went the same way, and the authority learns nothing of who sent them.
  const alikeIn = ({ about }: { about: Subject }) => (about.leg === 'parcel' ? about.alike.map(({ ref }) => ref) : [])
  expect([alikeIn(found), alikeIn(received.content)]).toEqual([['RR000000014ZZ'], []])
  // Who agrees to refusals sees the parcel and nothing of a report; who watches over listings sees nothing at all.
  expect(value(await room.deskOf(second).alert(id)).reports).toEqual([])
  for (const person of [moderator, officer]) expect(codeOf(await room.deskOf(person).alert(id))).toBe('not-found')
  expect(codeOf(await room.deskOf(moderator).takeParcel(parcel('X')))).toBe('not-found')
})

test('numbers, headings and amounts that cannot be are refused with their place, and a file says what it kept', async () => {
  const desk = room.deskOf(somebody(post, 'parcels'))
  for (const [over, where] of [
    [{ ref: 'RR473124828ZZ' }, 'ref'],
    [{ hs: '12' }, 'hs'],
    [{ grams: '-1' }, 'grams'],
    [{ at: '2999-01-01T00:00:00Z' }, 'at'],
  ] as const)
    expect(await desk.takeParcel(parcel('P-1', over))).toMatchObject({ refusal: { code: 'not-valid', where } })
  const file = [
    'parcel,at,description,weight_g',
    'P-9,2026-03-01,Books,900',
    'P-9,2026-03-01,Books,950',
    'P-10,yesterday,Books,1',
  ]
  const report = value(await desk.takeParcels(bytes(file.join('\n'))))
  expect([report.rows, report.kept, report.problems.map(({ line, code }) => [line, code])]).toEqual([
    3,
    1,
    [
      [3, 'differs'],
      [4, 'not-valid'],
    ],
  ])
  expect(value(await desk.takeParcels(bytes(file.slice(0, 2).join('\n'))))).toMatchObject({ kept: 0, known: 1 })
  expect(codeOf(await desk.takeParcels(bytes('a,b\n1,2')))).toBe('not-this-format')
  expect(['gift', 'Some chemicals', 'échantillons divers', 'wool socks', ''].map(isVague)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

test('what one person may have for themselves goes by without a look', async () => {
  const desk = room.deskOf(somebody(post, 'parcels'))
  const own = { description: 'Methadone tablets', hs: '950300', grams: '4' }
  expect(value(await desk.takeParcel(parcel('P-20', own))).outcome).toBe('pass')
  expect(value(await desk.takeParcel(parcel('P-21', { ...own, grams: '400' }))).outcome).not.toBe('pass')
})

const listing = (ref: string, over: Partial<NewListing> = {}): NewListing => ({
  ...{ ref, at: '2026-03-02T10:00:00Z', seller: 'chem-star', title: 'P s e u d o ephedrine hydrochloride 5 kg' },
  ...{
    text: 'Stealth, discreet packaging, free reship. Write to @chemstar99',
    quantity: '5',
    unit: 'kg',
    price: '900',
  },
  ...{ currency: 'EUR', contact: '@chemstar99', picture: 'f0e1d2c3b4a59687' },
  ...over,
})

test('a listing is taken down, kept as evidence, appealed against, and found again under another name by its picture', async () => {
  const desk = room.deskOf(moderator)
  const id = value(await desk.takeListing(listing('A-1'))).alert ?? ''
  const first = value(await desk.alert(id))
  expect(first.reasons.map(({ flag }) => flag)).toEqual(expect.arrayContaining(['L-GOODS', 'L-STEALTH', 'L-ELSEWHERE']))
  expect(first.may).toEqual(expect.arrayContaining(['label', 'delist', 'suspend', 'preserve', 'report']))
  expect(first.may).not.toContain('stop')
  const down = value(
    await desk.act(id, { do: 'delist', text: 'Not lawful here', customerText: 'not-our-trade' }, first.version),
  )
  const kept = value(await desk.act(id, { do: 'preserve', text: 'For the authority', until: dayIn(180) }, down.version))
  expect(kept.steps.at(-1)).toMatchObject({ did: 'preserve', until: dayIn(180) })
  // Two bits of the picture differ, words and seller are others.
  const hopped = listing('A-2', {
    ...{ at: '2026-03-09T10:00:00Z', seller: 'sunny-shop', title: 'Pseudoephedrine', text: 'Powder', contact: '' },
    picture: 'f0e1d2c3b4a59684',
  })
  const next = value(await desk.alert(value(await desk.takeListing(hopped)).alert ?? ''))
  expect(next.reasons.map(({ flag }) => flag)).toEqual(expect.arrayContaining(['L-HOP', 'L-SAME']))
  const appealed = value(await desk.act(id, { do: 'appeal', text: 'It is for a laboratory' }, kept.version))
  expect(codeOf(await desk.act(id, { do: 'lift', text: 'Mine' }, appealed.version))).toBe('second-person')
  expect(
    value(await room.deskOf(other).act(id, { do: 'lift', text: 'They have a licence' }, appealed.version)).status,
  ).toBe('released')
  expect(
    value(
      await desk.takeListing(
        listing('A-3', {
          title: 'Oak table',
          text: 'A table of oak, hardly used, to be collected',
          contact: '',
          picture: '',
        }),
      ),
    ).alert,
  ).toBeNull()
  for (const person of [analyst, officer]) expect(codeOf(await room.deskOf(person).alert(id))).toBe('not-found')
})

test('a warning that is upheld stays a warning, and pictures that agree by chance in one part are no kin', async () => {
  const desk = room.deskOf(moderator)
  const own = {
    contact: '@lonely77',
    picture: '0123aaaabbbbcccc',
    text: 'Stealth, free reship. Write to @lonely77',
    seller: 'lone',
  }
  const id = value(await desk.takeListing(listing('W-1', own))).alert ?? ''
  const { version } = value(await desk.alert(id))
  const labelled = value(await desk.act(id, { do: 'label', text: 'Odd', customerText: 'papers-missing' }, version))
  expect(labelled.status).toBe('labelled')
  const appealed = value(await desk.act(id, { do: 'appeal', text: 'It is lawful' }, labelled.version))
  const upheld = await room.deskOf(other).act(id, { do: 'uphold', text: 'It is odd' }, appealed.version)
  expect(value(upheld).status).toBe('labelled')
  const chance = {
    seller: 'else',
    contact: '@another66',
    picture: '0123555566667777',
    text: 'Stealth, free reship, @another66',
  }
  const next = value(await desk.takeListing(listing('W-2', { ...chance, at: '2026-03-03T10:00:00Z' })))
  const { about } = value(await desk.alert(next.alert ?? ''))
  expect(about.leg === 'listing' && about.alike).toEqual([])
})

test('files to begin from are taken whole', async () => {
  const [parcels, listings] = [room.deskOf(somebody(post, 'parcels')), room.deskOf(somebody(market, 'listings'))]
  const reports = [
    value(await parcels.takeParcels(readFileSync(exampleParcels))),
    value(await listings.takeListings(readFileSync(exampleListings))),
  ]
  for (const report of reports) {
    expect(report.problems).toEqual([])
    expect([report.alerts > 0, report.kept > report.alerts]).toEqual([true, true])
  }
})
