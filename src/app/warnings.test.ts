// SPDX-License-Identifier: Apache-2.0
/** Early warning in a whole house: from a laboratory's report to a public page, and who sees what on the way. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Outcome } from '#basis/outcome.ts'
import { createFactsDesk, type FactTables, FLOOR } from '#commitments/index.ts'
import type { NewAdvisory, NewSignal } from '#supply/warnings/contract.ts'
import {
  advisoryForHealth,
  type CarriedSignal,
  expire,
  takeSignal,
  type WarningsDesk,
  type WarningTables,
  warningIndicators,
} from '#supply/warnings/index.ts'
import { siteForTests } from './site.testing.ts'

const site = siteForTests()

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail} ${outcome.refusal.where ?? ''}`)
  return outcome.value
}
const codeOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.refusal.code)
const deskOf = async (name: string): Promise<WarningsDesk> => {
  const { warnings } = await site.house.openDesks(new Headers(await site.stepIn(name)))
  if (!warnings) throw new Error(`${name} has no desk for early warning.`)
  return warnings
}
const authority = async (desk: WarningsDesk) => value(await desk.listeners()).map(({ id }) => id)
const report = async (over: Partial<Extract<NewSignal, { source: 'laboratory' }>>) => {
  const desk = await deskOf('Miro Castellan')
  const signal: NewSignal = {
    ...{ source: 'laboratory', substance: { name: 'Etomethazene' }, confidence: 'two-methods', methods: ['gc-ms'] },
    ...{ seenOn: new Date().toISOString().slice(0, 10), region: 'ZZ-NO-1', to: await authority(desk) },
    ...over,
  }
  return desk.report(signal)
}
const onBoard = async (name: string) =>
  value(await (await deskOf('Noor Abbasi')).board()).items.find(({ identity }) => identity.name === name)
const text = (headline: string) => ({ headline, description: `${headline}.`, instruction: 'Call.', reviewed: true })
const advisory = (over: Partial<NewAdvisory> = {}): NewAdvisory => ({
  ...{ severity: 'Severe', urgency: 'Immediate', certainty: 'Observed', regions: ['ZZ-NO-1'] },
  ...{ expires: new Date(Date.now() + 86_400_000).toISOString() },
  versions: {
    public: { en: text('For everybody'), fr: text('Pour tous') },
    professional: { en: text('For services'), fr: text('Pour les services') },
    restricted: { en: text('For customs'), fr: text('Pour la douane') },
  },
  readers: { professional: [], restricted: [], health: true },
  ...over,
})

test('what a laboratory reports is on the officers’ board the same moment, matched, and on no other', async () => {
  value(await report({}))
  const found = await onBoard('Etomethazene')
  expect(found).toMatchObject({
    status: 'proposed',
    signals: 1,
    identity: { id: 'etomethazene', formula: 'C23H31N3O' },
  })
  expect(found?.identity.mass).toBeCloseTo(365.2467, 3)
  expect(found?.trend.at(-1)?.signals).toBe(1)
  const officer = await deskOf('Viktor Lund')
  const record = value(await officer.open(found?.id ?? ''))
  expect(record.novelty).toMatchObject({ known: { id: 'etomethazene' }, controls: [] })
  expect(record.novelty?.near.length).toBeGreaterThan(2)
  expect(record.drawing).toContain('<svg')
  const laboratory = await deskOf('Miro Castellan')
  expect(codeOf(await laboratory.open(found?.id ?? ''))).toBe('not-found')
  expect(value(await laboratory.reported())[0]?.substance.name).toBe('Etomethazene')
  for (const stranger of ['Yara Benali', 'Miro Castellan'])
    expect(codeOf(await (await deskOf(stranger)).board())).toBe('not-found')
  expect((await site.house.openDesks(new Headers(await site.stepIn('Mei Tanaka')))).warnings).toBeUndefined()
})

test('a structure that no list has is drawn, weighed, held against classes and laid beside its neighbours', async () => {
  // An invented relative of fentanyl; only a structure that is judged, no recipe of anything.
  value(await report({ substance: { name: 'ZZ-1', structure: 'CCC(=O)N(c1ccc(CC)cc1)C1CCN(CCc2ccccc2)CC1' } }))
  const found = await onBoard('ZZ-1')
  const record = value(await (await deskOf('Noor Abbasi')).open(found?.id ?? ''))
  expect(record.identity).toMatchObject({ formula: 'C24H32N2O', names: [] })
  expect(record.identity.inchikey).toMatch(/^[A-Z]{14}-[A-Z]{10}-N$/)
  expect(record.novelty?.known).toBeNull()
  expect(record.novelty?.findings.some(({ kind }) => kind === 'class')).toBe(true)
  expect(record.novelty?.near[0]?.similarity).toBeGreaterThan(0.5)
  expect(record.drawing).toContain('<svg')
  expect(codeOf(await report({ substance: { name: 'ZZ-2', structure: 'not a structure' } }))).toBe('unreadable')
  expect(codeOf(await report({ to: [randomUUID()] }))).toBe('nobody-listens')
})

test('a harm that crossed comes with a name alone, and matching is asked when an officer looks', async () => {
  const { db } = site.house.held.compartment<WarningTables>('supply')
  const officers = await authority(await deskOf('Noor Abbasi'))
  const { match } = site.house.public.lookup
  const identityOf = (id: string) => {
    const nothing = { names: [], structure: '', inchikey: '', formula: '', mass: null, cas: '' }
    return id === 'flunitazene' ? { id, name: 'Flunitazene', ...nothing } : undefined
  }
  const signal: CarriedSignal = {
    ...{ id: randomUUID(), sourceKind: 'poison-centre', substance: { name: 'flunitazene' }, severity: 'fatal' },
    ...{ region: 'ZZ-NO-1', week: '2026-W47', count: '1-7' },
  }
  value(await takeSignal(db, signal, { match, identityOf, officers }))
  const found = await onBoard('Flunitazene')
  const record = value(await (await deskOf('Noor Abbasi')).open(found?.id ?? ''))
  expect(record).toMatchObject({ novelty: { known: { id: 'flunitazene' } }, identity: { formula: 'C20H23FN4O2' } })
  expect(record.allSignals).toMatchObject([{ from: null, severity: 'fatal', count: '1-7', day: null }])
})

test('two officers publish: each version for its readers, the public one for everybody, the next second', async () => {
  const [first, second, customs] = [
    await deskOf('Noor Abbasi'),
    await deskOf('Viktor Lund'),
    await deskOf('Yara Benali'),
  ]
  value(await report({ substance: { name: 'Protodesnitazene' } }))
  const watched = await onBoard('Protodesnitazene')
  const { accounts } = await site.house.openDesks(new Headers(await site.stepIn('Salma Idrissi')))
  const organisations = value((await accounts?.administration.organisations({})) ?? (undefined as never)).items
  const idOf = (name: string) => organisations.find((each) => each.name === name)?.id ?? ''
  const input = advisory({ readers: { professional: [], restricted: [idOf('Customs of Orvane')], health: true } })
  const seen = value(await first.preview(input)).map(
    ({ reader, whom, organisation }) => `${reader} ${organisation?.name ?? whom}`,
  )
  expect(seen).toEqual([
    'public everybody',
    'professional National Drug Control Authority of Orvane',
    'professional health',
    'restricted Customs of Orvane',
    'restricted National Drug Control Authority of Orvane',
  ])
  const draft = value(await first.prepare(watched?.id ?? '', input))
  const { id } = draft
  const everywhere = async () => [
    (await site.house.advisories?.open(id))?.status,
    codeOf(await customs.advisory(id)),
    (await advisoryForHealth(site.house.held.compartment<WarningTables>('supply').db, id))?.id,
  ]
  expect(await everywhere()).toEqual([undefined, 'not-found', undefined])
  const proposed = value(await first.decide(id, { do: 'propose' }, draft.version))
  expect(codeOf(await first.decide(id, { do: 'agree' }, proposed.version))).toBe('second-person')
  expect(codeOf(await first.revise(id, input, proposed.version))).toBe('not-now')
  expect(await everywhere()).toEqual([undefined, 'not-found', undefined])
  const published = value(await second.decide(id, { do: 'agree' }, proposed.version))
  expect(published).toMatchObject({ status: 'published', may: ['withdraw'] })
  expect(await everywhere()).toEqual(['published', 'ok', id])
  const read = value(await customs.advisory(id))
  expect([read.own, read.versions.map(({ reader }) => reader)]).toEqual([null, ['public', 'restricted']])
  expect(value(await (await deskOf('Miro Castellan')).advisory(id)).versions.map(({ reader }) => reader)).toEqual([
    'public',
  ])
  expect(codeOf(await customs.receipts(id))).toBe('not-found')
  expect(value(await customs.acknowledge(id))).toEqual(value(await customs.acknowledge(id)))
  expect(value(await second.receipts(id))).toMatchObject({ people: 1, organisations: [{ people: 1 }] })

  const withdrawn = value(
    await first.decide(id, { do: 'withdraw', reason: 'It was something else.' }, published.version),
  )
  expect(withdrawn).toMatchObject({ status: 'withdrawn', may: [] })
  expect(await site.house.advisories?.open(id)).toMatchObject({ status: 'withdrawn', reason: 'It was something else.' })
  const { db } = site.house.held.compartment<WarningTables>('supply')
  expect((await advisoryForHealth(db, id))?.withdrawn?.reason).toBe('It was something else.')
})

test('an advisory is over at its moment for every reader, and the node notes it once', async () => {
  const [first, second] = [await deskOf('Noor Abbasi'), await deskOf('Viktor Lund')]
  const watched = await onBoard('Protodesnitazene')
  const input = advisory({ expires: new Date(Date.now() + 1200).toISOString() })
  const draft = value(await first.prepare(watched?.id ?? '', input))
  const proposed = value(await first.decide(draft.id, { do: 'propose' }, draft.version))
  value(await second.decide(draft.id, { do: 'agree' }, proposed.version))
  await expect
    .poll(async () => (await site.house.advisories?.open(draft.id))?.status, { timeout: 5000 })
    .toBe('expired')
  expect(value(await first.advisory(draft.id)).own).toMatchObject({ status: 'expired', may: [] })
  const { db } = site.house.held.compartment<WarningTables>('supply')
  const [organisation = ''] = await authority(first)
  // The job of the node does this by itself; whoever comes second finds it done.
  await expect
    .poll(async () => value(await first.advisory(draft.id)).own?.ended, { timeout: 15_000, interval: 300 })
    .toBe(input.expires)
  expect(await expire(db, { advisory: draft.id, organisation }, new Date())).toBe(false)
})

test('the figures of paragraph 7 are published with the advisory itself, floors applied', async () => {
  const { db } = site.house.held.compartment<FactTables>('commitments')
  const desk = createFactsDesk(db)
  const known = async () => {
    const { facts } = value(await desk.facts({ indicators: Object.values(warningIndicators) }))
    const of = (id: string) => facts.find(({ indicator }) => indicator === id)
    const [days, advisories, signals] = Object.values(warningIndicators).map(of)
    expect([signals?.floor, (signals?.value ?? 0) % 5, signals?.value === 5]).toEqual([FLOOR, 0, false])
    return [days?.value, advisories?.value, facts.every(({ area, period }) => area === 'ZZ' && /^20\d\d$/.test(period))]
  }
  // Of the demonstration 40 days, of what is reported and told above the same day 0: half way between them 20.
  await expect.poll(known, { timeout: 15_000, interval: 300 }).toEqual([20, 3, true])
})

test('reports of one substance under two names are joined, and its history says who did what', async () => {
  const desk = await deskOf('Noor Abbasi')
  value(await report({ substance: { name: 'Grey Harbour 9' } }))
  const [unknown, known] = [await onBoard('Grey Harbour 9'), await onBoard('Etomethazene')]
  const join = { do: 'join', into: known?.id ?? '' } as const
  expect(codeOf(await desk.act(unknown?.id ?? '', join, 7))).toBe('changed')
  value(await desk.act(unknown?.id ?? '', join, unknown?.version ?? 0))
  const record = value(await desk.open(known?.id ?? ''))
  expect(record.allSignals.map(({ substance }) => substance.name)).toContain('Grey Harbour 9')
  expect(record.steps.map(({ did }) => did)).toEqual(['take-over', 'propose'])
  value(await report({ substance: { name: 'grey-harbour 9' } }))
  expect((await onBoard('Etomethazene'))?.signals).toBe(3)
})

test('incidents about the substance are those that the officer may read, and are kept nowhere else', async () => {
  const { incidents } = await site.house.openDesks(new Headers(await site.stepIn('Tomás Rivas')))
  const drug = { name: 'etomethazene', amount: { value: '12', unit: 'g' as const }, certainty: 'confirmed' as const }
  const content = {
    title: 'Powder in a parcel',
    account: 'Etomethazene in a parcel.',
    place: { country: 'ZZ', name: 'x' },
  }
  const draft = value(await incidents!.report({ kind: 'seizure', urgency: 'routine', ...content, goods: [drug] }))
  const desk = await deskOf('Noor Abbasi')
  const seen = async () =>
    value(await desk.open((await onBoard('Etomethazene'))?.id ?? '')).incidents.map(({ id }) => id)
  expect(await seen()).toEqual([])
  const [audience = ''] = await authority(desk)
  value(
    await incidents!.act(
      draft.id,
      { do: 'release', release: { audience: [audience], marking: 'amber' } },
      draft.version,
    ),
  )
  expect(await seen()).toEqual([draft.id])
})

test('a laboratory withdraws a find: it stays with the reason, counts no more, and the advisory that rests on it says so', async () => {
  const find = { substance: { name: 'Withdrawn-9' } }
  const { id } = value(await report(find))
  const other = value(await report(find))
  const officer = await deskOf('Noor Abbasi')
  const watched = await onBoard('Withdrawn-9')
  expect(watched?.signals).toBe(2)
  const prepared = value(await officer.prepare(watched?.id ?? '', advisory()))
  expect(value(await officer.advisory(prepared.id)).withdrawnFinds).toEqual([])
  const inboxOf = async () => {
    const { inbox } = await site.house.openDesks(new Headers(await site.stepIn('Viktor Lund')))
    return (await inbox?.list())?.items.map(({ message, link }) => `${message} ${link}`) ?? []
  }

  const laboratory = await deskOf('Miro Castellan')
  const reason = 'The reference sample was mislabelled.'
  expect(codeOf(await officer.withdrawFind(id, { reason }))).toBe('not-found') // told of it, and not its reporter
  expect(codeOf(await laboratory.withdrawFind(id, { reason: ' ' }))).toBe('not-valid')
  expect(value(await laboratory.withdrawFind(id, { reason }))).toMatchObject({ id, withdrawn: { reason } })
  expect(codeOf(await laboratory.withdrawFind(id, { reason }))).toBe('not-now')

  expect((await onBoard('Withdrawn-9'))?.signals).toBe(1)
  const record = value(await officer.open(watched?.id ?? ''))
  const standing = record.allSignals.map((each) => [each.id, each.withdrawn?.reason ?? null])
  expect(standing.toSorted()).toEqual([[id, reason] as const, [other.id, null] as const].toSorted())
  expect(record.steps[0]).toMatchObject({ did: 'find-withdrawn', note: reason, account: null, version: 2 })
  expect(value(await officer.advisory(prepared.id)).withdrawnFinds).toMatchObject([{ signal: id, reason }])
  await expect
    .poll(inboxOf, { timeout: 10_000 })
    .toEqual(
      expect.arrayContaining([
        `warning-find-withdrawn /warnings/${watched?.id}`,
        `advisory-find-withdrawn /warnings/advisories/${prepared.id}`,
      ]),
    )
  // One that is begun afterwards was written by who knew.
  const later = value(await officer.prepare(watched?.id ?? '', advisory()))
  expect(value(await officer.advisory(later.id)).withdrawnFinds).toEqual([])
})
