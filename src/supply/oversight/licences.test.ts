// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLedger } from '#platform/ledger/index.ts'
import type { Licence, LicenceCommand } from './contract.ts'
import { openLicencesCounter, remindOfEnds } from './index.ts'
import { actsOf, decide, newNumber, numberIn, wasInForce } from './licence.ts'
import { authority, codeOf, dealer, nameOf, newLicence, roomForTests, somebody, value } from './oversight.testing.ts'

const room = roomForTests()
const first = somebody(authority, ['officer'])
const second = somebody(authority, ['officer'])
const licensee = somebody(dealer, ['licensee'])
const counter = (publication = { validity: true, content: true }) =>
  openLicencesCounter({ db: room.db, publication, nameOf, now: () => room.now })

const act = async (actor: typeof first, licence: Licence, command: LicenceCommand) =>
  room.deskOf(actor).decide(licence.id, command, licence.version)
/** One that two officers granted. */
const granted = async (over: Parameters<typeof newLicence>[0] = {}) => {
  const applied = value(await room.deskOf(first).record(newLicence(over)))
  return value(await act(second, value(await act(first, applied, { do: 'propose' })), { do: 'agree' }))
}

test('two officers grant a licence, each step with who and why, and its holder reads it without their names', async () => {
  const applied = value(await room.deskOf(first).record(newLicence()))
  expect(applied).toMatchObject({ status: 'applied', holder: { name: 'Dealer of Orvane' }, may: ['propose', 'refuse'] })
  expect(applied.scope[0]?.name.fr).toBe('Acétone')
  const proposed = value(await act(first, applied, { do: 'propose' }))
  expect(codeOf(await act(first, proposed, { do: 'agree' }))).toBe('second-person')
  expect(codeOf(await act(second, applied, { do: 'agree' }))).toBe('changed')
  const licence = value(await act(second, proposed, { do: 'agree' }))
  const suspended = value(await act(first, licence, { do: 'suspend', reason: 'A lock is missing.' }))
  expect(codeOf(await act(first, suspended, { do: 'suspend', reason: 'Again.' }))).toBe('not-now')
  expect(codeOf(await act(first, suspended, { do: 'revoke', reason: ' ' }))).toBe('not-valid')
  expect(suspended.steps.map(({ did, reason, by }) => [did, reason, by])).toEqual([
    ['apply', '', first.account],
    ['propose', '', first.account],
    ['agree', '', second.account],
    ['suspend', 'A lock is missing.', first.account],
  ])
  const read = value(await room.deskOf(licensee).licence(licence.id))
  expect(read.steps.map(({ by }) => by)).toEqual([null, null, null, null])
  expect([read.standing, read.may]).toEqual(['suspended', []])
  expect(codeOf(await act(licensee, suspended, { do: 'resume', reason: 'Please.' }))).toBe('not-found')
  const { lines } = value(await readLedger(room.db, { kind: 'licence', id: licence.id }))
  expect(lines.map(({ verb }) => verb)).toEqual(['read', 'suspend', 'agree', 'propose', 'record'])
})

test('nobody else sees a licence: not another firm or authority, nor whoever lacks role, purpose or clearance', async () => {
  const licence = await granted({ holder: { name: 'Hidden Harbour', country: 'ZZ' } })
  const own = await granted()
  const strangers = [
    somebody(randomUUID(), ['officer', 'inspector', 'licensee']),
    somebody(authority, []),
    somebody(authority, ['officer'], { purposes: ['supply-control'] }),
    somebody(authority, ['officer'], { clearance: 'green' }),
    licensee,
  ]
  for (const stranger of strangers) {
    const desk = room.deskOf(stranger)
    expect(await desk.licence(licence.id)).toEqual(await desk.licence(randomUUID()))
    const found = await desk.licences({ text: 'hidden' })
    expect(found.ok ? found.value.items : []).toEqual([])
    const counted = await desk.countLicences({ text: licence.number })
    expect(counted.ok ? counted.value : 0).toBe(0)
    expect(codeOf(await desk.decide(licence.id, { do: 'revoke', reason: 'x' }, licence.version))).toBe('not-found')
  }
  const ofFirm = value(await room.deskOf(licensee).licences())
  expect(ofFirm.items.every(({ holder }) => holder.organisation === dealer)).toBe(true)
  expect(ofFirm.items.map(({ id }) => id)).toContain(own.id)
  const inspector = room.deskOf(somebody(authority, ['inspector']))
  expect(value(await inspector.licences({ text: 'hidden harb' })).items.map(({ id }) => id)).toEqual([licence.id])
  expect(codeOf(await inspector.record(newLicence()))).toBe('not-found')
  expect(await room.db.selectFrom('licence').selectAll().execute()).toEqual([]) // without a seat not one row exists
})

test('what is not valid is refused where it is wrong', async () => {
  const desk = room.deskOf(first)
  const wrong: [Parameters<typeof newLicence>[0], string][] = [
    [{ until: '2025-12-31' }, 'until'],
    [{ activities: [] }, 'activities'],
    [{ scope: [{ of: 'substance', id: 'nothing', yearly: { value: '1', unit: 'kg' } }] }, 'scope.0.id'],
    [{ scope: [{ of: 'substance', id: 'acetone', yearly: { value: '0', unit: 'kg' } }] }, 'scope.0.yearly.value'],
    [{ holder: { organisation: randomUUID(), name: 'None', country: 'ZZ' } }, 'holder.organisation'],
  ]
  for (const [over, where] of wrong)
    expect(await desk.record(newLicence(over))).toMatchObject({ refusal: { code: 'not-valid', where } })
})

test('everybody asks by number and day, and one that is absent, over, suspended or not public is one answer', async () => {
  room.now = new Date('2026-03-02T10:00:00Z')
  const licence = await granted()
  const verify = async (number: string, day?: string, open = counter()) =>
    value(await open.verify({ number, ...(day && { day }) }))
  const typed = ` ${licence.number.toLowerCase().replace('-', ' ')} `
  expect(await verify(typed)).toMatchObject({
    ...{ number: licence.number, day: '2026-03-02', valid: true },
    shown: { holder: { name: 'Dealer of Orvane', country: 'ZZ' }, activities: ['import', 'storage'] },
  })
  expect(JSON.stringify(await verify(typed))).not.toMatch(/locks|R-77|apply/) // conditions, register number and steps stay
  room.now = new Date('2026-03-04T10:00:00Z')
  value(await act(first, licence, { do: 'suspend', reason: 'Why.' }))
  const asked: [string, string | undefined, boolean][] = [
    [licence.number, '2026-03-01', false], // before it was granted
    [licence.number, '2026-03-03', true],
    [licence.number, '2026-03-04', false],
    [licence.number, '2027-01-01', false],
    [newNumber(), '2026-03-03', false],
    ['not a number', '2026-03-03', false],
  ]
  for (const [number, day, valid] of asked) expect((await verify(number, day)).valid, `${number} ${day}`).toBe(valid)
  const [none, over] = [await verify(newNumber(), '2026-03-04'), await verify(licence.number, '2026-03-04')]
  expect({ ...none, number: '' }).toEqual({ ...over, number: '' })
  expect(await verify(licence.number, '2026-03-03', counter({ validity: true, content: false }))).toMatchObject({
    ...{ valid: true, shown: null },
  })
  const closed = await verify(licence.number, '2026-03-03', counter({ validity: false, content: true }))
  expect(closed).toEqual({ number: licence.number, day: '2026-03-03', valid: false, shown: null })
  expect(codeOf(await counter().verify({ number: ' ' }))).toBe('not-valid')
  expect(codeOf(await counter().verify({ number: licence.number, day: '3 March' }))).toBe('not-valid')
  room.now = new Date('2026-03-02T10:00:00Z')
})

test('holder and officers are reminded once of a licence that ends soon, and not of one that was suspended', async () => {
  const soon = await granted({ from: '2026-01-01', until: '2026-04-30' })
  const later = await granted({ until: '2026-05-02' })
  const stopped = await granted({ until: '2026-04-29' })
  value(await act(first, stopped, { do: 'suspend', reason: 'Why.' }))
  expect(await remindOfEnds(room.db, [randomUUID()], room.now)).toBe(0)
  expect(await remindOfEnds(room.db, [authority], room.now)).toBe(1)
  expect(await remindOfEnds(room.db, [authority], room.now)).toBe(0)
  const verbs = async ({ id }: Licence) =>
    value(await readLedger(room.db, { kind: 'licence', id })).lines.map(({ verb }) => verb)
  expect(await verbs(soon)).toContain('remind')
  for (const other of [later, stopped]) expect(await verbs(other)).not.toContain('remind')
  const ending = value(await room.deskOf(first).licences({ endsBy: '2026-05-01' }))
  expect(ending.items.map(({ id }) => id)).toEqual([soon.id])
})

test('a request that is sent twice records once', async () => {
  const desk = room.deskOf(first)
  const key = randomUUID()
  const [one, two] = [value(await desk.record(newLicence(), key)), value(await desk.record(newLicence(), key))]
  expect(two.id).toBe(one.id)
  expect(codeOf(await desk.record(newLicence({ until: '2026-06-01' }), key))).toBe('key-reused')
})

const ACTS = ['propose', 'agree', 'decline', 'refuse', 'suspend', 'resume', 'revoke'] as const

test('whatever officers do, in force means that two agreed and that nobody stopped it since', () => {
  const step = fc.record({
    do: fc.constantFrom(...ACTS),
    by: fc.constantFrom('a', 'b', 'c'),
    day: fc.integer({ min: 1, max: 28 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.integer({ min: 1, max: 28 }), (drawn, asked) => {
      let stands = { status: 'applied' as Licence['status'], proposedBy: null as string | null }
      const steps: { at: string; did: (typeof ACTS)[number]; by: string }[] = []
      for (const { do: did, by, day } of [...drawn].sort((a, b) => a.day - b.day)) {
        const decided = decide(stands, did, by)
        expect(decided.ok).toBe(actsOf(stands, by).includes(did))
        if (!decided.ok) continue
        stands = { status: decided.value, proposedBy: decided.value === 'proposed' ? by : null }
        steps.push({ at: `2026-02-${String(day).padStart(2, '0')}T12:00:00Z`, did, by })
      }
      const day = `2026-02-${String(asked).padStart(2, '0')}`
      const known = steps.filter(({ at }) => at.slice(0, 10) <= day)
      const agreed = known.findIndex(({ did }) => did === 'agree')
      const proposer = known.slice(0, Math.max(0, agreed)).findLast(({ did }) => did === 'propose')?.by
      if (agreed >= 0) expect(known[agreed]?.by).not.toBe(proposer)
      // Told in other words: it was agreed to, not revoked, and as often resumed as suspended.
      const many = (did: string) => known.filter((each) => each.did === did).length
      const inForce = agreed >= 0 && many('revoke') === 0 && many('suspend') === many('resume')
      expect(wasInForce({ from: '2026-02-01', until: '2026-02-28', steps }, day)).toBe(inForce)
      expect(wasInForce({ from: '2026-03-01', until: '2026-03-28', steps }, day)).toBe(false)
    }),
  )
})

test('a number survives being copied', () => {
  fc.assert(
    fc.property(fc.constantFrom('', ' ', '-', ' - '), fc.boolean(), (between, lower) => {
      const number = newNumber()
      const copied = number.replace('-', between)
      expect(numberIn(lower ? copied.toLowerCase() : copied)).toBe(number)
    }),
  )
})
