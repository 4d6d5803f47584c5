// SPDX-License-Identifier: Apache-2.0
/** One agreement all the way: drafted, shown, signed by two, in force, suspended, resumed, renewed, over. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sit } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { openInbox } from '#platform/events/index.ts'
import { answerError, createApi } from '#platform/http/index.ts'
import { matches, readLedger } from '#platform/ledger/index.ts'
import type { NewIncident } from '../incidents/contract.ts'
import clauses from './clauses.json' with { type: 'json' }
import { codeOf, MORNING, partnersForTests, TERMS, value } from './house.testing.ts'
import { partnershipsRoutes, remindOfReviews } from './index.ts'
import { digestOf, signedText } from './text.ts'

const database = databaseForTests()
let house: Awaited<ReturnType<typeof partnersForTests>>
beforeAll(async () => {
  house = await partnersForTests(database)
})
afterAll(() => house.compartment.close())

const DRUMS: NewIncident = {
  ...{ kind: 'stopped-shipment', urgency: 'immediate', title: 'Forty drums', account: 'Kestrel had changed the seal.' },
  place: { country: 'ZZ', name: 'Port Azur' },
  goods: [{ name: 'acetic anhydride', amount: { value: '8000', unit: 'L' }, certainty: 'presumptive' }],
  parties: [{ role: 'consignee', name: 'Meridian Trading', country: 'NL', knowledge: 'name-misused' }],
  identifiers: [{ type: 'container', value: 'CSQU3054383' }],
}

test('a firm that is named like an authority is let in by an agreement in force, as far as that goes, or not at all', async () => {
  const { people, deskOf, incidentsOf, agreed, firm, other } = house
  const own = await incidentsOf(people.officer)
  const release = (audience: string[], marking: 'amber' | 'red' = 'amber') => ({ audience, agreements: [], marking })
  const report = async () => value(await own.report(DRUMS))
  const tell = async (audience: string[], marking?: 'red') => {
    const { id, version } = await report()
    const previewed = await own.preview(id, release(audience, marking))
    const acted = await own.act(id, { do: 'release', release: release(audience, marking) }, version)
    return { id, previewed, acted }
  }
  const refusal = {
    code: 'not-valid',
    where: 'release.audience',
    detail: expect.stringContaining('agreement in force'),
  }
  const without = await tell([firm])
  expect([without.previewed, without.acted]).toMatchObject([{ refusal }, { refusal }])

  const agreement = await agreed()
  expect(await tell([firm, other])).toMatchObject({ previewed: { refusal }, acted: { refusal } })
  expect(await tell([firm], 'red')).toMatchObject({ previewed: { refusal }, acted: { refusal } }) // covers amber
  const { id, acted } = await tell([firm])
  value(acted)
  const reads = async () => (await incidentsOf(people.compliance)).open(id)
  expect(value(await reads()).parties).toBeUndefined() // not opened by the agreement
  const desk = deskOf(people.compliance)
  const { version } = value(await desk.open(agreement.id))
  value(await desk.act(agreement.id, { do: 'end', reason: 'We make no more drums.' }, version))
  expect((await reads()).ok).toBe(false)
  expect(value(await own.open(id)).status).toBe('released')
})

test('a draft exists for the authority alone, an offer for both; two persons of two parties make it an agreement', async () => {
  const { people, deskOf, firm } = house
  const [officer, director, compliance, stranger] = Object.values(people).map(deskOf)
  const asked = { partner: firm, m: 'manufacture' as const, terms: TERMS }
  const [opening] = value(await officer!.opens(asked))
  expect(opening).toMatchObject({ kind: 'incident', most: 'amber', withheld: ['account', 'parties', 'identifiers'] })
  expect(opening?.readers).toMatchObject([{ organisation: { id: firm }, reaches: 'amber' }])
  const draft = value(await officer!.draft(asked))
  expect(draft).toMatchObject({ status: 'draft', may: ['revise', 'offer', 'end'] })
  expect(await compliance!.open(draft.id)).toEqual(await compliance!.open(randomUUID()))
  const sent = value(await officer!.act(draft.id, { do: 'offer' }, draft.version))
  const { number = 0, digest = '' } = sent.texts[0] ?? {}
  const signing = { do: 'sign', number, digest } as const
  expect(await stranger!.open(draft.id)).toEqual(await stranger!.open(randomUUID()))
  expect(value(await compliance!.open(draft.id)).texts[0]?.text.fr[0]?.paragraphs[0]?.text).toContain('Lindqvist')
  expect(codeOf(await officer!.act(draft.id, signing, sent.version))).toBe('second-person')
  expect(codeOf(await director!.act(draft.id, { ...signing, digest: '0'.repeat(64) }, sent.version))).toBe('changed')
  const half = value(await compliance!.act(draft.id, signing, sent.version))
  expect([half.status, half.may]).toEqual(['offered', ['end']])
  expect(codeOf(await compliance!.act(draft.id, signing, half.version))).toBe('not-now')
  const whole = value(await director!.act(draft.id, signing, half.version))
  expect(whole).toMatchObject({ status: 'in-force', texts: [{ holds: true, state: 'agreed', signatures: [{}, {}] }] })
  const { lines } = value(await readLedger(house.db, { id: draft.id }))
  const signatures = lines.filter(({ verb }) => verb === 'sign')
  expect(signatures.map(({ account }) => account).sort()).toEqual(
    [people.director.account, people.compliance.account].sort(),
  )
  const { text: sections, terms, parties } = whole.texts[0]!
  const text = signedText({ agreement: draft.id, number, terms, parties, sections }, 'manufacture')
  expect(digestOf(text)).toBe(digest)
  expect(await matches(house.db, 'agreement', draft.id, text)).toBe(true)
})

test('an incident told under it is seen as it allows while it holds, and by no channel the moment it is suspended', async () => {
  const { people, deskOf, incidentsOf, agreed, clock, current } = house
  const { officer, compliance, stranger } = people
  const agreement = await agreed()
  const own = await incidentsOf(officer)
  const { id, version } = value(await own.report(DRUMS))
  const release = { audience: [], agreements: [agreement.id], marking: 'amber' as const }
  expect(value(await own.preview(id, release)).map(({ organisation }) => organisation.name)).toEqual([
    'Authority',
    'Lindqvist',
  ])
  value(await own.act(id, { do: 'release', release }, version))
  const seen = async (actor = compliance) => {
    const desk = await incidentsOf(actor)
    const read = await desk.open(id)
    const listed = value(await desk.list()).items.some((each) => each.id === id)
    const found = value(await desk.list({ text: 'acetic' })).items.some((each) => each.id === id)
    const counted = value(await desk.count({ text: 'acetic' })) > 0
    const events = await sit(house.db, await current(actor), (trx) =>
      trx.selectFrom('event').select('id').where('record', '=', id).execute(),
    )
    const all = [read.ok, listed, found, counted, events.length > 0]
    if (new Set(all).size > 1) throw new Error(`Channels do not agree: ${all}`)
    return read
  }
  const read = value(await seen())
  expect([read.title, read.parties, read.identifiers, read.countries]).toEqual([
    'Forty drums',
    undefined,
    undefined,
    ['ZZ'],
  ])
  expect(read.account).toBeUndefined()
  expect(value(await (await incidentsOf(compliance)).count({ text: 'kestrel' }))).toBe(0) // nor found by what it names
  expect((await seen(stranger)).ok).toBe(false)

  const desk = deskOf(compliance)
  const before = value(await desk.open(agreement.id))
  expect(before.may).toEqual(['suspend', 'end'])
  const suspended = value(await desk.act(agreement.id, { do: 'suspend', reason: 'Our lawyer asks.' }, before.version))
  expect((await seen()).ok).toBe(false)
  expect(await (await incidentsOf(compliance)).open(id)).toEqual(
    await (await incidentsOf(compliance)).open(randomUUID()),
  )
  expect(codeOf(await deskOf(officer).act(agreement.id, { do: 'resume' }, suspended.version))).toBe('not-now')
  expect(codeOf(await own.preview(id, release))).toBe('not-valid')
  const resumed = value(await desk.act(agreement.id, { do: 'resume' }, suspended.version))
  expect((await seen()).ok).toBe(true)

  clock.at = new Date('2026-12-31T23:59:59Z')
  expect((await seen()).ok).toBe(true)
  clock.at = new Date('2027-01-01T00:00:00Z')
  expect((await seen()).ok).toBe(false)
  expect(value(await desk.open(agreement.id)).status).toBe('expired')
  clock.at = MORNING
  value(await deskOf(officer).act(agreement.id, { do: 'end', reason: 'Over.' }, resumed.version))
  expect((await seen()).ok).toBe(false)
})

test('a text that is renewed takes the place of the other when both have signed it, and narrower terms close at once', async () => {
  const { people, deskOf, incidentsOf, agreed } = house
  const { officer, director, compliance } = people
  const wide = await agreed({ classes: ['incidents', 'incident-parties'], title: 'Wide' })
  const own = await incidentsOf(officer)
  const { id, version } = value(await own.report(DRUMS))
  const release = { audience: [], agreements: [wide.id], marking: 'amber' as const }
  value(await own.act(id, { do: 'release', release }, version))
  const reads = async () => (await incidentsOf(compliance)).open(id)
  expect(value(await reads()).parties?.[0]?.name).toBe('Meridian Trading')

  const terms = { ...TERMS, title: 'Narrow', marking: 'green' as const }
  const revised = value(await deskOf(officer).act(wide.id, { do: 'revise', terms }, wide.version))
  expect(revised.texts.map(({ number, state }) => [number, state])).toEqual([
    [2, 'draft'],
    [1, 'agreed'],
  ])
  expect(value(await deskOf(compliance).open(wide.id)).texts).toHaveLength(1)
  const offered = value(await deskOf(officer).act(wide.id, { do: 'offer' }, revised.version))
  const { digest = '' } = offered.texts[0] ?? {}
  const signing = { do: 'sign', number: 2, digest } as const
  const half = value(await deskOf(director).act(wide.id, signing, offered.version))
  expect([(await reads()).ok, half.title]).toEqual([true, 'Wide'])
  const whole = value(await deskOf(compliance).act(wide.id, signing, half.version))
  expect([whole.title, whole.texts.map(({ holds }) => holds), (await reads()).ok]).toEqual([
    'Narrow',
    [true, false],
    false,
  ])
  // A draft over an offer withdraws the offer: nobody signs what is being written anew.
  const again = value(await deskOf(officer).act(wide.id, { do: 'revise', terms: TERMS }, whole.version))
  const out = value(await deskOf(officer).act(wide.id, { do: 'offer' }, again.version))
  const third = out.texts[0]
  const changed = value(
    await deskOf(officer).act(wide.id, { do: 'revise', terms: { ...TERMS, special: 'x' } }, out.version),
  )
  const late = { do: 'sign', number: 3, digest: third?.digest ?? '' } as const
  expect(codeOf(await deskOf(compliance).act(wide.id, late, changed.version))).toBe('not-now')
  expect(changed.texts.map(({ state }) => state)).toEqual(['draft', 'withdrawn', 'agreed', 'agreed'])
  // The database refuses it too, whoever asks.
  await expect(
    sit(house.db, officer, (trx) =>
      trx
        .updateTable('agreement_text')
        .set({ digest: 'x' })
        .where('agreement', '=', wide.id)
        .where('number', '=', 1)
        .execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})

test('of a draft the partner learns nothing: no title, no event, no other version, until it is offered or withdraws an offer', async () => {
  const { db, people, deskOf, agreed, firm } = house
  const [officer, compliance] = [deskOf(people.officer), deskOf(people.compliance)]
  const seen = async (id: string) => {
    const events = await sit(db, people.compliance, (trx) =>
      trx.selectFrom('event').select('kind').where('record', '=', id).orderBy('at').execute(),
    )
    return { one: value(await compliance.open(id)), kinds: events.map(({ kind }) => kind) }
  }
  const { id, version } = await agreed({ title: 'As agreed' })
  const before = await seen(id)
  const terms = { ...TERMS, title: 'A harder line' }
  const drafted = value(await officer.act(id, { do: 'revise', terms }, version))
  expect(drafted.version).toBeGreaterThan(version)
  const again = value(await officer.act(id, { do: 'revise', terms: { ...terms, special: 'x' } }, drafted.version))
  expect(codeOf(await officer.act(id, { do: 'offer' }, drafted.version))).toBe('changed')
  expect(await seen(id)).toEqual(before)
  const suspending = { do: 'suspend', reason: 'Our lawyer asks.' } as const
  expect(value(await compliance.act(id, suspending, before.one.version)).status).toBe('suspended')
  expect(codeOf(await officer.act(id, { do: 'offer' }, again.version))).toBe('changed')

  // What was offered first, and is written anew, keeps for the partner the title that it was offered under.
  const made = value(await officer.draft({ partner: firm, m: 'manufacture', terms: TERMS }))
  const offered = value(await officer.act(made.id, { do: 'offer' }, made.version))
  const { version: known } = value(await compliance.open(made.id))
  const revised = value(await officer.act(made.id, { do: 'revise', terms }, offered.version))
  expect(revised.title).toBe('A harder line')
  const { one, kinds } = await seen(made.id)
  expect([one.title, one.texts.map(({ state }) => state), one.version > known]).toEqual([
    TERMS.title,
    ['withdrawn'],
    true,
  ])
  expect(kinds).toContain('agreement.revised')
  const listed = value(await compliance.list()).find((each) => each.id === made.id)
  expect(listed?.title).toBe(TERMS.title)
})

test('a text says what it said when it was drafted, however the clauses are worded since', async () => {
  const { people, deskOf, agreed } = house
  const { id, texts } = await agreed()
  const [first] = clauses.clauses
  const worded = first?.en ?? ''
  if (first) first.en = 'Worded anew.'
  try {
    const [text] = value(await deskOf(people.compliance).open(id)).texts
    expect(text?.text).toEqual(texts[0]?.text)
    expect(JSON.stringify(text?.text)).not.toContain('Worded anew')
    const { number = 0, terms, parties, text: sections, digest } = text ?? {}
    if (!terms || !parties || !sections) throw new Error('No text.')
    expect(digestOf(signedText({ agreement: id, number, terms, parties, sections }, 'manufacture'))).toBe(digest)
  } finally {
    if (first) first.en = worded
  }
})

test('both parties are reminded of the day of review, once', async () => {
  const { db, agreed, compartment, people } = house
  const { id } = await agreed({ review: '2026-03-20' })
  await agreed({ review: '2026-09-20' })
  const before = await remindOfReviews(db, MORNING)
  expect([before >= 1, await remindOfReviews(db, MORNING)]).toEqual([true, 0])
  const events = await sit(db, people.compliance, (trx) =>
    trx
      .selectFrom('event')
      .select(['kind', 'notify'])
      .where('record', '=', id)
      .where('kind', '=', 'agreement.review')
      .execute(),
  )
  expect(events).toHaveLength(1)
  expect(openInbox(compartment.db, people.compliance)).toBeDefined()
})

test('what is not in order is refused, and an agreement is for parties of the field alone', async () => {
  const { people, deskOf, firm, authority } = house
  const desk = deskOf(people.officer)
  const draft = (over: object, partner = firm, m: 'manufacture' | 'monetisation' = 'manufacture') =>
    desk.draft({ partner, m, terms: { ...TERMS, ...over } })
  const wrong = [
    { until: '2025-12-31' },
    { until: '2031-02-01' },
    { review: '2027-01-01' },
    { classes: ['incident-parties'] },
    { purposes: [] },
    { marking: 'red' },
    { from: '2026-02-30' },
  ]
  for (const over of wrong) expect(codeOf(await draft(over)), JSON.stringify(over)).toBe('not-valid')
  expect(codeOf(await draft({}, authority))).toBe('not-valid')
  expect(codeOf(await draft({}, firm, 'monetisation'))).toBe('not-valid')
  expect(codeOf(await deskOf(people.compliance).draft({ partner: firm, m: 'manufacture', terms: TERMS }))).toBe(
    'not-found',
  )
  const noPurpose = deskOf({ ...people.officer, purposes: ['supply-control'] })
  expect(codeOf(await noPurpose.list())).toBe('not-found')
})

test('over HTTP it is the same desk', async () => {
  const { people, deskOf, firm } = house
  const api = createApi()
  api.onError(answerError)
  api.route(
    '/',
    partnershipsRoutes(() => Promise.resolve(deskOf(people.officer))),
  )
  const post = (path: string, body: object) =>
    api.request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  const asked = { partner: firm, m: 'manufacture', terms: TERMS }
  expect(await (await post('/api/agreements/openings', asked)).json()).toMatchObject({ items: [{ kind: 'incident' }] })
  const made = await post('/api/agreements', asked)
  const { id, version } = (await made.json()) as { id: string; version: number }
  expect([made.status, version]).toEqual([201, 1])
  const read = await api.request(`/api/agreements/${id}`)
  expect(read.status).toBe(200)
  const offered = await post(`/api/agreements/${id}/acts`, { command: { do: 'offer' }, version })
  expect(await offered.json()).toMatchObject({ status: 'offered' })
  expect((await post(`/api/agreements/${id}/acts`, { command: { do: 'offer' }, version })).status).toBe(412)
  const { items } = (await (await api.request('/api/agreements?status=offered')).json()) as { items: { id: string }[] }
  expect(items.map((each) => each.id)).toContain(id)
})
