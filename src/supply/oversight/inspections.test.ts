// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sit } from '#platform/access/index.ts'
import { readLedger } from '#platform/ledger/index.ts'
import type { Finding, Inspection, InspectionCommand } from './contract.ts'
import { authority, codeOf, dealer, newLicence, roomForTests, somebody, value } from './oversight.testing.ts'

const room = roomForTests()
const officer = somebody(authority, ['officer'])
const inspector = somebody(authority, ['inspector'])
const licensee = somebody(dealer, ['licensee'])
const desk = (actor = inspector) => room.deskOf(actor)

const planned = async (announced: boolean) => {
  const licence = value(await desk(officer).record(newLicence()))
  return value(await desk().plan({ licence: licence.id, announced, on: '2026-03-01', brief: 'A neighbour wrote.' }))
}
const visit = (findings = 1): InspectionCommand => ({
  ...{ do: 'visit', on: '2026-03-01', report: 'The store was open.' },
  findings: Array.from({ length: findings }, () => ({
    ...{ severity: 'major' as const, found: 'No lock.', action: 'Put one there.', due: '2026-03-20' },
  })),
})
const act = (inspection: Inspection, command: InspectionCommand) =>
  desk().inspect(inspection.id, command, inspection.version)
const only = ({ findings }: Inspection) => findings[0] as Finding

test('a firm learns of an inspection that is not announced by its report, and never what made inspectors come', async () => {
  const hidden = await planned(false)
  const told = await planned(true)
  const firm = desk(licensee)
  expect(await firm.inspection(hidden.id)).toEqual(await firm.inspection(randomUUID()))
  expect(value(await firm.inspections()).items.map(({ id }) => id)).toEqual([told.id])
  expect(value(await firm.countInspections())).toBe(1)
  const events = () =>
    sit(room.db, licensee, async (trx) => (await sql<{ record: string }>`select record from event`.execute(trx)).rows)
  expect((await events()).map(({ record }) => record)).not.toContain(hidden.id)
  const visited = value(await act(hidden, visit()))
  expect((await events()).map(({ record }) => record)).toContain(hidden.id)
  const read = value(await firm.inspection(hidden.id))
  expect(read).toMatchObject({ status: 'visited', report: 'The store was open.', may: [] })
  expect(JSON.stringify(read)).not.toContain('neighbour')
  expect(visited.brief).toBe('A neighbour wrote.')
  expect(only(read).may).toEqual(['answer'])
  expect(only(visited).may).toEqual(['verify'])
})

test('the firm answers, an inspector returns or verifies, and an inspection closes once every finding is', async () => {
  const visited = value(await act(await planned(false), visit()))
  expect(codeOf(await act(visited, { do: 'close' }))).toBe('not-now')
  const finding = only(visited)
  const settle = (actor: typeof inspector, did: 'answer' | 'return' | 'verify', version: number) =>
    desk(actor).settle(finding.id, { do: did, text: `${did}: done` }, version)
  expect(codeOf(await settle(licensee, 'verify', finding.version))).toBe('not-now')
  expect(codeOf(await settle(inspector, 'answer', finding.version))).toBe('not-now')
  expect(codeOf(await settle(inspector, 'return', finding.version))).toBe('not-now')
  const answered = value(await settle(licensee, 'answer', finding.version))
  expect(codeOf(await settle(inspector, 'verify', finding.version))).toBe('changed')
  const returned = value(await settle(inspector, 'return', answered.version))
  const again = value(await settle(licensee, 'answer', returned.version))
  const closed = value(await settle(inspector, 'verify', again.version))
  expect(closed).toMatchObject({ status: 'closed', note: 'verify: done', answer: { text: 'answer: done' }, may: [] })
  expect(codeOf(await settle(licensee, 'answer', closed.version))).toBe('not-now')
  expect(value(await act(visited, { do: 'close' })).status).toBe('closed')
  const { lines } = value(await readLedger(room.db, { kind: 'finding', id: finding.id }))
  expect(lines.map(({ verb }) => verb)).toEqual(['verify', 'answer', 'return', 'answer'])
})

test('the database itself lets a firm say what it did and nothing else, and another firm nothing at all', async () => {
  const finding = only(value(await act(await planned(false), visit())))
  const change = (actor: typeof licensee, set: string) =>
    sit(room.db, actor, async (trx) => {
      const { numAffectedRows } = await sql`update finding set ${sql.raw(set)} where id = ${finding.id}`.execute(trx)
      return numAffectedRows
    }).catch((error: { code: string }) => error.code)
  expect(await change(licensee, `status = 'closed', note = 'fine', closed_at = now()`)).toBe('42501')
  expect(await change(licensee, `due_on = '2030-01-01'`)).toBe('42501')
  expect(
    await change(somebody(randomUUID(), ['licensee']), `status = 'answered', answer = 'x', answered_at = now()`),
  ).toBe(0n)
  expect(await change(licensee, `status = 'answered', answer = 'x', answered_at = now()`)).toBe(1n)
})

test('an officer plans and verifies nothing, a stranger sees nothing, and a visit is not in the future', async () => {
  const inspection = await planned(true)
  const second = desk(officer)
  expect(codeOf(await second.plan({ licence: inspection.licence, announced: true, on: '2026-03-01' }))).toBe(
    'not-found',
  )
  expect(codeOf(await act(inspection, { ...visit(), on: '2026-03-03' } as InspectionCommand))).toBe('not-valid')
  const visited = value(await act(inspection, visit(2)))
  expect(codeOf(await second.settle(only(visited).id, { do: 'verify', text: 'x' }, 1))).toBe('not-found')
  for (const stranger of [somebody(randomUUID(), ['officer', 'inspector', 'licensee']), somebody(authority, [])]) {
    const other = desk(stranger)
    expect(await other.inspection(inspection.id)).toEqual(await other.inspection(randomUUID()))
    expect(codeOf(await other.settle(only(visited).id, { do: 'answer', text: 'x' }, 1))).toBe('not-found')
    expect(codeOf(await other.inspect(inspection.id, { do: 'close' }, visited.version))).toBe('not-found')
    const counted = await other.countInspections()
    expect(counted.ok ? counted.value : 0).toBe(0)
  }
  const foreign = { licence: randomUUID(), announced: true, on: '2026-03-01' }
  expect(await desk().plan(foreign)).toMatchObject({ refusal: { code: 'not-valid', where: 'licence' } })
  const cancelled = value(await act(await planned(true), { do: 'cancel', reason: 'Ill.' }))
  expect([cancelled.status, cancelled.reason, cancelled.may]).toEqual(['cancelled', 'Ill.', []])
})
