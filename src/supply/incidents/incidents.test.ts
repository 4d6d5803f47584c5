// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations, type Seat, sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, matches, readLedger } from '#platform/ledger/index.ts'
import { peersMigrations } from '#platform/peers/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import type { IncidentCommand, NewIncident } from './contract.ts'
import { type IncidentTables, incidentsMigrations, openIncidents } from './index.ts'
import { incidentById } from './store.ts'
import { contentOf } from './view.ts'

const database = databaseForTests()
const migrations = {
  access: accessMigrations,
  request: requestMigrations,
  ledger: ledgerMigrations,
  events: eventsMigrations,
  search: searchMigrations,
  peers: peersMigrations,
  incidents: incidentsMigrations,
}
const [customs, authority, firm, foreign] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const actorOf = (organisation: string, over: Partial<Actor> = {}): Actor => ({
  account: randomUUID(),
  organisation,
  roles: ['incidents:officer'],
  groups: [],
  clearance: 'amber',
  purposes: ['supply-control'],
  ...over,
})
const reader = { roles: ['incidents:reader'] }
const seatOf = (actor: Actor): Seat => ({ organisation: { id: actor.organisation, name: 'x', kind: 'customs' }, actor })

const open = async (...actors: Actor[]) => {
  const { db } = await database.open<IncidentTables>('supply', migrations)
  const desks = actors.map((actor) =>
    openIncidents({
      ...{ db, actor, seats: async () => actors.map(seatOf) },
      isAbroad: async (id) => ({ [customs]: false, [authority]: false, [firm]: false, [foreign]: true })[id],
      readParagraph: () => ({ incident: {}, spans: [] }),
      ...{ prefixes: new Map(), ownUse: { mass: 5, volume: 20, count: 10 } },
    }),
  )
  return { db, desks: desks as [(typeof desks)[0], ...typeof desks] }
}
const drums: NewIncident = {
  kind: 'stopped-shipment',
  urgency: 'immediate',
  title: 'Forty drums under another name',
  account: 'Declared as paint thinner; the seal had been changed.',
  place: { country: 'ZZ', name: 'Port Azur' },
  goods: [{ name: 'acetic anhydride', amount: { value: '8000', unit: 'L' }, certainty: 'presumptive' }],
  parties: [{ role: 'consignee', name: 'Meridian Trading', country: 'NL', knowledge: 'name-misused' }],
  identifiers: [{ type: 'container', value: 'CSQU3054383' }],
}
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'
const to = (...audience: string[]): IncidentCommand => ({ do: 'release', release: { audience, marking: 'amber' } })

test('a draft exists for those who report it alone; a release lets in whom it names, and no one else', async () => {
  const { desks } = await open(actorOf(customs), actorOf(authority, reader), actorOf(firm, reader))
  const [own, told, other] = desks
  const draft = value(await own.report(drums))
  expect(draft).toMatchObject({ status: 'draft', countries: ['NL', 'ZZ'], may: ['release'] })
  expect(codeOf(await told!.open(draft.id))).toBe('not-found')
  expect(value(await told!.count({ text: 'drums' }))).toBe(0)
  const released = value(await own.act(draft.id, to(authority), draft.version))
  expect(released).toMatchObject({ status: 'released', may: ['investigate', 'close', 'recall'] })
  expect(value(await told!.open(draft.id))).toMatchObject({ title: drums.title, may: [] })
  expect(value(await told!.list({ text: 'acetic' })).items.map(({ id }) => id)).toContain(draft.id)
  expect(await other!.open(draft.id)).toEqual(await other!.open(randomUUID()))
  expect(value(await other!.list({ text: 'acetic' })).items).toEqual([])
})

test('who will see it is said before its release, part by part', async () => {
  const cleared = actorOf(authority, { ...reader, clearance: 'red' })
  const { desks } = await open(actorOf(customs), actorOf(authority, reader), cleared, actorOf(firm, reader))
  const { id, version } = value(await desks[0].report(drums))
  const release = { audience: [authority], marking: 'amber' as const, partiesMarking: 'red' as const }
  const seen = value(await desks[0].preview(id, release))
  expect(seen.map(({ organisation, fields }) => [organisation.id, fields.includes('parties')])).toEqual([
    [customs, true],
    [authority, false],
    [authority, true],
  ])
  value(await desks[0].act(id, { do: 'release', release }, version))
  expect(value(await desks[0].viewers(id))).toEqual(seen)
  const plain = value(await desks[1]!.open(id))
  expect(plain).not.toHaveProperty('parties')
  expect(plain).not.toHaveProperty('identifiers')
  expect(value(await desks[2]!.open(id)).parties?.[0]?.name).toBe('Meridian Trading')
})

test('no country tells of parties that a reader is denied: neither shown, nor found by, nor left after a recall', async () => {
  const { desks } = await open(actorOf(customs), actorOf(authority, reader))
  const [own, told] = [desks[0], desks[1]!]
  const { id, version, countries } = value(await own.report({ ...drums, title: 'Countries' }))
  expect(countries).toEqual(['NL', 'ZZ'])
  const release = { audience: [authority], marking: 'amber' as const, partiesMarking: 'red' as const }
  const released = value(await own.act(id, { do: 'release', release }, version))
  const found = async (country: string) => value(await told.list({ country })).items.some((each) => each.id === id)
  expect(value(await told.open(id)).countries).toEqual(['ZZ'])
  expect([await found('ZZ'), await found('NL')]).toEqual([true, false])
  value(await own.act(id, { do: 'recall', reason: 'Wrong firm.' }, released.version))
  expect(await found('NL')).toBe(false)
})

test('abroad it goes when a second officer agrees, and nobody abroad sees it before', async () => {
  const { desks } = await open(actorOf(customs), actorOf(customs), actorOf(foreign, reader))
  const { id, version } = value(await desks[0].report(drums))
  const proposed = value(await desks[0].act(id, to(foreign), version))
  expect(proposed).toMatchObject({ status: 'proposed', released: null, may: ['decline'] })
  expect(codeOf(await desks[2]!.open(id))).toBe('not-found')
  expect(codeOf(await desks[0].act(id, { do: 'agree' }, proposed.version))).toBe('second-person')
  value(await desks[1]!.act(id, { do: 'agree' }, proposed.version))
  expect(value(await desks[2]!.open(id)).status).toBe('released')
})

test('a recalled incident leaves its receivers nothing but that it was recalled, and why', async () => {
  const { desks } = await open(actorOf(customs), actorOf(authority, reader))
  const { id, version } = value(await desks[0].report(drums))
  const released = value(await desks[0].act(id, to(authority), version))
  value(await desks[0].act(id, { do: 'recall', reason: 'The firm’s name was misused.' }, released.version))
  const left = value(await desks[1]!.open(id))
  expect(left).toMatchObject({ status: 'recalled', title: '', ended: { reason: 'The firm’s name was misused.' } })
  expect(JSON.stringify(left)).not.toMatch(/Meridian|CSQU|acetic|thinner|NL/)
  expect(value(await desks[1]!.list({ text: 'acetic' })).items.map((each) => each.id)).not.toContain(id)
  expect(value(await desks[0].open(id)).title).toBe(drums.title)
})

test('who may not, who is too late and what is not valid are told so', async () => {
  const { desks } = await open(actorOf(customs), actorOf(authority), actorOf(firm, reader))
  expect(codeOf(await desks[2]!.report(drums))).toBe('not-found')
  const { id, version } = value(await desks[0].report(drums))
  expect(codeOf(await desks[1]!.act(id, { do: 'release', release: { audience: [] } }, version))).toBe('not-found')
  expect(codeOf(await desks[0].act(id, to(randomUUID()), version))).toBe('not-valid')
  expect(codeOf(await desks[0].act(id, { do: 'investigate' }, version))).toBe('not-now')
  expect(codeOf(await desks[0].act(id, to(authority), version + 1))).toBe('changed')
  const bad = async (over: Partial<NewIncident>) => (await desks[0].report({ ...drums, ...over })) as object
  expect(await bad({ title: ' ' })).toMatchObject({ refusal: { where: 'title' } })
  expect(await bad({ place: { country: 'Oz' } })).toMatchObject({ refusal: { where: 'place.country' } })
  expect(await bad({ identifiers: [{ type: 'container', value: 'CSQU3054384' }] })).toMatchObject({
    refusal: { code: 'not-valid', where: 'identifiers.0.value' },
  })
})

test('a person is named only with the reason why', async () => {
  const { db, desks } = await open(actorOf(customs))
  const person = { role: 'driver' as const, name: 'A. Person', person: true }
  expect(await desks[0].report({ ...drums, parties: [person] })).toMatchObject({
    refusal: { code: 'not-valid', where: 'parties.0.necessity' },
  })
  const necessity = 'Signed for the goods at both ends of the route.'
  const { id } = value(await desks[0].report({ ...drums, parties: [{ ...person, necessity }] }))
  const { lines } = value(await readLedger(db, { id }))
  expect(lines.map(({ verb }) => verb)).toEqual(['name-person', 'report'])
})

test('nobody is named beside what one person uses, nor where people fell ill; a firm is', async () => {
  const { desks } = await open(actorOf(customs))
  const person = { role: 'driver' as const, name: 'A. Person', person: true, necessity: 'Signed for the goods.' }
  const little = [{ name: 'cocaine', amount: { value: '2', unit: 'g' as const } }]
  const refusal = { code: 'not-valid', where: 'parties.1.person' }
  const named = { kind: 'seizure' as const, goods: little, parties: [...(drums.parties ?? []), person] }
  expect(await desks[0].report({ ...drums, ...named })).toMatchObject({ refusal })
  expect(await desks[0].report({ ...drums, ...named, kind: 'intoxications' })).toMatchObject({ refusal })
  expect(codeOf(await desks[0].report({ ...drums, ...named, parties: drums.parties }))).toBe('ok')
})

test('a form sent twice reports once, and each act stands in the ledger with a digest of what was said', async () => {
  const officer = actorOf(customs)
  const { db, desks } = await open(officer)
  const key = randomUUID()
  const [one, two] = await Promise.all([desks[0].report(drums, key), desks[0].report(drums, key)])
  expect(one).toEqual(two)
  const { id, version } = value(one)
  value(await desks[0].act(id, to(), version))
  await desks[0].open(id)
  const { lines } = value(await readLedger(db, { kind: 'incident', id }))
  expect(lines.map(({ verb, account }) => [verb, account])).toEqual(
    ['read', 'release', 'report'].map((verb) => [verb, officer.account]),
  )
  const row = await sit(db, officer, (trx) => incidentById(trx, id))
  expect(await matches(db, 'incident', id, contentOf(row!))).toBe(true)
  expect(await matches(db, 'incident', id, contentOf({ ...row!, reason: 'another' }))).toBe(false)
})

test('two organisations of one node ask each other: nobody else, never wider than the incident, and it expires', async () => {
  const { desks } = await open(actorOf(customs), actorOf(authority), actorOf(firm), actorOf(customs, reader))
  const [own, told, third, sees] = desks
  const draft = value(await own.report(drums))
  value(await own.act(draft.id, to(authority, firm), draft.version))
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const question = { kind: 'laboratory-result' as const, question: 'What did the laboratory find?', due: tomorrow }
  const asked = value(await told!.ask(draft.id, { ...question, to: customs }))
  expect(asked).toMatchObject({ ...question, status: 'open', may: [], answer: null })
  expect(value(await third!.requests(draft.id))).toEqual([])
  expect(codeOf(await third!.settle(asked.id, { do: 'accept' }, 1))).toBe('not-found')
  expect(codeOf(await told!.settle(asked.id, { do: 'accept' }, 1))).toBe('not-found') // asked it
  expect(value(await sees!.requests(draft.id))[0]).toMatchObject({ id: asked.id, may: [] }) // reads only
  expect(codeOf(await sees!.settle(asked.id, { do: 'accept' }, 1))).toBe('not-found')
  expect(codeOf(await own.settle(asked.id, { do: 'answer', text: ' ' }, 1))).toBe('not-valid')
  expect(codeOf(await own.settle(asked.id, { do: 'accept' }, 2))).toBe('changed')
  const done = value(await own.settle(asked.id, { do: 'answer', text: 'Acetic anhydride, 98 %.' }, 1))
  expect(done).toMatchObject({ status: 'answered', answer: 'Acetic anhydride, 98 %.', may: [] })
  expect(value(await told!.requests(draft.id))).toEqual([{ ...done, may: [] }])
  expect(codeOf(await own.settle(asked.id, { do: 'decline', text: 'No.' }, 2))).toBe('not-now')

  expect(await told!.ask(draft.id, { ...question, to: firm })).toMatchObject({ refusal: { where: 'to' } })
  expect(await told!.ask(draft.id, { ...question, to: authority })).toMatchObject({ refusal: { where: 'to' } })
  expect(await own.ask(draft.id, { ...question, to: foreign })).toMatchObject({ refusal: { where: 'to' } })
  expect(await own.ask(draft.id, { ...question, to: firm, due: '2020-01-01' })).toMatchObject({
    refusal: { where: 'due' },
  })
  const unreleased = value(await own.report(drums))
  expect(codeOf(await own.ask(unreleased.id, { ...question, to: authority }))).toBe('not-now')
})

test('under an agreement its partner reads what that covers, and the country of a withheld part tells nothing', async () => {
  const key = `agreement:${randomUUID()}:incident:supply-control:amber`
  const [partner, officer] = [
    actorOf(firm, { ...reader, groups: [key], withheld: { [key]: ['parties', 'identifiers'] } }),
    actorOf(customs),
  ]
  const agreement = { id: randomUUID(), title: 'Drums', partner: firm, most: 'amber' as const, withholds: ['parties'] }
  const { db } = await database.open<IncidentTables>('supply', migrations)
  let open = [{ ...agreement, keyAt: () => key }]
  const deskOf = (actor: Actor) =>
    openIncidents({
      ...{ db, actor, seats: async () => [officer, partner].map(seatOf), prefixes: new Map() },
      isAbroad: async () => false,
      readParagraph: () => ({ incident: {}, spans: [] }),
      agreements: async () => open,
    })
  const [own, told] = [deskOf(officer), deskOf(partner)]
  const { id, version } = value(await own.report(drums))
  expect(value(await own.agreements())).toEqual([agreement])
  const release = { audience: [], agreements: [agreement.id], marking: 'amber' as const }
  const refused = [
    await own.preview(id, { ...release, marking: 'red' }),
    await own.preview(id, { ...release, agreements: [randomUUID()] }),
  ]
  expect(refused.map(codeOf)).toEqual(['not-valid', 'not-valid'])
  const seen = value(await own.preview(id, release)).find(({ organisation }) => organisation.id === firm)
  expect(seen?.because).toEqual([key])
  expect([seen?.fields.includes('goods'), seen?.fields.includes('parties')]).toEqual([true, false])

  const asked: IncidentCommand = { do: 'release', release }
  open = []
  expect(codeOf(await own.act(id, asked, version))).toBe('not-valid')
  open = [{ ...agreement, keyAt: () => key }]
  value(await own.act(id, asked, version))
  const read = value(await told.open(id))
  expect([read.goods.length, read.parties, read.identifiers]).toEqual([1, undefined, undefined])
  expect(read.countries).toEqual(['ZZ']) // and not NL, which only a party names
  const after = deskOf({ ...partner, groups: [] })
  expect(await after.open(id)).toEqual(await after.open(randomUUID()))
})
