// SPDX-License-Identifier: Apache-2.0
/** What may be done when, weeks, medians and names: all that is decided without a database. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actsOf, decide } from './advisory.ts'
import { ADVISORY_STATUSES, WATCHED_STATUSES } from './codes.ts'
import type { AdvisoryCommand, AdvisoryStatus } from './contract.ts'
import { medianOf } from './facts.ts'
import { newAdvisoryShape, newSignalShape } from './shapes.ts'
import { folded, keyOfSubstance } from './substance.ts'
import { decide as decideWatched } from './watched.ts'
import { lastWeeks, weekOf } from './weeks.ts'

const now = new Date('2026-11-22T10:00:00Z')
const later = new Date('2026-12-22T10:00:00Z')
const commands: AdvisoryCommand[] = [
  { do: 'propose' },
  { do: 'agree' },
  { do: 'decline' },
  { do: 'withdraw', reason: 'x' },
]

test('whatever is tried in whatever order, an advisory is published by two people or not at all, and before its day', () => {
  const tries = fc.array(fc.record({ command: fc.constantFrom(...commands), account: fc.constantFrom('a', 'b') }))
  fc.assert(
    fc.property(tries, fc.boolean(), (steps, isOver) => {
      const expires = isOver ? new Date('2026-11-22T09:00:00Z') : later
      let [status, proposedBy]: [AdvisoryStatus, string | null] = ['draft', null]
      for (const { command, account } of steps) {
        const standing = { status, proposedBy, expires }
        const decided = decide(standing, command, account, now)
        expect(decided.ok).toBe(actsOf(standing, account, now).includes(command.do))
        if (!decided.ok) continue
        if (decided.value.status === 'published') {
          expect([isOver, status, proposedBy !== null && proposedBy !== account]).toEqual([false, 'proposed', true])
        }
        status = decided.value.status
        if (decided.value.proposed_by !== undefined) proposedBy = decided.value.proposed_by
      }
    }),
  )
})

test('each state of an advisory and of a substance refuses what does not follow from it', () => {
  for (const status of ADVISORY_STATUSES)
    for (const command of commands) {
      const decided = decide({ status, proposedBy: 'a', expires: later }, command, 'b', now)
      const follows =
        { draft: ['propose'], proposed: ['agree', 'decline'], published: ['withdraw'] }[status as string] ?? []
      expect(decided.ok, `${status} ${command.do}`).toBe(follows.includes(command.do))
    }
  const able = WATCHED_STATUSES.filter((status) => decideWatched(status, { do: 'dismiss', reason: 'x' }).ok)
  expect(able).toEqual(['proposed', 'watched', 'assessed'])
  expect(decideWatched('watched', { do: 'recommend', recommendation: 'watch', note: 'x' }).ok).toBe(false)
})

test('weeks are those of ISO 8601, at the turn of the year too', () => {
  const known = {
    '2026-11-22': '2026-W47',
    '2027-01-01': '2026-W53',
    '2027-01-04': '2027-W01',
    '2024-12-30': '2025-W01',
  }
  for (const [day, week] of Object.entries(known)) expect(weekOf(new Date(`${day}T23:00:00Z`)), day).toBe(week)
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (day) => {
      const weeks = lastWeeks(12, day)
      expect([new Set(weeks).size, weeks.at(-1), weeks.toSorted()]).toEqual([12, weekOf(day), weeks])
    }),
  )
})

test('a median is in the middle, whatever the order, and there is none of nothing', () => {
  expect([medianOf([]), medianOf([4]), medianOf([9, 1]), medianOf([30, 2, 5])]).toEqual([undefined, 4, 5, 5])
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 1 }), (days) => {
      const median = medianOf(days) as number
      const below = days.filter((day) => day < median).length
      const above = days.filter((day) => day > median).length
      expect(Math.max(below, above)).toBeLessThanOrEqual(days.length / 2)
    }),
  )
})

test('the same name in another spelling is the same key; the registry, then the structure, goes before the name', () => {
  expect(folded('  Méto-Nitazène, HCl ')).toBe('meto nitazene hcl')
  expect(keyOfSubstance({ name: 'B  7' })).toBe(keyOfSubstance({ name: 'b-7' }))
  expect(keyOfSubstance({ id: 'x', inchikey: 'K', name: 'n' })).toBe('x')
  expect(keyOfSubstance({ inchikey: 'K', name: 'n' })).toBe('inchikey:K')
})

test('an advisory needs English and French, and readers of a version that is there; a find needs no day to come', () => {
  const text = { headline: 'x', description: 'x' }
  const least = {
    ...{ severity: 'Severe', urgency: 'Immediate', certainty: 'Observed', regions: ['ZZ'] },
    ...{ expires: '2027-01-01T00:00:00Z', versions: { public: { en: text, fr: text } }, readers: {} },
  }
  const whereIs = (input: unknown) => newAdvisoryShape.safeParse(input).error?.issues[0]?.path.join('.') ?? 'ok'
  expect(whereIs(least)).toBe('ok')
  expect(whereIs({ ...least, versions: { public: { en: text } } })).toBe('versions.public')
  expect(whereIs({ ...least, readers: { health: true } })).toBe('versions.professional')
  expect(whereIs({ ...least, regions: ['Orvane'] })).toBe('regions.0')
  const find = {
    ...{ source: 'laboratory', substance: { name: 'x' }, confidence: 'one-method', methods: ['nmr'], region: 'ZZ' },
    ...{ to: ['7f0a3c52-5d0e-4b61-9d1c-0a6c1f2b7e01'], seenOn: '2026-01-02' },
  }
  expect(newSignalShape.safeParse(find).success).toBe(true)
  expect(newSignalShape.safeParse({ ...find, seenOn: '2999-01-01' }).success).toBe(false)
  expect(newSignalShape.safeParse({ ...find, patient: 'x' }).success).toBe(false)
})
