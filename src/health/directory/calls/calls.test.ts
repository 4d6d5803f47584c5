// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Actor, accessMigrations } from '#platform/access/index.ts'
import { databaseForTests } from '#platform/database/for-tests.ts'
import { eventsMigrations } from '#platform/events/index.ts'
import { requestMigrations } from '#platform/http/index.ts'
import { ledgerMigrations } from '#platform/ledger/index.ts'
import { searchMigrations } from '#platform/search/index.ts'
import { accuracyAt, type DirectoryTables, directoryFacts, directoryMigrations, openDirectory } from '../index.ts'
import { CHECKED, judge } from './script.ts'

const database = databaseForTests()
const migrations = {
  ...{ access: accessMigrations, request: requestMigrations, ledger: ledgerMigrations, events: eventsMigrations },
  ...{ search: searchMigrations, directory: directoryMigrations },
}
const ministry = randomUUID()
const now = new Date('2026-11-22T10:00:00Z')
const editor = (organisation: string): Actor => ({
  ...{ account: randomUUID(), organisation, roles: ['directory:editor'], groups: [] },
  ...{ clearance: 'amber', purposes: ['finding-help'] },
})
const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string; detail: string } }): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.detail}`)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

test('what is exact is functional, and one wrong field that was asked for makes it not exact', () => {
  const field = fc.constantFrom('right' as const, 'wrong' as const, 'unknown' as const)
  fc.assert(
    fc.property(field, field, field, fc.subarray([...CHECKED]), (hours, cost, waiting, asked) => {
      const answers = { answered: 'yes', isService: 'yes', takesPeople: 'yes', hours, cost, waiting } as const
      const isWrong = asked.some((each) => answers[each] === 'wrong')
      expect(judge(answers, asked)).toEqual({ isFunctional: true, isExact: !isWrong })
      expect(judge({ ...answers, takesPeople: 'no' }, asked)).toEqual({ isFunctional: false, isExact: false })
    }),
  )
})

test('listings are drawn, called and counted; below thirty calls no share is told, to nobody', async () => {
  const { db } = await database.open<DirectoryTables>('health', migrations)
  const deskOf = (organisation: string) => openDirectory({ db, actor: editor(organisation), now: () => now })
  const desk = deskOf(ministry)
  const location = { city: 'Selvane', region: 'North', country: 'ZZ' }
  for (let at = 0; at < 32; at++)
    value(await desk.add({ name: `Service ${at}`, location, phones: [{ number: '+000 12' }], terms: ['cost:free'] }))
  value(await desk.add({ name: 'No telephone', location }))
  value(await desk.add({ name: 'Messages alone', location, phones: [{ number: '+000 13', type: 'text' }] }))
  expect(codeOf(await desk.drawCalls(0))).toBe('not-valid')
  expect(value(await desk.drawCalls(10))).toBe(10)
  expect(value(await desk.drawCalls(100))).toBe(22)
  expect(value(await desk.drawCalls(100))).toBe(0)
  const { items } = value(await desk.calls())
  expect(items.map(({ listing }) => listing.name)).not.toContain('No telephone')
  expect(new Set(items.map(({ listing }) => listing.id)).size).toBe(32)
  const [first] = items
  if (!first) throw new Error('Nothing was drawn.')
  expect(first.asked).toEqual(['cost'])
  const stranger = deskOf(randomUUID())
  expect(codeOf(await stranger.call(first.id))).toBe('not-found')
  expect(codeOf(await stranger.recordCall(first.id, { answered: 'no' }, 1))).toBe('not-found')
  expect(value(await stranger.calls())).toMatchObject({ items: [], accuracy: { calls: 0 } })
  const right = { answered: 'yes', isService: 'yes', takesPeople: 'yes', cost: 'right' } as const
  const { cost: _, ...without } = right
  expect(codeOf(await desk.recordCall(first.id, without, 1))).toBe('not-valid')
  expect(codeOf(await desk.recordCall(first.id, { ...right, hours: 'right' }, 1))).toBe('not-valid')
  expect(codeOf(await desk.recordCall(first.id, { answered: 'no', isService: 'yes' }, 1))).toBe('not-valid')
  for (const [at, { id, version }] of items.slice(0, 29).entries()) {
    // Three where nobody answers, six where the cost is wrong.
    const answers = at < 3 ? ({ answered: 'no' } as const) : at < 9 ? { ...right, cost: 'wrong' as const } : right
    value(await desk.recordCall(id, answers, version))
  }
  expect(codeOf(await desk.recordCall(first.id, right, 2))).toBe('not-now')
  expect(await accuracyAt(db, now)).toEqual({ calls: 29, exact: null, functional: null, fewest: 30 })
  const told = async () =>
    (await directoryFacts(db, { country: 'ZZ', now })).flatMap(({ indicator, value: share }) =>
      ['IND-014', 'IND-015'].includes(indicator) ? [[indicator, share]] : [],
    )
  expect(await told()).toEqual([])
  const last = items[29]
  value(await desk.recordCall(last?.id ?? '', right, 1))
  expect(await accuracyAt(db, now)).toEqual({ calls: 30, exact: 0.7, functional: 0.9, fewest: 30 })
  expect(await told()).toEqual([
    ['IND-014', 70],
    ['IND-015', 90],
  ])
  expect(await accuracyAt(db, new Date(now.getTime() + 366 * 86_400_000))).toMatchObject({ calls: 0, exact: null })
})
