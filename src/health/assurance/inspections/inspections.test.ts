// SPDX-License-Identifier: Apache-2.0
/** A visit all the way: planned, answered on two devices without a network, brought back, finished, corrected, verified. */
import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonical } from '#basis/canonical.ts'
import { type Actor, accessMigrations, type Seat, sit } from '#platform/access/index.ts'
import { attachmentMigrations, openAttachments } from '#platform/attachments/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations, readLedger } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { loadIndicators } from '#reference/index.ts'
import type { AssuranceDesk, Rating } from '../contract.ts'
import {
  type AssuranceTables,
  assuranceMigrations,
  openAssurance,
  openInspections,
  openQualityRegister,
} from '../index.ts'
import { criteriaFor } from '../room.ts'
import type { GivenInspectionCommand, Inspection, InspectionsDesk, Pack } from './contract.ts'
import { inspectionFacts, inspectionFactsFrom } from './facts.ts'
import { type Sheet, signedText } from './sheet.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, attachments: attachmentMigrations, assurance: assuranceMigrations },
}
const clock = { at: new Date('2026-03-02T10:00:00Z') }
const now = () => clock.at
const [house, body, university, peers] = Array.from({ length: 4 }, () => randomUUID()) as [
  string,
  string,
  string,
  string,
]
const KINDS: Record<string, string> = {
  ...{ [house]: 'treatment-service', [body]: 'inspectorate', [university]: 'university', [peers]: 'affected-people' },
}
const personOf = (organisation: string, role: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: [`assurance:${role}`], groups: [], clearance: 'amber' },
  purposes: ['service-quality'],
})
const people = {
  ...{ provider: personOf(house, 'provider'), officer: personOf(body, 'officer'), second: personOf(body, 'officer') },
  ...{ scholar: personOf(university, 'appraiser'), peer: personOf(peers, 'appraiser') },
  ...{
    inspector: personOf(body, 'inspector'),
    colleague: personOf(body, 'inspector'),
    tied: personOf(body, 'inspector'),
  },
  stranger: personOf(university, 'inspector'),
  /** An officer who inspects too. */
  both: { ...personOf(body, 'officer'), roles: ['assurance:officer', 'assurance:inspector'] },
}
const service = randomUUID()
const listed = { id: service, name: 'House by the Lake', city: 'Karvel', setting: 'outreach' as const }
/** One that somebody runs and that never applied, and one of which nobody said who runs it. */
const [other, nobodys] = [
  { ...listed, id: randomUUID(), name: 'Night bus', runner: house },
  { ...listed, id: randomUUID(), name: 'Nobody’s' },
]
const directory = {
  find: async () => [listed, other],
  open: async (id: string) => [listed, other, nobodys].find((each) => each.id === id),
}
const seats = async (): Promise<Seat[]> =>
  Object.values(people).map((actor) => ({
    organisation: { id: actor.organisation, name: actor.organisation, kind: KINDS[actor.organisation] ?? '' },
    actor,
  }))
const open = () => database.open<AssuranceTables>('health', migrations)
let compartment: Awaited<ReturnType<typeof open>>
let desks: Record<keyof typeof people, InspectionsDesk>
let quality: Record<keyof typeof people, AssuranceDesk>
let accreditation = ''
beforeAll(async () => {
  compartment = await open()
  const { db } = compartment
  const attachments = openAttachments({ db: db as never, folder: database.folder, nodeKey: randomBytes(32) })
  const plan = { db, seats, directory, attachments, now }
  const each = <D>(make: (actor: Actor) => D) =>
    Object.fromEntries(Object.entries(people).map(([name, actor]) => [name, make(actor)])) as Record<
      keyof typeof people,
      D
    >
  desks = each((actor) => openInspections({ ...plan, actor }))
  quality = each((actor) => openAssurance({ ...plan, actor }))
  accreditation = await accredited()
})
afterAll(() => compartment.close())

type Told<T> = { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string; where?: string } }
const value = <T>(told: Told<T>): T => {
  if (!told.ok) throw new Error(`${told.refusal.code}: ${told.refusal.detail} ${told.refusal.where ?? ''}`)
  return told.value
}
const codeOf = <T>(told: Told<T>) => (told.ok ? 'ok' : told.refusal.code)
const criteria = criteriaFor('outreach')
const [FIRST, SECOND, THIRD] = criteria.map(({ id }) => id) as [string, string, string]

/** A service that two people of the body accredited. */
const accredited = async (): Promise<string> => {
  const all = Object.fromEntries(criteria.map(({ id }) => [id, { reply: 'met' as const, note: 'Kept.' }]))
  const begun = value(await quality.provider.begin({ service, setting: 'outreach' }))
  const answered = value(await quality.provider.act(begun.id, { do: 'answer', answers: all }, begun.version))
  const signed = value(await quality.provider.act(begun.id, { do: 'complete' }, answered.version))
  const id = value(await quality.provider.act(begun.id, { do: 'apply', body }, signed.version)).accreditation ?? ''
  const acts = async (who: keyof typeof people, command: Parameters<AssuranceDesk['actOnCase']>[1]) => {
    const { version, mine } = value(await quality[who].openCase(id))
    const isOwn = command.do === 'rate' || command.do === 'finish'
    value(await quality[who].actOnCase(id, command, isOwn ? (mine?.version ?? 0) : version))
  }
  const rated: Record<string, Rating> = Object.fromEntries(
    criteria.map(({ id: each }) => [each, { reply: 'met', note: 'seen', way: 'interview' }]),
  )
  await acts('officer', { do: 'appoint', seat: 1, organisation: university })
  await acts('officer', { do: 'appoint', seat: 2, organisation: peers })
  for (const who of ['scholar', 'peer'] as const)
    for (const command of [{ do: 'declare', ties: '' }, { do: 'rate', answers: rated }, { do: 'finish' }] as const)
      await acts(who, command)
  await acts('officer', { do: 'propose', decision: 'accredited', reason: 'All met.', until: '2029-03-01' })
  await acts('second', { do: 'sign' })
  return id
}
const statusNow = async () => (await openQualityRegister(compartment.db, now).of(service))?.status

const acting = async (who: keyof typeof people, id: string, command: GivenInspectionCommand) => {
  const found = await desks[who].open(id)
  return desks[who].act(id, command, found.ok ? found.value.version : 1)
}
const does = async (who: keyof typeof people, id: string, command: GivenInspectionCommand): Promise<Inspection> =>
  value(await acting(who, id, command))
const planned = async (announced: boolean) =>
  value(await desks.officer.plan({ accreditation, announced, on: '2026-03-05', why: 'Night shift.' }))

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
/** A device of somebody: its key, its pack, and what it signs. */
const deviceOf = async (who: keyof typeof people, id: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  const pack: Pack = value(await desks[who].pack(id, { name: 'Tablet', key }))
  const signed = (change: Partial<Sheet> & Pick<Sheet, 'answers'>) => {
    const { device, criteria: version, edition } = pack
    const sheet = canonical({
      inspection: id,
      device,
      number: 1,
      criteria: version,
      edition,
      photographs: [],
      ...change,
    })
    const signature = sign('sha256', signedText(sheet), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString(
      'base64url',
    )
    return { device, sheet, signature }
  }
  return { pack, signed, key }
}
const said = (reply: Sheet['answers'][string]['reply'], note = '', photographs: string[] = []) => ({
  ...{ reply, note, photographs, at: '2026-03-02T09:00:00.000Z' },
})
/** The smallest PNG with a text in it that a cleaner would take out. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
async function* flow(bytes: Buffer) {
  yield bytes
}

test('an unannounced visit exists for the body alone until it was finished; who has a tie does not inspect', async () => {
  expect(codeOf(await desks.inspector.plan({ accreditation, announced: true, on: '2026-03-05' }))).toBe('not-found')
  expect(codeOf(await desks.officer.plan({ accreditation: randomUUID(), announced: true, on: '2026-03-05' }))).toBe(
    'not-valid',
  )
  const { id } = await planned(false)
  const told = await planned(true)
  expect(codeOf(await desks.provider.open(id))).toBe('not-found')
  expect(value(await desks.provider.open(told.id))).toMatchObject({ why: null, questions: [], announced: true })
  expect(codeOf(await desks.stranger.open(id))).toBe('not-found')
  expect(value(await desks.provider.list()).share).toBeNull()
  expect(value(await desks.officer.list()).share).toEqual({ all: 2, unannounced: 1, closed: 0, closedUnannounced: 0 })
  expect(codeOf(await desks.inspector.pack(id, { name: 'Tablet', key: 'A'.repeat(120) }))).toBe('not-found')
  await does('tied', id, { do: 'declare', ties: 'My sister works there.' })
  expect(codeOf(await acting('tied', id, { do: 'declare', ties: '' }))).toBe('conflict')
  expect(value(await desks.tied.open(id)).questions).toEqual([])
  const taken = await does('inspector', id, { do: 'declare', ties: '' })
  expect(taken.questions.map((each) => each.id)).toEqual(criteria.map((each) => each.id))
  expect(codeOf(await desks.inspector.pack(id, { name: 'Tablet', key: 'A'.repeat(120) }))).toBe('not-valid')
  await does('officer', told.id, { do: 'cancel' })
})

test('a sheet is kept as it was signed, once, and refused where anything of it was changed', async () => {
  const { id } = await planned(false)
  await does('inspector', id, { do: 'declare', ties: '' })
  await does('colleague', id, { do: 'declare', ties: '' })
  const { signed, pack } = await deviceOf('inspector', id)
  const sha256 = hashOf(PICTURE)
  const shown = {
    sha256,
    name: 'form.png',
    type: 'image/png',
    size: PICTURE.length,
    turn: 1,
    holds: [],
    at: '2026-03-02T09:00:00.000Z',
  }
  const sheet = signed({ answers: { [FIRST]: said('met', 'Seen.', [sha256]) }, photographs: [shown] })
  const forged = { ...sheet, sheet: sheet.sheet.replace('"met"', '"not"') }
  const refused = await desks.inspector.submit(id, forged)
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-valid', where: 'signature' } })
  expect(codeOf(await desks.colleague.submit(id, sheet))).toBe('not-valid')
  expect(codeOf(await desks.tied.submit(id, sheet))).toBe('not-found')
  const spaced = signed({ answers: { [FIRST]: said('met', '', ['0'.repeat(64)]) } })
  expect(codeOf(await desks.inspector.submit(id, spaced))).toBe('not-valid')
  expect(codeOf(await desks.inspector.photograph(id, sha256, 'form.png', flow(PICTURE)))).toBe('not-valid')
  const receipt = value(await desks.inspector.submit(id, sheet))
  expect(receipt).toMatchObject({ awaited: [sha256], open: [], isOld: false, isLate: false })
  clock.at = new Date(clock.at.getTime() + 1000)
  expect(value(await desks.inspector.submit(id, sheet))).toEqual(receipt)
  const other = Buffer.concat([PICTURE, Buffer.from('x')])
  expect(codeOf(await desks.inspector.photograph(id, sha256, 'form.png', flow(other)))).toBe('not-valid')
  const kept = value(await desks.inspector.photograph(id, sha256, 'form.png', flow(PICTURE)))
  expect(value(await desks.inspector.photograph(id, sha256, 'form.png', flow(PICTURE))).id).toBe(kept.id)
  const downloaded = value(await desks.officer.download(id, kept.id))
  expect(hashOf(Buffer.from(await new Response(downloaded.body).arrayBuffer()))).toBe(sha256)
  expect(value(await desks.inspector.open(id))).toMatchObject({ awaited: [], photographs: [{ sha256, turn: 1 }] })
  const { lines } = value(await readLedger(compartment.db, { kind: 'inspection', id }))
  expect(lines.map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(['plan', 'declare', 'pack', 'bring', 'photograph']),
  )
  const overwrite = sit(compartment.db, people.inspector, (trx) =>
    trx
      .updateTable('inspection_sheet' as never)
      .set({ said: '{}' } as never)
      .execute(),
  )
  await expect(overwrite).rejects.toThrow('permission denied')
  expect(pack.questions.map((each) => each.id)).toEqual(criteria.map((each) => each.id))
})

test('two devices that differ are both shown until a person decides; an old pack counts only once somebody said so', async () => {
  const { id } = await planned(false)
  for (const who of ['inspector', 'colleague'] as const) await does(who, id, { do: 'declare', ties: '' })
  const [one, two] = [await deviceOf('inspector', id), await deviceOf('colleague', id)]
  value(
    await desks.inspector.submit(id, one.signed({ answers: { [FIRST]: said('met', 'Open.'), [SECOND]: said('met') } })),
  )
  const theirs = two.signed({ answers: { [FIRST]: said('not', 'Locked.'), [SECOND]: said('met', 'Too.') } })
  expect(value(await desks.colleague.submit(id, theirs)).open).toEqual([FIRST])
  const finish = { do: 'finish', on: '2026-03-02', report: 'Seen.' } as const
  expect(codeOf(await acting('inspector', id, finish))).toBe('not-now')
  const shown = value(await desks.inspector.open(id)).merged.find(({ criterion }) => criterion === FIRST)
  expect(shown?.entries.map(({ reply, note }) => [reply, note]).sort()).toEqual([
    ['met', 'Open.'],
    ['not', 'Locked.'],
  ])
  const locked = shown?.entries.find(({ reply }) => reply === 'not')?.key ?? ''
  await does('colleague', id, { do: 'choose', criterion: FIRST, answer: locked })
  // The setting was another: what the old packs asked is shown, and counts for nothing by itself.
  await does('officer', id, { do: 'amend', setting: 'residential', on: '2026-03-05' })
  const late = value(
    await desks.inspector.submit(id, one.signed({ number: 2, answers: { [FIRST]: said('met', 'Open.') } })),
  )
  expect(late).toMatchObject({ isOld: true, open: [FIRST, SECOND].sort() })
  const { merged, devices } = value(await desks.inspector.open(id))
  expect(devices.every(({ isOld }) => isOld)).toBe(true)
  expect(merged.every(({ isOpen, entries }) => isOpen && entries.length === 2)).toBe(true)
  await does('officer', id, { do: 'cancel' })
})

test('an officer who inspected neither proposes nor signs what follows, on the desk and in the database', async () => {
  const { id } = await planned(false)
  const acts = async (who: 'officer' | 'second' | 'both', command: Parameters<AssuranceDesk['actOnCase']>[1]) =>
    quality[who].actOnCase(accreditation, command, value(await quality[who].openCase(accreditation)).version)
  const suspend = { do: 'propose', decision: 'suspended', reason: 'What was seen.' } as const
  // Who proposed and inspects afterwards had a part too: it is returned, for another to propose.
  value(await acts('both', suspend))
  await does('both', id, { do: 'declare', ties: '' })
  expect(codeOf(await acts('second', { do: 'sign' }))).toBe('conflict')
  value(await acts('second', { do: 'return' }))
  expect(codeOf(await acts('both', suspend))).toBe('conflict')
  value(await acts('officer', suspend))
  expect(codeOf(await acts('both', { do: 'sign' }))).toBe('conflict')
  value(await acts('second', { do: 'return' }))
  const as = (who: keyof typeof people, text: RawBuilder<unknown>) =>
    sit(compartment.db, people[who], (trx) => text.execute(trx))
  const proposal = JSON.stringify({ ...suspend, conditions: [], until: null, by: people.both.account })
  await expect(
    as('officer', sql`update accreditation set proposal = ${proposal}::jsonb where id = ${accreditation}`),
  ).rejects.toThrow('does not propose')
  for (const [first, last] of [
    [people.both.account, people.second.account],
    [people.second.account, people.both.account],
    [people.scholar.account, people.second.account],
  ])
    await expect(
      as(
        'second',
        sql`insert into accreditation_decision (accreditation, number, decision, reason, conditions, valid_until, proposed_by,
          signed_by, decided_at) values (${accreditation}, 99, 'suspended', 'x', '{}', null, ${first}, ${last}, ${now()})`,
      ),
    ).rejects.toThrow('does not decide')
  await does('officer', id, { do: 'cancel' })
})

test('what a lost device signs is kept and marked, and counts only once a person says so', async () => {
  const { id } = await planned(false)
  const other = await planned(false)
  for (const each of [id, other.id]) await does('inspector', each, { do: 'declare', ties: '' })
  const [device, elsewhere] = [await deviceOf('inspector', id), await deviceOf('inspector', other.id)]
  value(await desks.inspector.submit(id, device.signed({ answers: { [FIRST]: said('not', 'Locked.') } })))
  const lost = { do: 'revoke', device: device.pack.device, why: 'Left on the train.' } as const
  expect(codeOf(await acting('colleague', id, lost))).toBe('not-now')
  expect(codeOf(await acting('officer', id, { ...lost, device: randomUUID() }))).toBe('not-valid')
  clock.at = new Date(clock.at.getTime() + 1000)
  const marked = await does('officer', id, lost)
  expect(marked.devices).toMatchObject([{ id: device.pack.device, revoked: now().toISOString() }])
  // What came before stands, and counts.
  expect(marked.merged).toMatchObject([{ criterion: FIRST, isOpen: false, entries: [{ isRevoked: false }] }])
  expect(codeOf(await acting('officer', id, lost))).toBe('not-now')
  const after = device.signed({ number: 2, answers: { [FIRST]: said('met', 'Open.'), [SECOND]: said('met') } })
  expect(value(await desks.inspector.submit(id, after))).toMatchObject({
    isRevoked: true,
    open: [FIRST, SECOND].sort(),
  })
  const { merged } = value(await desks.inspector.open(id))
  const first = merged.find(({ criterion }) => criterion === FIRST)
  expect(first?.entries.map(({ reply, isRevoked }) => [reply, isRevoked]).sort()).toEqual([
    ['met', true],
    ['not', false],
  ])
  const finish = { do: 'finish', on: '2026-03-02', report: 'Seen.' } as const
  expect(codeOf(await acting('inspector', id, finish))).toBe('not-now')
  for (const { criterion, entries } of merged)
    await does('inspector', id, {
      ...{ do: 'choose', criterion },
      answer: (entries.find(({ isRevoked }) => !isRevoked) ?? entries[0])?.key ?? '',
    })
  const done = await does('inspector', id, finish)
  expect(done.merged.find(({ criterion }) => criterion === FIRST)?.counts).toBe(
    first?.entries.find(({ reply }) => reply === 'not')?.key,
  )
  // The same device is lost with its packs of other visits.
  const there = elsewhere.signed({ answers: { [FIRST]: said('met') } })
  expect(value(await desks.inspector.submit(other.id, there))).toMatchObject({ isRevoked: true, open: [FIRST] })
  const { lines } = value(await readLedger(compartment.db, { kind: 'inspection', id: other.id }))
  expect(lines.map(({ verb }) => verb)).toContain('revoke')
  await does('officer', other.id, { do: 'cancel' })
})

test('what comes to light after a visit was finished is a finding that was added; the report stays as it was', async () => {
  const { id } = await planned(true)
  const told = async (verb: string) => {
    const { rows } = await sit(compartment.db, people.provider, (trx) =>
      sql<{ notify: { to: string[]; message: string }[] }>`
        select notify from event where kind = ${`inspection.${verb}`} and record = ${id} order by at`.execute(trx),
    )
    return rows.flatMap(({ notify }) => notify.map(({ message }) => message))
  }
  await does('inspector', id, { do: 'declare', ties: '' })
  await does('officer', id, { do: 'amend', setting: 'outreach', on: '2026-03-25' })
  await does('inspector', id, {
    do: 'answer',
    answers: { [FIRST]: { reply: 'met', at: '2026-03-02T09:00:00.000Z' } },
  })
  const due = new Date(clock.at.getTime() + 9 * 86_400_000).toISOString().slice(0, 10)
  const finding = { criterion: SECOND, severity: 'minor' as const, found: 'No analysis.', due }
  const add = { do: 'add' as const, why: 'The laboratory answered.', findings: [finding] }
  expect(codeOf(await acting('inspector', id, add))).toBe('not-now')
  await does('inspector', id, { do: 'finish', on: '2026-03-02', report: 'All well.' })
  expect(codeOf(await acting('colleague', id, add))).toBe('not-now')
  const strange = { ...add, findings: [{ ...finding, criterion: 'ZZZ-99' }] }
  expect(codeOf(await acting('inspector', id, strange))).toBe('not-valid')
  const late = { ...add, findings: [{ ...finding, due: '2026-03-01' }] }
  expect(codeOf(await acting('inspector', id, late))).toBe('not-valid')
  await does('inspector', id, add)
  const seen = value(await desks.provider.open(id))
  expect(seen).toMatchObject({
    report: 'All well.',
    findings: [{ number: 1, due, whyAdded: add.why, may: ['correct', 'attach'] }],
  })
  const rewrite = sit(compartment.db, people.inspector, (trx) =>
    sql`update inspection set report = 'Otherwise.' where id = ${id}`.execute(trx),
  )
  await expect(rewrite).rejects.toThrow('does not change')
  expect(await told('amend')).toEqual(['service-inspection-moved'])
  expect(await told('add')).toEqual(['service-finding-added'])
})

test('a service that never applied is visited too, where it is known who runs it', async () => {
  const on = '2026-03-05'
  expect(value(await desks.officer.services('bus')).map(({ id }) => id)).toContain(other.id)
  expect(codeOf(await desks.provider.services('bus'))).toBe('not-found')
  expect(codeOf(await desks.officer.plan({ announced: false, on }))).toBe('not-valid')
  expect(codeOf(await desks.officer.plan({ service: nobodys.id, announced: false, on }))).toBe('not-valid')
  const { id } = value(await desks.officer.plan({ service: other.id, announced: false, on }))
  await does('inspector', id, { do: 'declare', ties: '' })
  await does('inspector', id, { do: 'answer', answers: { [FIRST]: { reply: 'not', at: '2026-03-02T09:00:00.000Z' } } })
  const findings = [{ criterion: FIRST, severity: 'minor' as const, found: 'Cold.', due: '2026-04-01' }]
  const done = await does('inspector', id, { do: 'finish', on: '2026-03-02', report: 'Seen.', findings })
  expect(done).toMatchObject({ accreditation: null, service: other.id, setting: 'outreach' })
  expect(value(await desks.provider.open(id)).findings).toMatchObject([{ may: ['correct', 'attach'] }])
  expect(await openQualityRegister(compartment.db, now).of(other.id)).toBeUndefined()
})

test('a visit changes no public status: the body’s second person does, and not while a critical finding is open', async () => {
  const { id } = await planned(false)
  await does('inspector', id, { do: 'declare', ties: '' })
  const at = '2026-03-02T09:00:00.000Z'
  const answers = {
    [FIRST]: { reply: 'not', at },
    [SECOND]: { reply: 'met', at },
    [THIRD]: { reply: 'not-seen', at },
  } as const
  await does('inspector', id, { do: 'answer', answers })
  const device = await deviceOf('inspector', id)
  const mine = value(
    await desks.inspector.submit(id, device.signed({ answers: { [FIRST]: said('met', 'From afar.') } })),
  )
  expect(mine.open).toEqual([FIRST])
  const both = value(await desks.inspector.open(id)).merged.find(({ criterion }) => criterion === FIRST)?.entries
  const chosen = both?.find(({ reply }) => reply === 'not')?.key ?? ''
  await does('inspector', id, { do: 'choose', criterion: FIRST, answer: chosen })
  const bad = { criterion: SECOND, severity: 'major', found: 'x', due: '2026-04-01' } as const
  const finish = { do: 'finish', on: '2026-03-02', report: 'One door was locked.' } as const
  expect(codeOf(await acting('inspector', id, { ...finish, findings: [bad] }))).toBe('not-valid')
  const findings = [{ criterion: FIRST, severity: 'critical', found: 'Locked.', due: '2026-03-20' } as const]
  const finished = await does('inspector', id, { ...finish, findings })
  expect(finished).toMatchObject({
    state: 'finished',
    result: { unseen: criteria.length - 2, score: expect.any(Number) },
  })
  expect(await statusNow()).toBe('accredited')
  // What comes afterwards is kept and changes nothing.
  const late = value(
    await desks.inspector.submit(id, device.signed({ number: 2, answers: { [FIRST]: said('met', 'Late.') } })),
  )
  expect(late).toMatchObject({ isLate: true, open: [] })
  const after = value(await desks.officer.open(id)).merged.find(({ criterion }) => criterion === FIRST)
  expect(after).toMatchObject({ counts: chosen, isOpen: false, entries: { length: 3 } })
  const seen = value(await desks.provider.open(id))
  expect(seen).toMatchObject({ report: 'One door was locked.', merged: [], photographs: [], devices: [], why: null })
  const [finding] = seen.findings
  if (!finding) throw new Error('There is no finding.')
  const acts = async (command: Parameters<AssuranceDesk['actOnCase']>[1], who: 'officer' | 'second' = 'officer') =>
    quality[who].actOnCase(accreditation, command, value(await quality[who].openCase(accreditation)).version)
  value(await acts({ do: 'propose', decision: 'suspended', reason: 'The door.' }))
  expect(await statusNow()).toBe('accredited')
  value(await acts({ do: 'sign' }, 'second'))
  expect(await statusNow()).toBe('suspended')
  const again = { do: 'propose', decision: 'accredited', reason: 'Open now.', until: '2029-03-01' } as const
  expect(codeOf(await acts(again))).toBe('critical')
  const settle = async (who: keyof typeof people, command: Parameters<InspectionsDesk['settle']>[1]) => {
    const own = value(await desks[who].open(id)).findings[0]
    return desks[who].settle(finding.id, command, own?.version ?? 0)
  }
  value(await settle('provider', { do: 'correct', owner: 'Head of the house', action: 'Take the lock off.' }))
  expect(codeOf(await settle('provider', { do: 'show', text: 'It is off.' }))).toBe('not-now')
  expect(codeOf(await settle('provider', { do: 'verify', text: 'Yes.' }))).toBe('not-now')
  value(await desks.provider.attach(finding.id, 'door.png', flow(PICTURE)))
  value(await settle('provider', { do: 'show', text: 'It is off.' }))
  value(await settle('officer', { do: 'return', text: 'The picture shows another door.' }))
  value(await settle('provider', { do: 'show', text: 'This one.' }))
  clock.at = new Date('2026-03-21T10:00:00Z')
  expect(value(await desks.officer.list()).items.find((each) => each.id === id)).toMatchObject({ open: 1, overdue: 1 })
  value(await settle('officer', { do: 'verify', text: 'Went and looked.' }))
  value(await acts(again))
  value(await acts({ do: 'sign' }, 'second'))
  expect(await statusNow()).toBe('accredited')
})

test('what inspections answer is published from as many as the floor asks', async () => {
  const plan = { country: 'ZZ', year: 2026, now: new Date('2026-04-01T00:00:00Z') }
  const facts = await inspectionFacts(compartment.db, plan)
  expect(facts.map(({ indicator, value: told }) => [indicator, told])).toEqual([
    ['IND-077', null],
    ['IND-134', null],
    ['IND-135', null],
  ])
  const shown = inspectionFactsFrom({ planned: 40, made: 30, unannounced: 15, in_time: 18, late: 6 }, plan)
  expect(shown.map(({ value: told }) => told)).toEqual([75, 50, 75])
  const units = new Map(loadIndicators().map(({ id, units: known }) => [id, known]))
  for (const { indicator, unit } of shown) expect(units.get(indicator)).toContain(unit)
})
